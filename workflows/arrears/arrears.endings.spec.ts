import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import type { CodeTable } from '../acts/coded-payloads.js';
import type { ArrearsContext } from './arrears.context.js';
import { guidanceNotices } from './arrears.guidance.js';
import { arrearsEvents } from './arrears.events.js';
import { rejectionGrounds, terminationGrounds } from './arrears.grounds.js';
import { arrearsV1 } from './arrears.workflow.js';

const unit = '0190a6e0-0000-7000-8000-00000000000a';
const parts = {
  partlyDisputed: { undisputed: '800000.00', disputed: '200000.00' },
  disputed: { undisputed: '0.00', disputed: '1000000.00' },
} as const;
const fedBackAs = (resultCode: keyof typeof parts) => [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: unit } }),
  act('referral.sign'),
  act('result.submit', { payload: { resultCode, ...parts[resultCode] } }),
  act('reply.send'),
];
const verified = [
  ...fedBackAs('disputed').slice(0, 3),
  act('result.submit', {
    payload: { resultCode: 'verified', undisputed: '1000000.00', disputed: '0.00' },
  }),
  act('reply.send'),
];
const pay = (amount: string) =>
  act('payment.record', { by: 'enterprise', payload: { on: '2026-03-02', amount } });
const guide = act('dispute.guide');

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  disputed: fedBackAs('disputed'),
  partPaid: [...fedBackAs('partlyDisputed'), pay('800000.00')],
  guided: [...fedBackAs('disputed'), guide],
  failed: [...fedBackAs('disputed'), act('mediation.open'), act('mediation.fail')],
};

const rows = chartRows(`
25(2) guides a disputed debt     | fedBack (disputed)  | dispute.guide  | followUp | guided guidedToAcceptor | +closing -followUp
15    once the rest is paid      | fedBack (partPaid)  | dispute.guide  | followUp | guided guidedToAcceptor | +closing -followUp
69    after a failed mediation   | followUp (failed)   | dispute.guide  | followUp | guided guidedToAcceptor |
25(2) closes it                  | followUp (guided)   | case.close     | closed   | closed closedToHandler  | -closing
`);

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);
const memoryOf = (story: ChartStory): ArrearsContext => story.context;

describe('a debt that stays disputed', () => {
  it.each(rows)(
    '$row: $from → $state',
    ({ from, given, now, state, letters, armed, cancelled }) => {
      const story = after(...(pasts[given] ?? []));
      expect(story.last.state).toBe(from);
      const { last } = story.play(act(now));
      expect({
        ...last,
        armed: last.armed.toSorted(),
        cancelled: last.cancelled.toSorted(),
      }).toEqual({
        state,
        escalation: 'none',
        letters,
        armed: armed.toSorted(),
        cancelled: cancelled.toSorted(),
      });
    },
  );

  it.each<[string, readonly Happening[]]>([
    [
      'as long as a fen of the undisputed part is unpaid',
      [...fedBackAs('partlyDisputed'), pay('799999.99')],
    ],
    ['when nothing is disputed', verified],
    ['before there is a result', fedBackAs('disputed').slice(0, 3)],
  ])('is not handed to a court %s', (_, past) => {
    expect(after(...past).accepts(guide)).toBe(false);
  });

  it('is not closed before the way was shown, nor by the word of anybody', () => {
    const said = act('survey.answer', { payload: { solved: true, satisfied: true } });
    expect(after(...fedBackAs('disputed'), said).accepts(act('case.close'))).toBe(false);
    expect(after(...fedBackAs('disputed'), said, guide).accepts(act('case.close'))).toBe(true);
  });

  it.each<[keyof typeof parts, boolean]>([
    ['disputed', true],
    ['partlyDisputed', false],
  ])('tells the enterprise whether all of it is disputed: %s', (code, whollyDisputed) => {
    const { context } = after(...fedBackAs(code));
    const event = { ...guide, payload: { disputed: '质量', forum: '某法院' } };
    const told = guidanceNotices.guided.variables({ context, event } as never);
    expect(told).toMatchObject({ whollyDisputed });
  });

  it('is counted apart from solved', () => {
    const story = after(...fedBackAs('disputed'), guide, act('case.close'));
    expect(memoryOf(story)).toMatchObject({ closedFor: 'guided', outcome: null });
  });

  it('leaves the objection open, and is guided anew when it is handled again', () => {
    const objected = after(...fedBackAs('disputed'), guide, act('objection.file'));
    const again = objected.play(act('reexamination.decide'), ...fedBackAs('disputed').slice(3));
    expect(memoryOf(again).guidedOn).toBeNull();
    expect(again.accepts(act('case.close'))).toBe(false);
  });

  it('was not settled by being shown to a court', () => {
    const { context } = after(...fedBackAs('disputed'), guide);
    expect(rulesOf({ groundCode: 'settled' }, context)).toEqual([
      'payload.groundCode ledgerSettled',
    ]);
  });

  it('lets the objection lapse in time', () => {
    const story = after(...fedBackAs('disputed'), guide, lapse('objection'));
    expect(story.accepts(act('objection.file'))).toBe(false);
  });
});

const procedure = { authority: '某人民法院', number: '（2026）桂01破1号', on: '2026-03-01' };
const rulesOf = (payload: object, context: object): readonly string[] =>
  arrearsEvents['complaint.terminate']
    .refuse?.({ payload, context, on: '2026-03-02' } as never)
    .map(({ path, rule }) => `${path} ${rule}`) ?? [];

describe('an end by somebody else', () => {
  const open = (respondentType: string) => ({ ...(after().context as object), respondentType });

  it.each<[string, string, object, readonly string[]]>([
    // 企业破产法 46(2), 48: interest stops, the claim is declared (recalled).
    ['largeEnterprise', 'bankruptcy', { procedure }, []],
    ['stateOwnedEnterprise', 'bankruptcy', { procedure }, []],
    ['largeEnterprise', 'bankruptcy', {}, ['payload.procedure isDefined']],
    ['government', 'bankruptcy', { procedure }, ['payload.groundCode enterpriseRespondent']],
    ['publicInstitution', 'dissolved', {}, ['payload.groundCode enterpriseRespondent']],
    ['largeEnterprise', 'dissolved', {}, []],
    // 民事诉讼法: what is decided is enforced, not complained about (recalled).
    ['government', 'judgment', { procedure }, []],
    ['government', 'judgment', {}, ['payload.procedure isDefined']],
    ['government', 'enforcement', { procedure }, []],
    [
      'government',
      'enforcement',
      { procedure: { ...procedure, on: '2026-03-03' } },
      ['payload.procedure.on notInFuture'],
    ],
    // 鄂州 list: taken up by a court; its number is asked for, not demanded.
    ['government', 'courtOrArbitration', {}, []],
    ['government', 'settled', {}, ['payload.groundCode ledgerSettled']],
  ])('of a %s: %s', (respondent, groundCode, more, rules) => {
    expect(rulesOf({ groundCode, note: '…', ...more }, open(respondent))).toEqual(rules);
  });

  it('is an end in the chart', () => {
    const end = act('complaint.terminate', { payload: { groundCode: 'bankruptcy', procedure } });
    expect(after(...fedBackAs('disputed'), end).last).toMatchObject({
      state: 'terminated',
      letters: ['terminated', 'terminatedToHandler'],
    });
  });
});

describe('a rejection', () => {
  it('says its basis and a channel for each ground, an end for each that has one', () => {
    for (const { basis, channels } of Object.values(rejectionGrounds)) {
      expect(basis.instrument.zh).not.toBe('');
      expect(channels.length).toBeGreaterThan(0);
    }
    const table: CodeTable = terminationGrounds;
    const without = Object.keys(table).filter((code) => (table[code]?.channels ?? []).length === 0);
    // The parties themselves have ended it.
    expect(without).toEqual(['settled']);
  });
});

describe('the basis of an act', () => {
  it.each<[keyof typeof arrearsEvents, string | undefined, 'law' | 'policy']>([
    ['complaint.withdraw', undefined, 'policy'],
    ['result.submit', '25(2)', 'law'],
    ['reply.send', '25(2)', 'law'],
    ['measure.report', '21', 'law'],
    ['retaliation.report', '20', 'law'],
    ['dispute.guide', undefined, 'policy'],
  ])('%s rests on %s', (name, article, mark) => {
    expect(arrearsEvents[name].basis).toMatchObject({ mark, ...(article && { article }) });
    expect(arrearsEvents[name].basis?.article).toBe(article);
  });
});
