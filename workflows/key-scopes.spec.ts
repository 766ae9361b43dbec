import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { workflows } from './index.js';

/**
 * Every act of an enterprise, and by which scope a system of it may do the act; null: no key may.
 * Written out on purpose: who opens an act to keys changes a line here, and somebody looks at it.
 */
const decided: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  promise: {
    'supplement.submit': 'supplement',
    'survey.answer': 'answers',
    'objection.file': 'answers',
    'evidence.add': 'evidence',
    // That an order was carried out is for a person to say.
    'rectification.confirm': null,
    'rectification.dispute': null,
    'reopening.request': null,
    'retaliation.report': null,
    'complaint.withdraw': null,
  },
  arrears: {
    'supplement.submit': 'supplement',
    'survey.answer': 'answers',
    'objection.file': 'answers',
    'evidence.add': 'evidence',
    'payment.record': 'money',
    'payment.confirm': 'money',
    'payment.dispute': 'money',
    'payment.reverse': 'money',
    'interest.waive': null,
    'reopening.request': null,
    'retaliation.report': null,
    'complaint.withdraw': null,
  },
  retaliation: {},
  measure: {},
};

describe('the acts that API keys may do', () => {
  it('are those that were decided on', () => {
    const declared = workflows.map(({ key, events }) => [
      key,
      Object.fromEntries(
        Object.entries(events)
          .filter(([, { by }]) => by.includes('enterprise'))
          .map(([type, { keyScope }]) => [type, keyScope ?? null]),
      ),
    ]);
    expect(Object.fromEntries(declared)).toEqual(decided);
  });
});
