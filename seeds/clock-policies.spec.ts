import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { problemsOfPolicy } from '../src/policies/check-policy.js';
import { keyOf } from '../src/policies/policy-book.js';
import { workflows } from '../workflows/index.js';
import { readClockPolicies } from './clock-policy-list.js';

const entries = readClockPolicies();

describe('the file of deadlines', () => {
  it('has a row for every clock, and none for a clock that nobody declares', () => {
    const declared = workflows.flatMap(({ key, clocks }) =>
      Object.keys(clocks).map((clock) => `${key}.${clock}`),
    );
    expect([...new Set(entries.map(keyOf))].toSorted()).toEqual(declared.toSorted());
  });

  it('has only rows that can be', () => {
    expect(entries.flatMap(problemsOfPolicy)).toEqual([]);
  });

  it('says what the law says, and marks what it does not say', () => {
    const row = (key: string, from: string) =>
      entries.find((entry) => keyOf(entry) === key && entry.effectiveFrom === from);
    expect(row('arrears.handling', '2025-06-01')).toMatchObject({
      value: 30,
      unit: 'calendarDay',
      cap: 90,
      pause: null,
      basis: { article: '25(2)', mark: 'law' },
    });
    expect(row('arrears.review', '2021-12-30')).toMatchObject({
      value: 10,
      basis: { mark: 'law' },
    });
    expect(row('promise.cityReply', '2021-01-01')).toMatchObject({
      value: 15,
      unit: 'workingDay',
      cap: 30,
      basis: { mark: 'policy' },
    });
    const law = entries.filter(({ basis }) => basis.mark === 'law').map(keyOf);
    expect(law).toEqual([
      'promise.precheck',
      'promise.rectification',
      'promise.limitation',
      'promise.reconsideration',
      'promise.administrativeSuit',
      'arrears.review',
      'arrears.transfer',
      'arrears.handling',
      'arrears.limitation',
    ]);
  });

  it.each([
    ['a field nobody knows', '{ value: 1, unit: workingDay, length: 2 }', 'no field length'],
    ['a ladder nobody knows', '{ value: 1, unit: workingDay, ladder: x }', 'no ladder x'],
    ['an instrument nobody knows', '{ value: 1, unit: workingDay, law: x }', 'no instrument x'],
    ['a day that does not exist', '{ value: 1, unit: workingDay, from: 2026-02-30 }', 'is no day'],
  ])('is refused with %s', (_, row, problem) => {
    const text = `ladders: {}\npolicies: { promise: { reply: ${row} } }`;
    expect(() => readClockPolicies(text)).toThrow(problem);
  });
});
