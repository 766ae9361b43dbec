import type { BusinessDate, Label } from '../../../src/definition/index.js';

/** How old a debt is, counted from its due date, as auditors publish it (按账龄). */
export const ages = {
  notDue: { zh: '未到期', en: 'not due yet' },
  upTo1: { zh: '1年以内（含）', en: 'up to 1 year' },
  from1To3: { zh: '1至3年（含）', en: '1 to 3 years' },
  from3To5: { zh: '3至5年（含）', en: '3 to 5 years' },
  over5: { zh: '5年以上', en: 'over 5 years' },
} as const satisfies Readonly<Record<string, Label>>;

export type Age = keyof typeof ages;

/** Null where no due date is set. */
export function ageOf(dueOn: BusinessDate | null, on: BusinessDate): Age | null {
  if (dueOn === null) return null;
  if (on <= dueOn) return 'notDue';
  const years = (count: number) => `${Number(dueOn.slice(0, 4)) + count}${dueOn.slice(4)}`;
  if (on <= years(1)) return 'upTo1';
  if (on <= years(3)) return 'from1To3';
  return on <= years(5) ? 'from3To5' : 'over5';
}
