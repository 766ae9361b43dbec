import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import { arrearsClocks } from './arrears.clocks.js';
import type { ArrearsContext } from './arrears.context.js';
import { arrearsEvents } from './arrears.events.js';
import { arrearsV1 } from './arrears.workflow.js';

const unit = '0190a6e0-0000-7000-8000-00000000000a';
const receipt = '0190a6e0-0000-7000-8000-0000000e0001';
const on = '2026-03-02';

const amounts = { verifiedPrincipal: '1000000.00', undisputed: '1000000.00', disputed: '0.00' };
const file = act('evidence.add', { by: 'handler' });
const hidden = act('evidence.add', { by: 'handler', payload: { shownToEnterprise: false } });
const verified = [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: unit } }),
  act('referral.sign'),
  file,
  act('result.submit', { payload: { resultCode: 'verified', ...amounts } }),
  act('reply.send'),
];
const plan = act('plan.agree', {
  payload: {
    amount: '1000000.00',
    instalments: [
      { dueOn: '2026-03-31', amount: '400000.00' },
      { dueOn: '2026-04-30', amount: '600000.00' },
    ],
  },
});
const reports = (amount: string) =>
  act('payment.record', { by: 'handler', payload: { on, amount } });
const paid = (amount: string) =>
  act('payment.record', { by: 'enterprise', payload: { on, amount } });
const confirm = act('payment.confirm');
const dispute = act('payment.dispute');
const planned = [...verified, plan];
const late = [...planned, lapse('instalment')];

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  verified,
  planned,
  reported: [...planned, reports('1000000.00')],
  half: [...planned, paid('400000.00')],
  late,
  lateReported: [...late, reports('400000.00')],
  waiting: [...late, reports('400000.00'), lapse('instalmentGrace')],
};

const special: Readonly<Record<string, Happening>> = {
  plans: plan,
  'pays all': paid('1000000.00'),
  'pays a part': paid('400000.00'),
  'pays the rest': paid('600000.00'),
  'reports a part': reports('400000.00'),
};

const supervised = 'supervisedToAcceptorHead supervisedToSupervisor';
const missed = `planMissed planMissedToHandler planMissedToAcceptor supervised ${supervised}`;

const rows = chartRows(`
15 agrees on a plan   | fedBack (verified)      | plans               | repaying              | planAgreed planAgreedToAcceptor planAgreedToRespondent | +instalment +instalment -followUp
   reports a payment  | fedBack (verified)      | reports a part      | fedBack               | paymentReported | +paymentSilence
   keeps one day      | repaying (planned)      | pays a part         | repaying              | paymentRecordedToHandler | -instalment
16 pays all           | repaying (planned)      | pays all            | closed                | paymentRecordedToHandler paidOffToAcceptor closed closedToHandler | -instalment -limitation
16 confirms it        | repaying (reported)     | payment.confirm     | closed                | paymentConfirmedToHandler paidOffToAcceptor closed closedToHandler | -paymentSilence -instalment -limitation
16 stays silent       | repaying (reported)     | ⏱ paymentSilence    | closed                | paymentCounted paidOffToAcceptor closed closedToHandler | -instalment -limitation
   disputes it        | repaying (reported)     | payment.dispute     | repaying              | paymentDisputedToHandler paymentDisputedToAcceptor | -paymentSilence
   pays the rest      | repaying (half)         | pays the rest       | closed                | paymentRecordedToHandler paidOffToAcceptor closed closedToHandler | -instalment -limitation
   a day passes       | repaying (planned)      | ⏱ instalment        | repaying / urged      | instalmentDue instalmentDueToHandler | +instalmentGrace +supervision
   pays it late       | repaying (late)         | pays a part         | repaying              | paymentRecordedToHandler | -instalmentGrace -supervision
17 misses it          | repaying (late)         | ⏱ instalmentGrace   | handling / supervised | ${missed} | +unitObjection +handling -objection -instalment -supervision
   waits for silence  | repaying (lateReported) | ⏱ instalmentGrace   | repaying / urged      | |
17 nothing came in    | repaying (waiting)      | payment.dispute     | handling / supervised | paymentDisputedToHandler paymentDisputedToAcceptor ${missed} | +unitObjection +handling -paymentSilence -objection -instalment -supervision
`);

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);
const happening = (now: string) =>
  special[now] ?? (now.startsWith('⏱') ? lapse(now.slice(2)) : act(now));
const ledgerOf = (story: ChartStory) => (story.context as ArrearsContext).ledger;

describe('the money of an arrears case', () => {
  it.each(rows)('$row: $from → $state', ({ row: _, from, given, now, ...outcome }) => {
    const story = after(...(pasts[given] ?? []));
    expect(story.last.state).toBe(from);
    const { armed, cancelled, ...last } = story.play(happening(now)).last;
    const { armed: arms, cancelled: ends, ...rest } = outcome;
    expect(last).toEqual(rest);
    expect([armed.toSorted(), [...new Set(cancelled)].toSorted()]).toEqual([
      arms.toSorted(),
      [...new Set(ends)].toSorted(),
    ]);
  });

  it('counts what the enterprise says at once, and what others say when it is confirmed', () => {
    const statuses = (...happenings: Happening[]) =>
      ledgerOf(after(...verified, ...happenings)).payments.map(({ status }) => status);
    expect(statuses(paid('1.00'))).toEqual(['counted']);
    expect(statuses(reports('1.00'))).toEqual(['pending']);
    expect(statuses(reports('1.00'), confirm)).toEqual(['counted']);
    expect(statuses(reports('1.00'), lapse('paymentSilence'))).toEqual(['counted']);
    expect(statuses(reports('1.00'), lapse('paymentSilence'), dispute)).toEqual(['disputed']);
    expect(statuses(reports('1.00'), act('payment.reverse', { by: 'handler' }))).toEqual([
      'reversed',
    ]);
  });

  it('is silent about a receipt that the enterprise cannot open', () => {
    const unseen = [...verified.filter((it) => it !== file), hidden, reports('1.00')];
    expect(after(...unseen).running).not.toContain('paymentSilence');
  });

  it('is only ever added to', () => {
    const story = after(...verified, reports('300000.00'), lapse('paymentSilence'));
    const before = ledgerOf(story).lines;
    const { lines } = ledgerOf(story.play(dispute));
    expect(lines.slice(0, before.length)).toEqual(before);
    expect(lines.map(({ kind, amount, flag }) => [kind, amount, flag])).toEqual([
      ['claimed', 100_000_000, null],
      ['verified', 100_000_000, null],
      ['undisputed', 100_000_000, null],
      ['disputed', 0, null],
      ['paymentReported', null, 'paymentUnconfirmed'],
      ['paid', -30_000_000, null],
      ['paymentDisputed', 30_000_000, 'paymentDisputed'],
    ]);
  });

  it('runs an instalment to the day of the plan', () => {
    const { context } = after(...planned);
    const count = (subject: string) => arrearsClocks.instalment.count(context, on, subject);
    expect(count('1')).toEqual({ from: on, extension: 29 });
    expect(count('2')).toEqual({ from: on, extension: 59 });
  });

  it('leaves no clock behind when the case is withdrawn', () => {
    const withdraw = act('complaint.withdraw');
    expect(after(...planned, reports('1.00'), withdraw).running).toEqual([]);
  });
});

describe('an arrears case is closed', () => {
  const closes = (...happenings: Happening[]) =>
    after(...happenings).accepts(act('case.close', { on: '2026-05-01' }));
  const waive = act('interest.waive');

  it('when principal and interest are paid to zero', () => {
    expect(closes(...verified, paid('999999.99'))).toBe(false);
    expect(closes(...verified, paid('1000000.00'))).toBe(true);
  });

  it('with interest still owed only when the enterprise has waived it', () => {
    const late0 = act('payment.record', {
      by: 'enterprise',
      payload: { on: '2026-05-01', amount: '1000000.00' },
      on: '2026-05-01',
    });
    expect(closes(...verified, late0)).toBe(false);
    expect(closes(...verified, late0, waive)).toBe(true);
    expect(closes(...verified, waive)).toBe(false);
  });

  it('with interest still owed when the enterprise itself calls it solved, and nothing is waived', () => {
    const pays = (amount: string) =>
      act('payment.record', {
        by: 'enterprise',
        payload: { on: '2026-05-01', amount },
        on: '2026-05-01',
      });
    const says = (solved: boolean) =>
      act('survey.answer', { payload: { contacted: true, solved, satisfied: false } });
    const told = act('followUp.record', {
      payload: { contacted: true, solved: true, satisfied: true },
    });
    expect(closes(...verified, pays('1000000.00'), says(true))).toBe(true);
    expect(closes(...verified, pays('1000000.00'), says(false))).toBe(false);
    // What an officer writes down of a telephone call is not the enterprise's word.
    expect(closes(...verified, pays('1000000.00'), told)).toBe(false);
    expect(closes(...verified, pays('999999.99'), says(true))).toBe(false);
    const close = act('case.close', { on: '2026-05-01' });
    const { context } = after(...verified, pays('1000000.00'), says(true), close);
    expect((context as ArrearsContext).closedFor).toBe('principalPaid');
    expect(ledgerOf(after(...verified, pays('1000000.00'), says(true))).waiver).toBeNull();
  });
});

describe('what an act about money refuses', () => {
  const rulesOf = (
    type: keyof typeof arrearsEvents,
    payload: object,
    given: readonly Happening[] = verified,
    day = on,
  ): readonly string[] => {
    const rule = arrearsV1.events[type]?.refuse;
    const actor = { role: 'handler', accountId: 'a', unitId: unit, name: 'h' };
    const input = { payload, context: after(...given).context, actor, on: day, facts: {} };
    return (rule?.(input as never) ?? []).map((error) => error.rule);
  };
  const record = (payload: object) => rulesOf('payment.record', { on, amount: '1.00', ...payload });
  const planOf = (amount: string, ...days: [string, string][]) =>
    rulesOf('plan.agree', {
      amount,
      instalments: days.map(([dueOn, part]) => ({ dueOn, amount: part })),
    });

  it.each<[string, readonly string[], readonly string[]]>([
    ['a payment', record({}), []],
    ['of tomorrow', record({ on: '2026-03-03' }), ['notInFuture']],
    ['before the written contract', record({ on: '2025-08-19' }), []],
    ['on an item that is not there', record({ item: 2 }), ['itemKnown']],
    ['on an item that is', record({ item: 1 }), []],
    ['of all', record({ amount: '1000000.00' }), []],
    ['of more', record({ amount: '1000000.01' }), ['withinOwed']],
    ['of more, on other contracts', record({ amount: '1000000.01', otherContracts: '0.01' }), []],
    ['on other contracts alone', record({ otherContracts: '1.00' }), ['partOfPayment']],
    ['of more, for costs', record({ amount: '1000010.00', costs: '10.00' }), []],
    ['for costs alone', record({ costs: '1.00' }), ['partOfPayment']],
    ['proved by a file', record({ evidenceId: receipt }), []],
    ['by no file of the case', record({ evidenceId: unit }), ['fileOfCase']],
    ['a plan', planOf('1000000.00', ['2026-03-31', '1000000.00']), []],
    ['that does not add up', planOf('1000000.00', ['2026-03-31', '999999.99']), ['planAddsUp']],
    ['of less', planOf('999999.99', ['2026-03-31', '999999.99']), ['planCoversUndisputed']],
    [
      'of more than will be owed',
      planOf('1000000.01', ['2026-04-01', '1000000.01']),
      ['planWithinOwed'],
    ],
    ['of interest, too', planOf('1000500.00', ['2026-04-02', '1000500.00']), []],
    ['that begins today', planOf('1000000.00', [on, '1000000.00']), ['inFuture']],
    [
      'out of order',
      planOf('1000000.00', ['2026-04-30', '500000.00'], ['2026-04-30', '500000.00']),
      ['instalmentsInOrder'],
    ],
    ['a payment that is not there', rulesOf('payment.reverse', { payment: 9 }), ['paymentKnown']],
    [
      "the enterprise's payment, taken back by an officer",
      rulesOf('payment.reverse', { payment: 1 }, [...verified, paid('1.00')]),
      ['paymentOwn'],
    ],
    [
      'a day before its trigger',
      rulesOf('dueDate.set', { items: [{ item: 1, dueOn: '2026-03-01' }] }),
      ['notBeforeTrigger'],
    ],
    [
      'an item that is not there',
      rulesOf('dueDate.set', { items: [{ item: 2, dueOn: on }] }),
      ['itemKnown'],
    ],
    [
      'to call a debt settled that is not',
      rulesOf('complaint.terminate', { groundCode: 'settled' }),
      ['ledgerSettled'],
    ],
    [
      'what a court has taken up',
      rulesOf('complaint.terminate', { groundCode: 'courtOrArbitration' }),
      [],
    ],
  ])('%s', (_, broken, expected) => {
    expect(broken).toEqual(expected);
  });

  const result = (payload: object, given?: readonly Happening[]) =>
    rulesOf('result.submit', { ...amounts, resultCode: 'verified', ...payload }, given);

  it.each<[string, readonly string[], readonly string[]]>([
    ['all verified', result({}), []],
    [
      'more than was claimed',
      result({ verifiedPrincipal: '1000000.01', undisputed: '1000000.01' }),
      ['withinClaim'],
    ],
    ['disputed with an undisputed part', result({ resultCode: 'disputed' }), ['codeFitsAmounts']],
    ['unfounded with a debt', result({ resultCode: 'unfounded' }), ['codeFitsAmounts']],
    ['items that do not add up', result({ verifiedItems: ['1.00'] }), ['itemsAddUp']],
    [
      'what was undisputed before, without a word',
      result({ resultCode: 'disputed', undisputed: '0.00', disputed: '1000000.00' }),
      ['disputeNeedsReason', 'disputeNeedsEvidence'],
    ],
    [
      'the same with reason and evidence',
      result({
        resultCode: 'disputed',
        undisputed: '0.00',
        disputed: '1000000.00',
        disputeReason: '检测不合格。',
        disputeEvidenceId: receipt,
      }),
      [],
    ],
  ])('a result: %s', (_, broken, expected) => {
    expect(broken).toEqual(expected);
  });

  it('flags what is disputed only now', () => {
    const again = [
      ...verified,
      act('objection.file'),
      act('reexamination.decide', { payload: { outcome: 'rehandle' } }),
      act('result.submit', {
        payload: {
          resultCode: 'partlyDisputed',
          verifiedPrincipal: '1000000.00',
          undisputed: '800000.00',
          disputed: '200000.00',
          disputeReason: '检测不合格。',
          disputeEvidenceId: receipt,
        },
      }),
    ];
    expect(ledgerOf(after(...again)).lines.at(-1)).toMatchObject({
      kind: 'movedToDisputed',
      amount: 20_000_000,
      flag: 'movedToDisputed',
      details: { evidenceId: receipt },
    });
  });
});
