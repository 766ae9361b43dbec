import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import { promiseEvents } from './promise.events.js';
import { promiseV1 } from './promise.workflow.js';

const unit = '0190a6e0-0000-7000-8000-00000000000a';
const helper = '0190a6e0-0000-7000-8000-00000000000b';

const result = (resultCode: string) => act('result.submit', { payload: { resultCode } });
const survey = (solved: boolean, satisfied = solved) =>
  act('survey.answer', { payload: { solved, satisfied } });
const inVain = act('followUp.record', { payload: { contacted: false } });
const decide = (outcome: string) =>
  act('reexamination.decide', { by: 'supervisor', payload: { outcome } });

const referred = [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: unit } }),
  act('referral.sign'),
];
const resultIn = [...referred, result('verified')];
const replied = [...resultIn, act('reply.send')];
const unfounded = [...referred, result('unfounded'), act('reply.send')];
const solved = [...replied, survey(true)];
const closed = [...solved, act('case.close')];
const objected = [...replied, act('objection.file')];
const rectifying = [...replied, act('rectification.order')];
const fulfilled = [...rectifying, act('rectification.fulfil')];
const reopeningAsked = [...closed, act('reopening.request')];

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  resultIn,
  replied,
  unfounded,
  solved,
  unsolved: [...replied, survey(false)],
  threeInVain: [...replied, inVain, inVain, inVain],
  tried: [...replied, inVain],
  closed,
  explained: [...unfounded, act('case.close')],
  reexamination: objected,
  rectifying,
  fulfilled,
  confirmed: [...fulfilled, act('rectification.confirm')],
  reopeningAsked,
};

const special: Readonly<Record<string, Happening>> = {
  'is not reached': inVain,
  'says solved': survey(true),
  'says unsolved': survey(false),
  upholds: decide('uphold'),
  'hands back': decide('rehandle'),
};

const rows = chartRows(`
16 orders at once    | resultIn                 | rectification.order   | rectifying             | rectificationOrdered rectificationToRespondent rectificationToEnterprise | +rectification +rectificationReport -reply
16 orders            | replied                  | rectification.order   | rectifying             | rectificationOrdered rectificationToRespondent rectificationToEnterprise | +rectification +rectificationReport -followUp -objection
   reports           | rectifying               | rectification.report  | rectifying             | rectificationReported | +rectificationReport -rectificationReport
   is late           | rectifying               | ⏱ rectification       | rectifying / urged     | urging(rectification) urgingToHead(rectification) rectificationLateToEnterprise | +supervision
   reports late      | rectifying               | ⏱ rectificationReport | rectifying / urged     | urging(rectificationReport) urgingToHead(rectificationReport) | +supervision
17 fulfils           | rectifying               | rectification.fulfil  | fulfilled              | rectificationFulfilled rectificationFulfilledToSupervisor | +confirmation -rectificationReport -rectification
17 is confirmed      | fulfilled                | rectification.confirm | followUp               | rectificationConfirmed rectificationConfirmedToHandler surveyAsked followUpDue | +objection +closing -confirmation
17 is disputed       | fulfilled                | rectification.dispute | rectifying             | rectificationDisputed rectificationDisputedToSupervisor | +rectification +rectificationReport -confirmation
20 follow-up is due  | replied                  | ⏱ followUp            | followUp               | surveyAsked followUpDue | +closing
20 solved            | replied                  | says solved           | followUp               | surveyedToAcceptor | +closing -followUp
20 unsolved          | replied                  | says unsolved         | followUp / supervised  | surveyedToAcceptor supervisedToAcceptorHead supervisedToSupervisor | +closing -followUp
20 reaches nobody    | replied                  | is not reached        | followUp               | | +closing -followUp
20 tries once more   | followUp (tried)         | is not reached        | followUp               | |
21 closes            | followUp (solved)        | case.close            | closed                 | closed closedToHandler | -closing
21 explained         | replied (unfounded)      | case.close            | closed                 | closed closedToHandler | -followUp
21 nobody answers    | followUp (threeInVain)   | case.close            | closed                 | closed closedToHandler | -closing
21 rectified         | followUp (confirmed)     | case.close            | closed                 | closed closedToHandler | -closing
   closes late       | followUp (solved)        | ⏱ closing             | followUp / urged       | urging(closing) urgingToHead(closing) | +supervision
22 objects           | replied                  | objection.file        | reexamination          | objected objectedToEnterprise objectedToHandler | +reexamination -followUp -objection
22 objects late on   | closed                   | objection.file        | reexamination          | objected objectedToEnterprise objectedToHandler | +reexamination -objection
23 upholds           | reexamination            | upholds               | closed                 | upheld upheldToHandler closed closedToHandler | +objection -reexamination
23 hands back        | reexamination            | hands back            | handling / supervised  | rehandled rehandledToEnterprise supervised supervisedToAcceptorHead supervisedToSupervisor | +unitObjection +cityReply -reexamination
   decides late      | reexamination            | ⏱ reexamination       | reexamination / urged  | urging(reexamination) urgingToHead(reexamination) | +supervision
   asks to reopen    | closed                   | reopening.request     | reopeningAsked         | reopeningAsked | +reopening
   reopens           | reopeningAsked           | reopening.grant       | handling / supervised  | reopened reopenedToEnterprise supervised supervisedToAcceptorHead supervisedToSupervisor | +unitObjection +cityReply -reopening -objection
   does not reopen   | reopeningAsked           | reopening.refuse      | closed                 | reopeningRefused | -reopening
24 withdraws         | rectifying               | complaint.withdraw    | withdrawn / ended      | withdrawn withdrawnToAcceptor withdrawnToHandler | -rectificationReport -rectification
24 withdraws         | reexamination            | complaint.withdraw    | withdrawn / ended      | withdrawn withdrawnToAcceptor withdrawnToHandler | -reexamination
25 terminates        | followUp (unsolved)      | complaint.terminate   | terminated / ended     | terminated terminatedToHandler | -closing -objection
   says it later     | closed (explained) | says unsolved        | closed                 | |
`);

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(promiseV1).play(...happenings);
const pastOf = (given: string) => pasts[given] ?? [];
const happening = (now: string) =>
  special[now] ?? (now.startsWith('⏱') ? lapse(now.slice(2)) : act(now));

describe('a promise case after its answer', () => {
  it.each(rows)('$row: $from → $state', ({ row: _, from, given, now, ...outcome }) => {
    const story = after(...pastOf(given));
    expect(story.last.state).toBe(from);
    expect(story.play(happening(now)).last).toEqual(outcome);
  });

  it("keeps the enterprise's own word above what an officer notes", () => {
    const heard = act('followUp.record', { payload: { solved: true, satisfied: true } });
    expect(after(...replied, survey(false), heard).context).toMatchObject({
      outcome: { solved: false, satisfied: false },
    });
    expect(after(...replied, heard).context).toMatchObject({
      outcome: { solved: true, satisfied: true },
    });
  });

  it('says why it was closed, and apart from that whether it is solved', () => {
    const ground = (...past: readonly Happening[]) => after(...past, act('case.close')).context;
    expect(ground(...solved)).toMatchObject({ closedFor: 'solved', outcome: { solved: true } });
    expect(ground(...unfounded)).toMatchObject({ closedFor: 'explained', outcome: null });
    expect(ground(...unfounded, survey(false))).toMatchObject({
      closedFor: 'explained',
      outcome: { solved: false },
    });
    expect(ground(...replied, inVain, inVain, inVain)).toMatchObject({ closedFor: 'noAnswer' });
    expect(after(...objected, decide('uphold')).context).toMatchObject({ closedFor: 'upheld' });
  });

  it('asks the enterprise anew once a rectification was confirmed', () => {
    const unsolved = [...replied, survey(false)];
    const story = after(
      ...unsolved,
      act('rectification.order'),
      act('rectification.fulfil'),
      act('rectification.confirm', { by: 'supervisor' }),
    );
    expect(after(...unsolved).accepts(survey(true))).toBe(false);
    expect(story.context).toMatchObject({ outcome: null, surveyed: false });
    expect(story.last.letters).toContain('surveyAsked');
    expect(story.play(survey(true)).accepts(act('case.close'))).toBe(true);
  });

  it('offers an objection in its first answer only', () => {
    const letter = promiseV1.notices['replied'];
    const offered = (...past: readonly Happening[]) =>
      letter?.variables?.({ context: after(...past).context, event: { payload: {} } } as never);
    const second = [...objected, decide('rehandle'), result('verified'), act('reply.send')];
    expect(offered(...replied)).toMatchObject({ mayObject: true });
    expect(offered(...second)).toMatchObject({ mayObject: false });
  });

  it('is under no supervision once it is closed', () => {
    const story = after(...unfounded, survey(false));
    expect(story.last.escalation).toBe('supervised');
    expect(story.play(act('case.close')).last.escalation).toBe('none');
  });

  it('begins a new term when it is handed back, and asks for the answer anew', () => {
    const day = '2026-05-06';
    const decided = act('reexamination.decide', { by: 'supervisor', on: day });
    expect(after(...objected, decided).context).toMatchObject({
      resultCode: null,
      outcome: null,
      referrals: [
        { unitId: unit, receivedOn: '2026-03-02' },
        { unitId: unit, receivedOn: day, extendedBy: 0 },
      ],
    });
  });
});

describe('what a promise case refuses after its answer', () => {
  it.each<[string, readonly Happening[], Happening]>([
    ['a second survey', [...replied, survey(false)], survey(true)],
    ['an objection after its term', [...replied, lapse('objection')], act('objection.file')],
    [
      'an objection after its term, once closed',
      [...closed, lapse('objection')],
      act('objection.file'),
    ],
    [
      'a second objection',
      [...objected, decide('rehandle'), result('verified'), act('reply.send')],
      act('objection.file'),
    ],
    ['to close what nobody said is solved', replied, act('case.close')],
    ['to close what is unsolved', [...replied, survey(false)], act('case.close')],
    ['to close after two tries', [...replied, inVain, inVain], act('case.close')],
    ['to close what is solved but resented', [...replied, survey(true, false)], act('case.close')],
    ['to rectify what is unfounded', unfounded, act('rectification.order')],
    ['a second reopening', [...reopeningAsked, act('reopening.refuse')], act('reopening.request')],
    ['to withdraw once closed', closed, act('complaint.withdraw')],
    ['to terminate once closed', closed, act('complaint.terminate')],
  ])('%s', (_, past, refused) => {
    expect(after(...past).accepts(refused)).toBe(false);
  });

  it.each<[string, readonly Happening[], Happening]>([
    ['an objection within its term', replied, act('objection.file')],
    ['an objection within its term, once closed', closed, act('objection.file')],
    [
      'a re-examination by another head',
      [...resultIn, act('reply.send', { by: 'acceptorHead' }), act('objection.file')],
      act('reexamination.decide', { by: 'acceptorHead', account: 'another' }),
    ],
    [
      'to close what is solved but resented once no objection can come',
      [...replied, survey(true, false), lapse('objection')],
      act('case.close'),
    ],
  ])('and takes %s', (_, past, accepted) => {
    expect(after(...past).accepts(accepted)).toBe(true);
  });

  it('a rectification that is not due after today', () => {
    const refuse = promiseEvents['rectification.order'].refuse;
    const rulesOf = (dueOn: string) =>
      refuse?.({ payload: { requirement: '拨付', dueOn }, on: '2026-03-02' } as never).map(
        ({ rule }) => rule,
      );
    expect(rulesOf('2026-03-01')).toEqual(['inFuture']);
    expect(rulesOf('2026-03-02')).toEqual(['inFuture']);
    expect(rulesOf('2026-03-03')).toEqual([]);
  });
});

describe('units that cooperate', () => {
  const others = [helper, '0190a6e0-0000-7000-8000-00000000000c'];
  const together = [
    act('complaint.accept'),
    act('referral.send', { payload: { unitId: unit, coUnitIds: others } }),
    act('referral.sign'),
  ];
  const answer = act('cooperation.answer', { unitId: helper });

  it('each get a task and a clock of their own', () => {
    const story = after(...together.slice(0, 2));
    expect(story.last.letters).toContain('cooperationAsked');
    expect(story.running.filter((name) => name === 'cooperation')).toHaveLength(2);
    expect(story.context).toMatchObject({
      coUnitIds: others,
      cooperation: others.map((unitId) => ({ unitId, answer: null })),
    });
  });

  it('answer once, each for itself', () => {
    const story = after(...together, answer);
    expect(story.last).toMatchObject({
      state: 'handling',
      letters: ['cooperationAnswered'],
      cancelled: ['cooperation'],
    });
    expect(story.running.filter((name) => name === 'cooperation')).toHaveLength(1);
    expect(story.accepts(answer)).toBe(false);
    expect(story.accepts(act('cooperation.answer', { unitId: unit }))).toBe(false);
    expect(story.accepts(act('cooperation.answer', { unitId: others[1] ?? '' }))).toBe(true);
  });

  it('are urged when they are late, and the lead is told', () => {
    expect(after(...together, lapse('cooperation')).last).toMatchObject({
      escalation: 'none',
      letters: [
        'urging(cooperation)',
        'urgingToHead(cooperation)',
        'cooperationLate(cooperation)',
        'cooperationLateToAcceptor(cooperation)',
      ],
    });
  });

  it('are awaited by the result, unless it says why not', () => {
    const { refuse, example } = promiseEvents['result.submit'];
    const rulesOf = (payload: object, ...past: readonly Happening[]) =>
      refuse?.({ payload: { ...example, ...payload }, context: after(...past).context } as never);
    expect(rulesOf({}, ...together)).toMatchObject([{ rule: 'waitsForCoUnits' }]);
    expect(rulesOf({ withoutCoUnits: '逾期未反馈。' }, ...together)).toEqual([]);
    const last = act('cooperation.answer', { unitId: others[1] ?? '' });
    expect(rulesOf({}, ...together, answer, last)).toEqual([]);
  });

  it('are told when nobody waits for them any more', () => {
    const story = after(...together, answer, result('verified'));
    expect(story.last.letters).toEqual(['cooperationOver', 'resultSubmitted']);
    expect(story.running).not.toContain('cooperation');
  });
});
