/** An amount of renminbi in whole fen (分). */
export type Fen = number;

/**
 * Up to 10^13 fen, 100 billion yuan: beyond any claim, and so far below what a double holds
 * exactly that sums of hundreds of amounts stay exact, too.
 */
const PATTERN = /^(0|[1-9]\d{0,10}|100000000000(?=\.00$))\.(\d{2})$/;

/** Whether the text is an amount with exactly two decimal places, such as `"1000000.00"`. */
export function isMoney(text: string): boolean {
  return PATTERN.test(text);
}

/** `"12.30"` → 1230. */
export function toFen(text: string): Fen {
  const match = PATTERN.exec(text);
  if (!match) throw new RangeError(`Not an amount: ${text}`);
  return Number(match[1]) * 100 + Number(match[2]);
}

/** 1230 → `"12.30"`. */
export function fromFen(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`Not a whole number of fen: ${fen}`);
  const sign = fen < 0 ? '-' : '';
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** The sum of amounts written as decimal strings, in fen. */
export function sumOfMoney(amounts: readonly string[]): Fen {
  return sum(amounts.map(toFen));
}
