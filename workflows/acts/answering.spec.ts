import { describe, expect, it } from '@jest/globals';
import { closingRules as arrearsRules } from '../arrears/arrears.codes.js';
import { closingRules as promiseRules } from '../promise/promise.codes.js';
import {
  beforeAnswer,
  closingGround,
  followedUp,
  refuseFollowUp,
  type AnsweringContext,
  type ClosingGround,
} from './answering.js';
import type { FollowUpPayload } from './payloads.js';

const yes = { solved: true, satisfied: true };
const resented = { solved: true, satisfied: false };
const no = { solved: false, satisfied: false };

const answered = (changes: Partial<AnsweringContext>): AnsweringContext => ({
  ...beforeAnswer,
  answeredOn: '2026-03-02',
  mayObject: true,
  resultCode: 'verified',
  ...changes,
});

describe('why a case may be closed', () => {
  it.each<[string, Partial<AnsweringContext>, ClosingGround | null, ClosingGround | null]>([
    ['nobody has said anything', {}, null, null],
    ['solved and satisfied', { outcome: yes }, 'solved', 'solved'],
    ['solved but resented, an objection may come', { outcome: resented }, null, null],
    [
      'solved but resented, none can come',
      { outcome: resented, mayObject: false },
      'solved',
      'solved',
    ],
    ['unsolved', { outcome: no, mayObject: false, tries: 3 }, null, null],
    ['rectified', { rectified: true }, 'rectified', 'rectified'],
    ['upheld', { upheld: true }, 'upheld', null],
    ['upheld as disputed', { upheld: true, resultCode: 'disputed' }, 'upheld', null],
    ['unfounded', { resultCode: 'unfounded' }, 'explained', 'explained'],
    [
      'unfounded, whatever is said of it',
      { resultCode: 'unfounded', outcome: no },
      'explained',
      'explained',
    ],
    ['condition not met', { resultCode: 'conditionNotMet' }, 'explained', null],
    ['not due yet', { resultCode: 'notDue' }, null, 'explained'],
    ['two tries', { tries: 2 }, null, null],
    ['three tries', { tries: 3 }, 'noAnswer', null],
    ['three tries, found to be paid', { tries: 3, resultCode: 'paid' }, 'noAnswer', null],
  ])('%s', (_, changes, promise, arrears) => {
    expect(closingGround(answered(changes), promiseRules)).toBe(promise);
    expect(closingGround(answered(changes), arrearsRules)).toBe(arrears);
  });
});

describe('a follow-up', () => {
  const rulesOf = (payload: FollowUpPayload) =>
    refuseFollowUp({ payload } as never).map(({ path, rule }) => `${path} ${rule}`);

  it.each<[string, FollowUpPayload, readonly string[]]>([
    ['reached, with both answers', { contacted: true, ...no }, []],
    ['not reached', { contacted: false }, []],
    ['not reached, and no answer said', { contacted: false, ...no }, []],
    [
      'reached without an answer',
      { contacted: true },
      ['payload.solved isBoolean', 'payload.satisfied isBoolean'],
    ],
    [
      'reached with half an answer',
      { contacted: true, solved: true },
      ['payload.satisfied isBoolean'],
    ],
    [
      'not reached, and yet solved',
      { contacted: false, solved: true },
      ['payload.contacted saidByTheEnterprise'],
    ],
    [
      'not reached, and yet satisfied',
      { contacted: false, satisfied: true },
      ['payload.contacted saidByTheEnterprise'],
    ],
  ])('%s', (_, payload, rules) => {
    expect(rulesOf(payload)).toEqual(rules);
  });

  it('counts what was in vain and notes what was said, below what the enterprise wrote', () => {
    expect(followedUp(answered({ tries: 1 }), { contacted: false })).toEqual({ tries: 2 });
    expect(followedUp(answered({}), { contacted: true, ...no })).toEqual({ outcome: no });
    expect(followedUp(answered({ surveyed: true }), { contacted: true, ...yes })).toEqual({});
  });
});
