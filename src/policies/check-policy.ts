import type { ClockPolicy } from '../definition/index.js';
import { addDays } from '../kernel/business-date.js';
import type { InputError } from '../kernel/domain-error.js';
import { keyOf } from './policy-book.js';

/** Ten years of days: longer than any term. */
export const LONGEST_TERM = 3660;

/** Twenty years of months, the longest that a right is protected (《民法典》第一百八十八条第二款). */
export const LONGEST_MONTHS = 240;

/** What somebody says of a new version; number and id are given by the product. */
export type PolicyContent = Omit<ClockPolicy, 'id' | 'version'>;

/** Rules over the parts of a policy that each are possible by themselves. */
export function problemsOfPolicy(policy: PolicyContent): readonly InputError[] {
  const { unit, value, cap, effectiveFrom, effectiveTo, rollRule, ladder } = policy;
  const offsets = [...ladder.near, ...ladder.passed, ...ladder.longPassed];
  return [
    ...((unit === 'setDate') === (value === 0)
      ? []
      : [broken('value', 'valueFitsUnit', 'A term has at least 1 day; with setDate it is 0.')]),
    ...(unit !== 'month' || value <= LONGEST_MONTHS
      ? []
      : [broken('value', 'valueFitsUnit', `A term in months has at most ${LONGEST_MONTHS}.`)]),
    ...(cap === null || cap >= value
      ? []
      : [broken('cap', 'capAboveValue', `The cap of ${cap} lies below the value of ${value}.`)]),
    ...(unit === 'workingDay' && rollRule === 'none'
      ? [
          broken(
            'rollRule',
            'rollFitsUnit',
            'A working day is no day off: there is nothing to roll.',
          ),
        ]
      : []),
    ...(effectiveTo === null || effectiveTo >= effectiveFrom
      ? []
      : [broken('effectiveTo', 'endsAfterBegin', 'It ends before it begins.')]),
    ...(ladder.near.every((offset) => offset < 0) &&
    [...ladder.passed, ...ladder.longPassed].every((offset) => offset > 0)
      ? []
      : [broken('ladder', 'rungOnItsSide', 'Warnings are negative, reminders positive.')]),
    ...(new Set(offsets).size === offsets.length
      ? []
      : [broken('ladder', 'rungOnce', 'Two rungs speak on one day.')]),
  ];
}

/** Two versions of one policy never hold on one day; a version that another replaces ends before it. */
export function overlapOf(
  policy: PolicyContent,
  others: readonly ClockPolicy[],
): readonly InputError[] {
  const last = (to: string | null) => to ?? '9999-12-31';
  const clashing = others.filter(
    (other) =>
      keyOf(other) === keyOf(policy) &&
      last(other.effectiveTo) >= other.effectiveFrom &&
      other.effectiveFrom <= last(policy.effectiveTo) &&
      policy.effectiveFrom <= last(other.effectiveTo),
  );
  return clashing.map(({ id, effectiveFrom, effectiveTo }) =>
    broken(
      'effectiveFrom',
      'policyOverlaps',
      `${id} holds from ${effectiveFrom} ${effectiveTo === null ? 'until further notice' : `to ${effectiveTo}`}; name it in "replaces" to end it on ${addDays(policy.effectiveFrom, -1)}.`,
    ),
  );
}

function broken(path: string, rule: string, message: string): InputError {
  return { path, rule, message };
}
