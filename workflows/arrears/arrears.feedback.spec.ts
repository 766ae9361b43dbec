import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { arrearsClocks } from './arrears.clocks.js';
import type { ArrearsContext } from './arrears.context.js';
import { arrearsEvents } from './arrears.events.js';
import { arrearsV1 } from './arrears.workflow.js';

const unit = { unitId: '0190a6e0-0000-7000-8000-00000000000a' };
const handling = [
  act('complaint.accept'),
  act('referral.send', { payload: unit }),
  act('referral.sign'),
];
const ask = act('feedback.request');
const askedOf = [...handling, ask];

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  handling,
  asked: askedOf,
  extended: [...askedOf, act('extension.request'), act('extension.approve')],
  missed: [...askedOf, lapse('respondentFeedback')],
  resultFormed: [...askedOf, act('result.submit')],
};

const rows = chartRows(`
9  asks           | handling                | feedback.request     | handling     | feedbackAsked                       | +respondentFeedback
9  asks anew      | handling (asked)        | feedback.request     | handling     | feedbackAsked                       | +respondentFeedback -respondentFeedback
9  hears          | handling (asked)        | feedback.submit      | handling     | feedbackReceived                    | -respondentFeedback
9  hears longer   | extended (extended)     | feedback.submit      | extended     | feedbackReceived                    | -respondentFeedback
9  notes a letter | handling (asked)        | feedback.record      | handling     |                                     | -respondentFeedback
9  finds another  | handling (asked)        | serviceAddress.confirm | handling   | feedbackAsked                       | +respondentFeedback -respondentFeedback
   finds it early | handling                | serviceAddress.confirm | handling   |                                     |
9  hears nothing  | handling (asked)        | ⏱ respondentFeedback | handling     | feedbackLate feedbackLateToAcceptor |
9  hears late     | handling (missed)       | feedback.submit      | handling     | feedbackReceived                    |
   needs it no more | resultFormed (resultFormed) | reply.send     | fedBack      | fedBack fedBackToAcceptor           | +objection +followUp -handling -respondentFeedback -unitObjection
`);

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);

describe("the respondent's feedback", () => {
  it.each(rows)('$row: $from → $state', ({ row: _, from, given, now, ...outcome }) => {
    const story = after(...(pasts[given] ?? []));
    expect(story.last.state).toBe(from);
    expect(story.play(now.startsWith('⏱') ? lapse(now.slice(2)) : act(now)).last).toEqual(outcome);
  });

  it('is remembered as missing when it comes late, and not when it comes in time', () => {
    expect(after(...(pasts['missed'] ?? []), act('feedback.submit')).context).toMatchObject({
      feedback: { missing: true, answeredOn: '2026-03-02' },
    });
    expect(after(...askedOf, act('feedback.submit')).context).toMatchObject({
      feedback: { missing: false, answeredOn: '2026-03-02' },
    });
  });

  it.each<[string, readonly Happening[]]>([
    ['before it was asked for', handling],
    ['twice', [...askedOf, act('feedback.submit')]],
    ['once the case is answered', [...(pasts['resultFormed'] ?? []), act('reply.send')]],
  ])('is not heard %s', (_, past) => {
    expect(after(...past).accepts(act('feedback.submit'))).toBe(false);
  });

  it('ends with the case', () => {
    expect(after(...askedOf, act('complaint.withdraw')).running).toEqual([]);
  });
});

describe('the day of the feedback', () => {
  const count = (payload: object) =>
    arrearsClocks.respondentFeedback.count(
      after(...handling, act('feedback.request', { payload })).context,
      '2026-03-02',
    );

  it('is the tenth working day, or the one that the officer set', () => {
    expect(count({})).toEqual({ from: '2026-03-02', extension: 0 });
    expect(count({ dueOn: '2026-03-09' })).toEqual({
      from: '2026-03-02',
      extension: 0,
      term: { value: 7, unit: 'calendarDay' },
    });
  });
});

describe('a request of before, at an address that nobody confirmed', () => {
  /** As such a case is stored. */
  const unserved = (story: ChartStory) => {
    const { feedback } = story.context as ArrearsContext;
    Object.assign(feedback ?? {}, { service: undefined });
    return story;
  };

  it('has no consequence when its day passes', () => {
    const story = unserved(after(...askedOf)).play(lapse('respondentFeedback'));
    expect(story.last.letters).toEqual(['respondentUnreached']);
    expect(story.context).toMatchObject({ feedback: { missing: false } });
  });

  it('is asked anew where the address is confirmed, be it the same', () => {
    const same = act('serviceAddress.confirm', {
      payload: { email: 'finance@respondent.example' },
    });
    expect(unserved(after(...askedOf)).play(same).last.letters).toEqual(['feedbackAsked']);
    expect(after(...askedOf).play(same).last.letters).toEqual([]);
  });
});

describe('a request for feedback', () => {
  const nobody = { isOfAccount: false, isOfComplainant: false, isFreeMail: false };
  const rulesOf = (payload: object, email: string | null = 'a@b.example', facts: object = {}) =>
    arrearsEvents['feedback.request']
      .refuse?.({
        payload,
        on: '2026-09-18',
        context: {
          referrals: [{ receivedOn: '2026-09-14' }],
          serviceAddress: email === null ? null : { email },
        },
        facts: { addresses: { 'c@d.example': { ...nobody, ...facts } } },
        calendar: new WorkingCalendar(),
      } as never)
      .map(({ path, rule }) => `${path.replace('payload.', '')} ${rule}`);
  const found = { email: 'c@d.example', foundBy: 'telephone', source: '12345' };
  const onPaper = (servedOn: string) => ({ service: { way: 'inPerson', servedOn } });

  it.each([
    ['today', '2026-09-18', ['dueOn inFuture']],
    ['on a Saturday', '2026-09-19', ['dueOn isWorkingDay']],
    ['on a Sunday that is worked', '2026-09-20', []],
    ['on a holiday', '2026-10-01', ['dueOn isWorkingDay']],
    ['on the first day after it', '2026-10-08', []],
  ])('due %s', (_, dueOn, broken) => {
    expect(rulesOf({ dueOn })).toEqual(broken);
  });

  it.each<[string, object, string | null, readonly string[]]>([
    ['to nowhere', {}, null, ['address addressConfirmed']],
    [
      'to an address that is only typed',
      { email: 'c@d.example' },
      null,
      ['email addressConfirmed'],
    ],
    [
      'to another than is confirmed',
      { email: 'c@d.example' },
      'a@b.example',
      ['email addressConfirmed'],
    ],
    ['to the one that is confirmed', { email: 'A@b.example' }, 'a@b.example', []],
    ['to the one that it confirms', { address: found, email: 'c@d.example' }, 'a@b.example', []],
    ['on paper', onPaper('2026-09-14'), null, []],
    [
      'on paper before the unit had it',
      onPaper('2026-09-13'),
      null,
      ['service.servedOn servedOnLawfulDay'],
    ],
    ['on paper tomorrow', onPaper('2026-09-19'), null, ['service.servedOn servedOnLawfulDay']],
  ])('%s', (_, payload, confirmed, broken) => {
    expect(rulesOf(payload, confirmed)).toEqual(broken);
  });

  it.each([
    ['isOfAccount', 'addressOfAccount'],
    ['isOfComplainant', 'addressOfComplainant'],
    ['isFreeMail', 'addressOfFreeMail'],
  ])('confirms no address that %s, but with a reason', (fact, rule) => {
    const facts = { [fact]: true };
    expect(rulesOf({ address: found }, null, facts)).toEqual([`address.email ${rule}`]);
    expect(rulesOf({ address: { ...found, reason: '镇政府只有该邮箱' } }, null, facts)).toEqual([]);
  });
});
