import { describe, expect, it } from '@jest/globals';
import type { ClockPolicy } from '../definition/index.js';
import { overlapOf, problemsOfPolicy } from './check-policy.js';
import { PolicyBook } from './policy-book.js';

const policy = (version: number, changes: Partial<ClockPolicy> = {}): ClockPolicy => ({
  id: `arrears.review@${version}`,
  workflow: 'arrears',
  clock: 'review',
  divisionCode: null,
  version,
  value: 10,
  unit: 'workingDay',
  startRule: 'dayAfterEvent',
  rollRule: 'nextWorkingDay',
  follows: 'filing',
  ladder: { near: [-3, -1], passed: [1], longPassed: [5] },
  cap: null,
  pause: null,
  basis: { instrument: { zh: '某规定', en: 'A rule' }, mark: 'policy' },
  effectiveFrom: '2025-01-01',
  effectiveTo: null,
  ...changes,
});

const first = policy(1, { effectiveTo: '2025-12-31' });
const second = policy(2, { value: 8, effectiveFrom: '2026-01-01' });
/** A province that takes seven days where the state gives ten. */
const shorter = policy(1, { id: 'arrears.review.450300@1', divisionCode: '450300', value: 7 });

const asked = { workflow: 'arrears', clock: 'review', contractOn: null };

describe('the version that holds for a case', () => {
  const book = new PolicyBook([second, shorter, first]);
  const holds = (filedOn: string, divisionCode = '450100') =>
    book.inForce({ ...asked, filedOn, divisionCode }).id;

  it.each([
    ['the last day of the first', '2025-12-31', '450100', 'arrears.review@1'],
    ['the first day of the second', '2026-01-01', '450100', 'arrears.review@2'],
    ['before there was any', '2019-05-05', '450100', 'arrears.review@1'],
    ['in a division with its own', '2026-03-01', '450300', 'arrears.review.450300@1'],
    ['below that division', '2026-03-01', '450305', 'arrears.review.450300@1'],
    ['beside that division', '2026-03-01', '450400', 'arrears.review@2'],
    ['there, before its own began', '2024-12-31', '450300', 'arrears.review@1'],
  ])('%s', (_, filedOn, divisionCode, id) => {
    expect(holds(filedOn, divisionCode)).toBe(id);
  });

  it('of substance goes by the contract, of procedure by the filing', () => {
    const substance = [first, second].map((each) => ({ ...each, follows: 'contract' as const }));
    const question = { ...asked, divisionCode: '450100', filedOn: '2026-03-01' };
    const contractOn = '2025-06-01';
    expect(new PolicyBook(substance).inForce({ ...question, contractOn }).id).toBe(first.id);
    expect(book.inForce({ ...question, contractOn }).id).toBe(second.id);
    expect(new PolicyBook(substance).inForce({ ...question, contractOn: null }).id).toBe(second.id);
  });

  it('is never one that was withdrawn before its first day', () => {
    const withdrawn = { ...second, effectiveTo: '2025-12-31' };
    const third = policy(3, { effectiveFrom: '2026-01-01' });
    const question = { ...asked, divisionCode: '450100', filedOn: '2026-03-01' };
    expect(new PolicyBook([first, withdrawn, third]).inForce(question).id).toBe(third.id);
  });

  it('is no guess where a clock has none', () => {
    const question = { ...asked, clock: 'other', divisionCode: '450100', filedOn: '2026-03-01' };
    expect(() => book.inForce(question)).toThrow('The clock other of arrears has no policy.');
  });
});

describe('a policy that cannot be', () => {
  it.each<[string, Partial<ClockPolicy>, string]>([
    ['no days', { value: 0 }, 'valueFitsUnit'],
    ['days beside a date that is set', { unit: 'setDate' }, 'valueFitsUnit'],
    ['a cap below its value', { cap: 9 }, 'capAboveValue'],
    ['an end before its begin', { effectiveTo: '2024-12-31' }, 'endsAfterBegin'],
    ['working days that do not roll', { rollRule: 'none' }, 'rollFitsUnit'],
    [
      'a warning after the day',
      { ladder: { near: [1], passed: [], longPassed: [] } },
      'rungOnItsSide',
    ],
    ['two rungs on one day', { ladder: { near: [], passed: [1], longPassed: [1] } }, 'rungOnce'],
  ])('has %s', (_, changes, rule) => {
    expect(problemsOfPolicy(policy(1, changes)).map((problem) => problem.rule)).toContain(rule);
    expect(problemsOfPolicy(policy(1))).toEqual([]);
  });

  it.each([
    ['on the last day of another', '2025-12-31', null, ['policyOverlaps', 'policyOverlaps']],
    ['on one day of another', '2025-03-01', '2025-03-01', ['policyOverlaps']],
    ['before all others', '2024-01-01', '2024-12-31', []],
  ])('holds %s', (_, effectiveFrom, effectiveTo, rules) => {
    const problems = overlapOf(policy(3, { effectiveFrom, effectiveTo }), [first, second, shorter]);
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
  });
});
