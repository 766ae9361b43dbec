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
import { promiseClocks } from './promise.clocks.js';
import { promiseV1 } from './promise.workflow.js';

const unitA = { unitId: '0190a6e0-0000-7000-8000-00000000000a' };
const unitB = { unitId: '0190a6e0-0000-7000-8000-00000000000b' };

const accept = act('complaint.accept');
const refer = act('referral.send', { payload: unitA });
const sign = act('referral.sign');
const giveBack = act('referral.return');
const submitResult = act('result.submit');
const sendBack = act('result.sendBack');

const accepted = [accept];
const referred = [accept, refer];
const handling = [...referred, sign];
const returned = [...handling, giveBack];
const extensionAsked = [...handling, act('extension.request')];
const resultIn = [...handling, submitResult];
const sentBack = [...resultIn, sendBack];
const replied = [...resultIn, act('reply.send')];

/** Cases with a past, by the state they are in or by what sets them apart. */
const pasts: Readonly<Record<string, readonly Happening[]>> = {
  submitted: [],
  supplement: [act('supplement.request')],
  accepted,
  referred,
  handling,
  extensionAsked,
  returned,
  elsewhere: [...returned, act('referral.send', { payload: unitB }), sign],
  resultIn,
  mended: [...sentBack, submitResult],
  rework: sentBack,
};

const special: Readonly<Record<string, Happening>> = {
  'another unit': act('referral.send', { payload: unitB }),
  'under pressure': act('complaint.withdraw', { payload: { underPressure: true } }),
};

const rows = chartRows(`
   pre-check        | submitted                 | complaint.check     | submitted            |                                                    | -precheck -acceptorDesk
2  asks for more    | submitted                 | supplement.request  | supplement           | supplementRequested                                | +supplement -precheck -acceptance -acceptorDesk
3  gets it          | supplement                | supplement.submit   | submitted            | supplemented                                       | +acceptance -supplement
4  does not get it  | supplement                | ⏱ supplement        | lapsed / ended       | lapsed                                             |
5  rejects          | submitted                 | complaint.reject    | rejected / ended     | rejected                                           | -acceptorDesk -precheck -acceptance
6  accepts          | submitted                 | complaint.accept    | accepted             | accepted                                           | +referral -precheck -acceptance -acceptorDesk
7  refers to a city | accepted                  | referral.send       | referred             | referral referralToSupervisor referred             | +unitObjection +cityReply +signature +handlerDesk -referral
8  signs for it     | referred                  | referral.sign       | handling             |                                                    | -signature -handlerDesk
9  returns unsigned | referred                  | referral.return     | returned             | returned returnedToEnterprise                      | +returnDecision -signature -handlerDesk
9  returns signed   | handling                  | referral.return     | returned             | returned returnedToEnterprise                      | +returnDecision
9  returns again    | handling (elsewhere)      | referral.return     | returned             | returned returnedToHead returnedToEnterprise       | +returnDecision
10 refers elsewhere | returned                  | another unit        | referred             | referralMoved referral referralToSupervisor referred| +unitObjection +cityReply +signature +handlerDesk -returnDecision -cityReply -unitObjection
10 upholds          | returned                  | referral.uphold     | referred             | referralUpheld referralUpheldToEnterprise          | +signature -returnDecision
11 asks for time    | handling                  | extension.request   | handling             | extensionAsked                                     |
11 grants it        | handling (extensionAsked) | extension.approve   | handling             | extended extendedToAcceptor                        | +cityReply -cityReply
11 refuses it       | handling (extensionAsked) | extension.refuse    | handling             | extensionRefused                                   |
12 submits a result | handling                  | result.submit       | resultIn             | resultSubmitted                                    | +reply -cityReply -unitObjection
13 sends it back    | resultIn                  | result.sendBack     | rework               | sentBack                                           | +rework -reply
13 and once more    | resultIn (mended)         | result.sendBack     | rework / supervised  | sentBack supervised supervisedToAcceptorHead supervisedToSupervisor | +rework -reply
14 submits again    | rework                    | result.submit       | resultIn             | resultSubmitted                                    | +reply -rework
15 replies          | resultIn                  | reply.send          | replied              | replied repliedToHandler                           | +objection +followUp -reply
24 withdraws        | handling                  | complaint.withdraw  | withdrawn / ended    | withdrawn withdrawnToAcceptor withdrawnToHandler   | -cityReply -unitObjection
24 withdraws        | submitted                 | under pressure      | withdrawn / ended    | withdrawn withdrawnToAcceptor withdrawnToHandler pressureToSupervisor| -acceptorDesk -precheck -acceptance
25 terminates       | referred                  | complaint.terminate | terminated / ended   | terminated terminatedToHandler                     | -handlerDesk -signature -cityReply -unitObjection
   decides late     | submitted                 | ⏱ acceptance        | submitted / urged    | urging(acceptance) urgingToHead(acceptance)        | +supervision
   refers late      | accepted                  | ⏱ referral          | accepted / urged     | urging(referral) urgingToHead(referral)            | +supervision
   signs late       | referred                  | ⏱ signature         | referred / urged     | urging(signature) urgingToHead(signature)          | +supervision
   handles late     | handling                  | ⏱ cityReply         | handling / urged     | urging(cityReply) urgingToHead(cityReply) lateToEnterprise | +supervision
   settles late     | returned                  | ⏱ returnDecision    | returned / urged     | urging(returnDecision) urgingToHead(returnDecision) | +supervision
   replies late     | resultIn                  | ⏱ reply             | resultIn / urged     | urging(reply) urgingToHead(reply)                  | +supervision
   mends late       | rework                    | ⏱ rework            | rework / urged       | urging(rework) urgingToHead(rework)                | +supervision
`);

const supervision = ['supervisedToAcceptorHead', 'supervisedToSupervisor'];
const pastOf = (given: string) => pasts[given] ?? [];
const happening = (now: string) =>
  special[now] ?? (now.startsWith('⏱') ? lapse(now.slice(2)) : act(now));
const after = (...happenings: readonly Happening[]) =>
  new ChartStory(promiseV1).play(...happenings);

describe('a promise case', () => {
  it('1 begins with a receipt and two clocks for the acceptor', () => {
    expect(after().last).toEqual({
      state: 'submitted',
      escalation: 'none',
      letters: ['receipt', 'filedToAcceptor'],
      armed: ['acceptance', 'precheck', 'acceptorDesk'],
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

  it('says when nobody looked at it in time, without more', () => {
    expect(after(lapse('precheck')).last).toMatchObject({
      escalation: 'none',
      letters: ['precheckLate'],
      armed: [],
    });
  });

  it('reminds the acceptor of the follow-up and closes the objection in time', () => {
    expect(after(...replied, lapse('followUp')).last.letters).toEqual([
      'surveyAsked',
      'followUpDue',
    ]);
    expect(after(...replied).context).toMatchObject({ mayObject: true });
    expect(after(...replied, lapse('objection')).context).toMatchObject({ mayObject: false });
  });
});

describe('what a promise case refuses', () => {
  it.each<[string, readonly Happening[], Happening]>([
    [
      'to ask for material twice',
      [act('supplement.request'), act('supplement.submit')],
      act('supplement.request'),
    ],
    [
      'to send a result back a third time',
      [...sentBack, submitResult, sendBack, submitResult],
      sendBack,
    ],
    ['a second extension', [...extensionAsked, act('extension.approve')], act('extension.request')],
    ['a second request while one is open', extensionAsked, act('extension.request')],
    ['to grant what nobody asked for', handling, act('extension.approve')],
    [
      'to ask for an extension when the term is over',
      [...handling, lapse('cityReply')],
      act('extension.request'),
    ],
    [
      'to grant one when the term is over',
      [...extensionAsked, lapse('cityReply')],
      act('extension.approve'),
    ],
    ['a return after the term for it', [...handling, lapse('unitObjection')], giveBack],
    [
      'a return after the referral was upheld and that term is over',
      [...returned, act('referral.uphold'), lapse('unitObjection')],
      giveBack,
    ],
    ['a result before the unit has signed', referred, submitResult],
    ['a reply without a result', handling, act('reply.send')],
    ['any act once it has ended', [act('complaint.reject')], accept],
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

describe('escalation of a promise case', () => {
  it.each<[string, readonly Happening[], Happening]>([
    ['acceptance', [], accept],
    ['acceptance', [], act('supplement.request')],
    ['referral', accepted, refer],
    ['signature', referred, sign],
    ['cityReply', handling, submitResult],
    ['returnDecision', returned, act('referral.uphold')],
    ['reply', resultIn, act('reply.send')],
    ['reply', resultIn, sendBack],
    ['rework', sentBack, submitResult],
  ])('ends when the late act is done: %s', (clock, given, done) => {
    const story = after(...given, lapse(clock), done);
    expect(story.last.escalation).toBe('none');
    expect(story.last.cancelled).toContain('supervision');
  });

  it('goes on while another act is late', () => {
    const story = after(...referred, lapse('signature'), lapse('cityReply'), sign);
    expect(story.last.escalation).toBe('urged');
  });

  it("brings a late unit's head, the acceptor's head and the superior in", () => {
    expect(after(...handling, lapse('cityReply'), lapse('supervision')).last).toMatchObject({
      escalation: 'supervised',
      letters: ['supervised', ...supervision],
    });
  });

  it('does not blame the unit when the acceptor is late', () => {
    expect(after(...resultIn, lapse('reply'), lapse('supervision')).last).toMatchObject({
      escalation: 'supervised',
      letters: supervision,
    });
  });

  it('stays under supervision until the case ends', () => {
    expect(after(lapse('acceptance'), lapse('supervision'), accept).last.escalation).toBe(
      'supervised',
    );
  });
});

describe("the unit's term", () => {
  const count = (story: ChartStory) => promiseClocks.cityReply.count(story.context, '2026-03-31');
  const sent = (unit: object, on: string) =>
    act('referral.send', { payload: unit, by: 'acceptorHead', on });

  it('counts from the receipt of the referral', () => {
    expect(count(after(accept, sent(unitA, '2026-03-03')))).toEqual({
      from: '2026-03-03',
      extension: 0,
    });
  });

  it('is not restarted by a return, not even by way of another unit', () => {
    const upheld = after(accept, sent(unitA, '2026-03-03'), giveBack, act('referral.uphold'));
    expect(count(upheld)).toEqual({ from: '2026-03-03', extension: 0 });

    const elsewhere = upheld.play(giveBack, sent(unitB, '2026-03-09'));
    expect(count(elsewhere)).toEqual({ from: '2026-03-09', extension: 0 });

    const backAgain = elsewhere.play(giveBack, sent(unitA, '2026-03-12'));
    expect(count(backAgain)).toEqual({ from: '2026-03-03', extension: 0 });
  });

  it('grows by the days that were granted, and tells why', () => {
    const asked = { days: 8, reason: '需调取档案。' };
    const story = after(...referred, sign, act('extension.request', { payload: asked }));
    expect(count(story).extension).toBe(0);

    story.play(act('extension.approve'));
    expect(count(story).extension).toBe(8);
    const letter = promiseV1.notices['extended'];
    const event = {
      type: 'extension.approve',
      payload: {},
      actor: null as never,
      on: '2026-03-05',
    };
    expect(letter?.variables?.({ context: story.context, event })).toEqual({
      ...asked,
      totalDays: 8,
      documentNumber: '',
    });
  });
});

describe('promise@1', () => {
  it('arms these timers, whose ids are stored with every open case', () => {
    expect(timerIdsOf(promiseV1)).toEqual([
      'xstate.after.acceptance.promise.open.progress.submitted',
      'xstate.after.acceptorDesk.promise.open.acceptorDesk.unassigned',
      'xstate.after.administrativeSuit.promise.open.administrativeSuit.watched',
      'xstate.after.cityReply.promise.open.progress.withUnit.answering',
      'xstate.after.closing.promise.open.progress.answered.followUp',
      'xstate.after.confirmation.promise.open.progress.rectification.fulfilled',
      'xstate.after.followUp.promise.open.progress.answered.replied',
      'xstate.after.handlerDesk.promise.open.handlerDesk.unassigned',
      'xstate.after.limitation.promise.open.limitation.watched',
      'xstate.after.objection.promise.open.progress.answered',
      'xstate.after.precheck.promise.open.progress.submitted.unchecked',
      'xstate.after.reconsideration.promise.open.reconsideration.watched',
      'xstate.after.rectification.promise.open.progress.rectification.rectifying',
      'xstate.after.rectificationReport.promise.open.progress.rectification.rectifying.reporting',
      'xstate.after.reexamination.promise.open.progress.reexamination',
      'xstate.after.referral.promise.open.progress.accepted',
      'xstate.after.reopening.promise.open.progress.answered.closed.reopeningAsked',
      'xstate.after.reply.promise.open.progress.resultIn',
      'xstate.after.returnDecision.promise.open.progress.withUnit.answering.returned',
      'xstate.after.rework.promise.open.progress.rework',
      'xstate.after.signature.promise.open.progress.withUnit.answering.referred',
      'xstate.after.supervision.promise.open.escalation.urged',
      'xstate.after.supplement.promise.open.progress.supplement',
      'xstate.after.unitObjection.promise.open.progress.withUnit',
    ]);
  });
});
