import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  timerIdsOf,
  type Happening,
} from '../../test/support/chart-story.js';
import { arrearsClocks } from './arrears.clocks.js';
import { seededPolicyOf } from '../../seeds/seeded-policies.js';
import { arrearsEvents } from './arrears.events.js';
import { arrearsV1 } from './arrears.workflow.js';

const unitA = { unitId: '0190a6e0-0000-7000-8000-00000000000a' };
const unitB = { unitId: '0190a6e0-0000-7000-8000-00000000000b' };

/** The unit of the example of `size.dispute`. */
const smeUnit = '0190a6e0-0000-7000-8000-000000450100';

const accept = act('complaint.accept');
const transfer = act('referral.send', { payload: unitA });
const sign = act('referral.sign');
const giveBack = act('referral.return');
const formResult = act('result.submit');
const askExtension = act('extension.request');

const transferred = [accept, transfer];
const handling = [...transferred, sign];
const returned = [...transferred, giveBack];
const extended = [...handling, askExtension, act('extension.approve')];
const resultFormed = [...handling, formResult];
const fedBack = [...resultFormed, act('reply.send')];

/** Cases with a past, by the state they are in or by what sets them apart. */
const pasts: Readonly<Record<string, readonly Happening[]>> = {
  submitted: [],
  sizeDisputed: [act('size.dispute')],
  supplementRequired: [act('supplement.request')],
  accepted: [accept],
  transferred,
  handling,
  extensionAsked: [...handling, askExtension],
  extended,
  askedAgain: [...extended, askExtension],
  returned,
  resultFormed,
  fedBack,
};

const special: Readonly<Record<string, Happening>> = {
  'another unit': act('referral.send', { payload: unitB }),
  'finds an SME': act('size.decide', { unitId: smeUnit }),
  'under pressure': act('complaint.withdraw', { payload: { underPressure: true } }),
};

const rows = chartRows(`
2  incomplete       | submitted                 | supplement.request  | supplementRequired   | supplementRequested                                | -review -acceptorDesk
4  doubts the size  | submitted                 | size.dispute        | sizeDisputed         | sizeDisputed sizeDisputedToEnterprise              | +sizeOpinion -acceptorDesk
4  finds an SME     | sizeDisputed              | finds an SME        | submitted            | sizeDecided sizeDecidedToAcceptor                  | -sizeOpinion
4  finds it late    | sizeDisputed              | ⏱ sizeOpinion       | sizeDisputed / urged | urging(sizeOpinion) urgingToHead(sizeOpinion)      | +supervision
2  comes again      | supplementRequired        | supplement.submit   | submitted            | supplemented                                       | +review
3  rejects          | submitted                 | complaint.reject    | notAccepted / ended  | rejected                                           | -limitation -acceptorDesk -review
5  accepts          | submitted                 | complaint.accept    | accepted             | accepted                                           | +transfer -review -acceptorDesk
6  transfers        | accepted                  | referral.send       | transferred          | referral referralToSupervisor referred             | +unitObjection +handling +signature +handlerDesk -transfer
7  signs for it     | transferred               | referral.sign       | handling             | received receivedToHandler                         | -signature -handlerDesk
7  delivery stands  | transferred               | ⏱ signature         | handling             | received receivedToHandler                         |
8  returns unsigned | transferred               | referral.return     | returned             | returned returnedToEnterprise                      | +returnDecision -signature -handlerDesk
8  returns signed   | handling                  | referral.return     | returned             | returned returnedToEnterprise                      | +returnDecision
8  goes elsewhere   | returned                  | another unit        | transferred          | referralMoved referral referralToSupervisor referred| +unitObjection +handling +signature +handlerDesk -returnDecision -handling -unitObjection
8  upholds          | returned                  | referral.uphold     | transferred          | referralUpheld referralUpheldToEnterprise          | +signature -returnDecision
12 asks for time    | handling                  | extension.request   | handling             | extensionAsked                                     |
12 grants it        | handling (extensionAsked) | extension.approve   | extended             | extended extendedToAcceptor                        | +handling -handling
12 grants more      | extended (askedAgain)     | extension.approve   | extended             | extended extendedToAcceptor                        | +handling -handling
12 refuses it       | handling (extensionAsked) | extension.refuse    | handling             | extensionRefused                                   |
13 forms a result   | handling                  | result.submit       | resultFormed         |                                                    |
13 forms a result   | extended                  | result.submit       | resultFormed         |                                                    |
14 gives feedback   | resultFormed              | reply.send          | fedBack              | fedBack fedBackToAcceptor                          | +objection +followUp -handling -unitObjection
22 withdraws        | fedBack                   | complaint.withdraw  | withdrawn / ended    | withdrawn withdrawnToAcceptor withdrawnToHandler   | -limitation -followUp -objection
22 withdraws        | handling                  | under pressure      | withdrawn / ended    | withdrawn withdrawnToAcceptor withdrawnToHandler pressureToSupervisor | -limitation -handling -unitObjection
   terminates       | returned                  | complaint.terminate | terminated / ended   | terminated terminatedToHandler                     | -limitation -returnDecision -handling -unitObjection
   reviews late     | submitted                 | ⏱ review            | submitted / urged    | urging(review) urgingToHead(review)                | +supervision
   transfers late   | accepted                  | ⏱ transfer          | accepted / urged     | urging(transfer) urgingToHead(transfer)            | +supervision
   handles late     | handling                  | ⏱ handling          | handling / urged     | urging(handling) urgingToHead(handling) lateToEnterprise | +supervision
   tells late       | resultFormed              | ⏱ handling          | resultFormed / urged | urging(handling) urgingToHead(handling) lateToEnterprise | +supervision
   settles late     | returned                  | ⏱ returnDecision    | returned / urged     | urging(returnDecision) urgingToHead(returnDecision) | +supervision
`);

const supervision = ['supervisedToAcceptorHead', 'supervisedToSupervisor'];
const pastOf = (given: string) => pasts[given] ?? [];
const happening = (now: string) =>
  special[now] ?? (now.startsWith('⏱') ? lapse(now.slice(2)) : act(now));
const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);

describe('an arrears case', () => {
  it('1 begins with a receipt and the review', () => {
    expect(after().last).toEqual({
      state: 'submitted',
      escalation: 'none',
      letters: ['receipt', 'filedToAcceptor'],
      armed: ['review', 'acceptorDesk', 'limitation'],
      cancelled: [],
    });
  });

  it.each(rows)('$row: $from → $state', ({ row: _, from, given, now, ...outcome }) => {
    const story = after(...pastOf(given));
    expect(story.last.state).toBe(from);
    expect(story.play(happening(now)).last).toEqual(outcome);
  });

  it('leaves no clock running once it has ended', () => {
    for (const { given, now } of rows.filter(({ escalation }) => escalation === null)) {
      expect(after(...pastOf(given), happening(now)).running).toEqual([]);
    }
  });

  it('waits without a clock of its own for material that is to be submitted again', () => {
    expect(after(act('supplement.request')).running).toEqual(['limitation']);
  });

  it('remembers the amounts of its result for the feedback', () => {
    expect(after(...resultFormed).context).toMatchObject({
      resultCode: 'partlyDisputed',
      amounts: { verifiedPrincipal: '1000000.00', undisputed: '800000.00', disputed: '200000.00' },
    });
  });

  it('closes the objection in time', () => {
    expect(after(...fedBack).context).toMatchObject({ mayObject: true });
    expect(after(...fedBack, lapse('objection')).context).toMatchObject({ mayObject: false });
  });
});

describe('what an arrears case refuses', () => {
  it.each<[string, readonly Happening[], Happening]>([
    [
      'to ask for material twice',
      [act('supplement.request'), act('supplement.submit')],
      act('supplement.request'),
    ],
    ['to ask for a size while one is open', [act('size.dispute')], act('size.dispute')],
    [
      'to let another unit determine it',
      [act('size.dispute')],
      act('size.decide', { unitId: unitA.unitId }),
    ],
    ['to accept while the size is in doubt', [act('size.dispute')], accept],
    [
      'to accept a large enterprise',
      [act('size.dispute'), act('size.decide', { unitId: smeUnit, payload: { size: 'large' } })],
      accept,
    ],
    ['a second request while one is open', [...handling, askExtension], askExtension],
    ['to grant what nobody asked for', handling, act('extension.approve')],
    [
      'to grant an extension once the result is formed',
      [...handling, askExtension, formResult],
      act('extension.approve'),
    ],
    ['an extension when the term is over', [...handling, lapse('handling')], askExtension],
    [
      'to grant one when the term is over',
      [...handling, askExtension, lapse('handling')],
      act('extension.approve'),
    ],
    ['a return after the term for it', [...handling, lapse('unitObjection')], giveBack],
    ['feedback without a result', handling, act('reply.send')],
    ['a result while nobody knows who has it', returned, formResult],
    ['any act once it has ended', [act('complaint.withdraw')], accept],
  ])('%s', (_, given, refused) => {
    expect(after(...given).accepts(refused)).toBe(false);
  });

  it.each(['referral.uphold', 'referral.send'])(
    'to let an officer settle a second return by %s; the head may',
    (name) => {
      const twice = after(...returned, act('referral.uphold'), giveBack);
      expect(twice.accepts(act(name, { by: 'acceptor', payload: unitB }))).toBe(false);
      expect(twice.accepts(act(name, { by: 'acceptorHead', payload: unitB }))).toBe(true);
    },
  );
});

describe('escalation of an arrears case', () => {
  it.each<[string, readonly Happening[], Happening]>([
    ['review', [], accept],
    ['review', [], act('supplement.request')],
    ['transfer', [accept], transfer],
    ['handling', resultFormed, act('reply.send')],
    ['returnDecision', returned, act('referral.uphold')],
  ])('ends when the late act is done: %s', (clock, given, done) => {
    const story = after(...given, lapse(clock), done);
    expect(story.last.escalation).toBe('none');
    expect(story.last.cancelled).toContain('supervision');
  });

  it('is not ended by a result that nobody has been told', () => {
    expect(after(...handling, lapse('handling'), formResult).last.escalation).toBe('urged');
  });

  it("brings a late unit's head, the acceptor's head and the superior in", () => {
    expect(after(...handling, lapse('handling'), lapse('supervision')).last).toMatchObject({
      escalation: 'supervised',
      letters: ['supervised', ...supervision],
    });
  });

  it('does not blame the unit when the acceptor is late', () => {
    expect(after(...returned, lapse('returnDecision'), lapse('supervision')).last).toMatchObject({
      escalation: 'supervised',
      letters: supervision,
    });
  });
});

describe('30 days, at most 90 (Article 25(2))', () => {
  const on = '2026-03-31';
  const send = (unit: object, day: string) => act('referral.send', { payload: unit, on: day });
  const count = (story: ChartStory) => arrearsClocks.handling.count(story.context, on);

  it('counts from the receipt of the material; a return to the same unit wins no time', () => {
    const upheld = after(accept, send(unitA, '2026-03-03'), giveBack, act('referral.uphold'));
    expect(count(upheld)).toEqual({ from: '2026-03-03', extension: 0 });
  });

  it('begins anew with another unit', () => {
    const moved = after(accept, send(unitA, '2026-03-03'), giveBack, send(unitB, '2026-03-09'));
    expect(count(moved)).toEqual({ from: '2026-03-09', extension: 0 });
  });

  it('grows by each extension that was granted', () => {
    const days = (n: number) => act('extension.request', { payload: { days: n } });
    const story = after(...handling, days(20), act('extension.approve'));
    expect(count(story).extension).toBe(20);
    expect(count(story.play(days(40), act('extension.approve'))).extension).toBe(60);
  });

  it('never stands still: no text lets it', () => {
    const payload = { ground: 'appraisal', until: '2026-03-20', reason: '委托鉴定。' };
    const { refuse } = arrearsEvents['pause.start'];
    expect(refuse({ payload, on: '2026-03-10', policyOf } as never)).toMatchObject([
      { rule: 'pauseAllowed' },
    ]);
  });

  it('refuses the day beyond 90', () => {
    const rule = arrearsEvents['extension.request'].refuse;
    const ask = (days: number, story: ChartStory) =>
      rule({ payload: { days }, context: story.context, policyOf } as never).map(
        (error) => error.rule,
      );

    expect(ask(60, after(...handling))).toEqual([]);
    expect(ask(61, after(...handling))).toEqual(['extensionWithinCap']);
    // The example asks for 10 days.
    expect(ask(50, after(...extended))).toEqual([]);
    expect(ask(51, after(...extended))).toEqual(['extensionWithinCap']);
  });
});

const policyOf = seededPolicyOf('arrears');

describe('arrears@1', () => {
  it('arms these timers, whose ids are stored with every open case', () => {
    expect(timerIdsOf(arrearsV1)).toEqual([
      'xstate.after.acceptorDesk.arrears.open.acceptorDesk.unassigned',
      'xstate.after.closing.arrears.open.progress.answered.followUp',
      'xstate.after.followUp.arrears.open.progress.answered.fedBack',
      'xstate.after.handlerDesk.arrears.open.handlerDesk.unassigned',
      'xstate.after.handling.arrears.open.progress.withUnit.answering',
      'xstate.after.limitation.arrears.open.limitation.watched',
      'xstate.after.mediation.arrears.open.progress.answered.mediation',
      'xstate.after.objection.arrears.open.progress.answered',
      'xstate.after.reexamination.arrears.open.progress.reexamination',
      'xstate.after.reopening.arrears.open.progress.answered.closed.reopeningAsked',
      'xstate.after.returnDecision.arrears.open.progress.withUnit.answering.returned',
      'xstate.after.review.arrears.open.progress.submitted',
      'xstate.after.signature.arrears.open.progress.withUnit.answering.transferred',
      'xstate.after.sizeOpinion.arrears.open.progress.submitted.sizeDisputed',
      'xstate.after.supervision.arrears.open.escalation.urged',
      'xstate.after.transfer.arrears.open.progress.accepted',
      'xstate.after.unitObjection.arrears.open.progress.withUnit',
    ]);
  });
});
