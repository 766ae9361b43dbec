const PATTERN = /^(\d{1,3})(?:\.(\d{1,4}))?$/;

/** So many of them are the whole: a percent has four decimal places. */
export const MILLIONTHS = 1_000_000;

/** A rate in percent as whole millionths: `"3.85"` → 38500. */
export function toMillionths(percent: string): number {
  const match = PATTERN.exec(percent);
  if (!match) throw new RangeError(`Not a rate in percent: ${percent}`);
  return Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
}
