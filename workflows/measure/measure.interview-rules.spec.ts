import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { RuleInput } from '../../src/definition/index.js';
import {
  refuseAttendance,
  refuseCall,
  refuseMinutes,
  refuseMove,
  refuseProof,
} from './measure.interview-rules.js';

describe('the rules of an interview', () => {
  const context = {
    interview: { persons: [{ name: '甲' }, { name: '乙' }] },
    commitments: [],
    issuedOn: '2026-09-15',
    serviceAddress: { email: 'office@body.example' },
  };
  const rulesOf = (
    refuse: (input: never) => readonly { readonly rule: string }[],
    payload: object,
    more: object = {},
  ) =>
    refuse({
      payload,
      context: { ...context, ...more },
      on: '2026-09-18',
      at: '2026-09-18T02:00:00.000Z',
      facts: { addresses: { 'x@free.example': { isFreeMail: true } } },
      // A Saturday and the holidays of October roll; nothing else does here.
      calendar: { dueOn: (day: string) => (day === '2026-10-01' ? '2026-10-08' : day) },
    } as unknown as RuleInput<never, never> as never).map(({ rule }) => rule);
  const persons = [{ name: '甲', position: '局长' }];
  const place = '会议室';

  it.each<[string, object, readonly string[]]>([
    ['in the future', { at: '2026-09-18T10:00:01+08:00', place, persons }, []],
    ['in the past', { at: '2026-09-18T10:00:00+08:00', place, persons }, ['inFuture']],
    ['on a holiday', { at: '2026-10-01T10:00:00+08:00', place, persons }, ['workingDay']],
    [
      'on a holiday with a reason',
      { at: '2026-10-01T10:00:00+08:00', place, persons, dayOffReason: '节前集中清欠' },
      [],
    ],
    ['nowhere', { at: '2026-09-21T10:00:00+08:00', persons }, ['placeOrVideoLink']],
    ['at no moment', { at: '2026-02-31T99:00:00+08:00', place, persons }, ['isMoment']],
    [
      'with somebody twice',
      { at: '2026-09-21T10:00:00+08:00', place, persons: [...persons, ...persons] },
      ['namedOnce'],
    ],
  ])('a call %s', (_, payload, rules) => {
    expect(rulesOf(refuseCall as never, payload)).toEqual(rules);
  });

  const call = { at: '2026-09-21T10:00:00+08:00', place, persons };
  const onPaper = (servedOn: string) => ({ ...call, service: { way: 'post', servedOn } });
  const withEmail = (more: object) => ({ ...call, persons: [{ ...persons[0], ...more }] });

  it.each<[string, object, readonly string[]]>([
    ['nowhere', call, ['addressConfirmed']],
    ['on paper', onPaper('2026-09-15'), []],
    ['on paper before the issue', onPaper('2026-09-14'), ['servedOnLawfulDay']],
  ])('a call that goes %s, where no address is confirmed', (_, payload, rules) => {
    expect(rulesOf(refuseCall as never, payload, { serviceAddress: null })).toEqual(rules);
    expect(rulesOf(refuseMove as never, call, { serviceAddress: null })).toEqual([
      'addressConfirmed',
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    ['that somebody typed', { email: 'd@body.example' }, ['addressConfirmed']],
    ['that was found', { email: 'd@body.example', foundBy: 'telephone', source: '12345' }, []],
    ["that is the respondent's", { email: 'Office@body.example' }, []],
    [
      'that anybody may take',
      { email: 'x@free.example', foundBy: 'telephone', source: '12345' },
      ['addressOfFreeMail'],
    ],
    [
      'that anybody may take, with a reason',
      { email: 'x@free.example', foundBy: 'telephone', source: '12345', reason: '本人确认' },
      [],
    ],
  ])('a person is written to at an address %s', (_, more, rules) => {
    expect(rulesOf(refuseCall as never, withEmail(more))).toEqual(rules);
  });

  it.each<[string, object[], readonly string[]]>([
    [
      'of all',
      [
        { name: '甲', status: 'present' },
        { name: '乙', status: 'absent' },
      ],
      [],
    ],
    ['of one alone', [{ name: '甲', status: 'present' }], ['everybodyCalled']],
    [
      'of a stranger',
      [
        { name: '丙', status: 'present' },
        { name: '甲', status: 'present' },
        { name: '乙', status: 'present' },
      ],
      ['wasCalled'],
    ],
    [
      'by a deputy without a name',
      [
        { name: '甲', status: 'deputy' },
        { name: '乙', status: 'present' },
      ],
      ['isDefined'],
    ],
  ])('attendance %s', (_, attendance, rules) => {
    expect(rulesOf(refuseAttendance as never, { persons: attendance })).toEqual(rules);
  });

  it('a commitment lies ahead, and is kept with a file of the case', () => {
    const commitments = [{ what: '付款', who: '甲', until: '2026-09-18' }];
    expect(rulesOf(refuseMinutes as never, { commitments })).toEqual(['inFuture']);
    expect(rulesOf(refuseProof as never, { commitmentId: 'c9' })).toEqual(['commitmentOpen']);
  });
});
