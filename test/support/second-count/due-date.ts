import type { RawCalendar } from '../raw-calendar.js';

/**
 * The due date of a payment a second time: the articles as a table that is read from the top, and
 * days from the raw yearly data. It shares no code with the product.
 */

export interface PaperTerm {
  readonly signedOn: string;
  readonly debtor: 'public' | 'enterprise';
  readonly triggeredOn: string;
  /** What the contract gives; null: nothing. */
  readonly agreed: { readonly length: number; readonly unit: string } | null;
}

/** Null: neither contract nor Regulations give a day. */
export interface PaperDue {
  readonly dueOn: string | null;
  /** An agreed term of an enterprise beyond sixty days, which has to be examined. */
  readonly toExamine: boolean;
}

type Version = 'before' | 'order728' | 'order802';

interface Rule {
  readonly article: string;
  readonly versions: readonly Version[];
  readonly debtor?: PaperTerm['debtor'];
  /** Whether the contract gives a term, and whether it ends after sixty days. */
  readonly agreed: 'none' | 'within' | 'beyond' | 'any';
  readonly days: number | 'agreed' | 'none';
  readonly toExamine?: true;
}

const both = ['order728', 'order802'] as const;

/** The first row that fits decides. */
const rules: readonly Rule[] = [
  { article: '—', versions: ['before'], agreed: 'none', days: 'none' },
  { article: '—', versions: ['before'], agreed: 'any', days: 'agreed' },
  {
    article: '728: 8, 802: 9(1)',
    versions: both,
    debtor: 'public',
    agreed: 'none',
    days: 30,
  },
  { article: '728: 8, 802: 9(1)', versions: both, debtor: 'public', agreed: 'beyond', days: 60 },
  { article: '802: 9(2)', versions: ['order802'], agreed: 'none', days: 60 },
  { article: '728: 8', versions: ['order728'], agreed: 'none', days: 'none' },
  {
    article: '728: 8, 802: 7 and 9(2)',
    versions: both,
    agreed: 'beyond',
    days: 'agreed',
    toExamine: true,
  },
  { article: '728: 8, 802: 9', versions: both, agreed: 'any', days: 'agreed' },
];

export function dueOnPaper(term: PaperTerm, raw: RawCalendar): PaperDue {
  const { signedOn, debtor, triggeredOn, agreed } = term;
  const version: Version =
    signedOn < '2020-09-01' ? 'before' : signedOn < '2025-06-01' ? 'order728' : 'order802';
  const sixty = raw.later(triggeredOn, 60);
  const end = agreed && endOf(triggeredOn, agreed, raw);
  const length = end === null ? 'none' : end > sixty ? 'beyond' : 'within';
  const rule = rules.find(
    (each) =>
      each.versions.includes(version) &&
      (each.debtor === undefined || each.debtor === debtor) &&
      (each.agreed === length || (each.agreed === 'any' && length !== 'none')),
  );
  if (!rule) throw new Error(`No row is about ${JSON.stringify(term)}.`);
  const { days, toExamine = false } = rule;
  const last = days === 'none' ? null : days === 'agreed' ? end : raw.later(triggeredOn, days);
  return { dueOn: last === null ? null : raw.rolled(last), toExamine };
}

function endOf(
  from: string,
  { length, unit }: NonNullable<PaperTerm['agreed']>,
  raw: RawCalendar,
): string {
  if (unit === 'month') return raw.monthsLater(from, length);
  return unit === 'workingDay' ? raw.away(from, length) : raw.later(from, length);
}
