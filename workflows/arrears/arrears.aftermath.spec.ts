import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  act,
  chartRows,
  ChartStory,
  lapse,
  type Happening,
} from '../../test/support/chart-story.js';
import { arrearsEvents } from './arrears.events.js';
import { arrearsV1 } from './arrears.workflow.js';

const unit = '0190a6e0-0000-7000-8000-00000000000a';

const nothing = { verifiedPrincipal: '0.00', undisputed: '0.00', disputed: '0.00' };
const all = { verifiedPrincipal: '1000000.00', undisputed: '1000000.00', disputed: '0.00' };
const amounts: Readonly<Record<string, object>> = { verified: all, unfounded: nothing };
const result = (resultCode: string) =>
  act('result.submit', { payload: { resultCode, ...amounts[resultCode] } });
const pay = (amount: string) =>
  act('payment.record', { by: 'enterprise', payload: { on: '2026-03-02', amount } });
const survey = (solved: boolean, satisfied = solved) =>
  act('survey.answer', { payload: { solved, satisfied } });
const inVain = act('followUp.record', { payload: { contacted: false } });
const decide = (outcome: string) => act('reexamination.decide', { payload: { outcome } });

const handling = [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: unit } }),
  act('referral.sign'),
];
const fedBackAs = (code: string) => [...handling, result(code), act('reply.send')];
const fedBack = fedBackAs('partlyDisputed');
const verified = fedBackAs('verified');
const unfounded = fedBackAs('unfounded');
const paid = [...verified, pay('1000000.00'), survey(true)];
const closed = [...paid, act('case.close')];
const mediation = [...fedBack, act('mediation.open')];

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  fedBack,
  verified,
  unfounded,
  paid,
  closed,
  mediation,
  reexamination: [...verified, act('objection.file')],
  unfoundedObjected: [...unfounded, act('objection.file')],
  reopeningAsked: [...closed, act('reopening.request')],
};

const special: Readonly<Record<string, Happening>> = {
  'says paid': survey(true),
  'says unpaid': survey(false),
  upholds: decide('uphold'),
  'hands back': decide('rehandle'),
};

const rows = chartRows(`
   follow-up is due  | fedBack                           | ⏱ followUp        | followUp              | surveyAsked followUpDue | +closing
   paid              | fedBack (verified)                | says paid         | followUp              | surveyedToAcceptor | +closing -followUp
   unpaid            | fedBack (verified)                | says unpaid       | followUp / supervised | surveyedToAcceptor supervisedToAcceptorHead supervisedToSupervisor | +closing -followUp
18 mediates          | fedBack                           | mediation.open    | mediation             | mediationOpened mediationOpenedToAcceptor | +mediation -followUp
19 agrees            | mediation                         | mediation.agree   | followUp              | mediationAgreed mediationAgreedToAcceptor surveyAsked | +closing -mediation
19 fails             | mediation                         | mediation.fail    | followUp              | mediationFailed mediationFailedToAcceptor surveyAsked | +closing -mediation
19 goes to court     | mediation                         | complaint.terminate | terminated / ended  | terminated terminatedToHandler | -limitation -mediation -objection
   mediates late     | mediation                         | ⏱ mediation       | mediation / urged     | urging(mediation) urgingToHead(mediation) | +supervision
20 closes as paid    | followUp (paid)                   | case.close        | closed                | closed closedToHandler | -closing
20 not verified      | fedBack (unfounded)               | case.close        | closed                | closed closedToHandler | -followUp
21 objects           | fedBack                           | objection.file    | reexamination         | objected objectedToEnterprise objectedToHandler | +reexamination -followUp -objection
21 hands back        | reexamination                     | hands back        | handling / supervised | rehandled rehandledToEnterprise supervised supervisedToAcceptorHead supervisedToSupervisor | +unitObjection +handling -reexamination
21 upholds           | reexamination (unfoundedObjected) | upholds           | closed                | upheld upheldToHandler closed closedToHandler | +objection -reexamination
21 upholds a debt    | reexamination                     | upholds           | followUp              | upheld upheldToHandler surveyAsked | +objection +closing -reexamination
21 reopens           | reopeningAsked                    | reopening.grant   | handling / supervised | reopened reopenedToEnterprise supervised supervisedToAcceptorHead supervisedToSupervisor | +unitObjection +handling -reopening -objection
   does not reopen   | reopeningAsked                    | reopening.refuse  | closed                | reopeningRefused | -reopening
`);

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);
const pastOf = (given: string) => pasts[given] ?? [];
const happening = (now: string) =>
  special[now] ?? (now.startsWith('⏱') ? lapse(now.slice(2)) : act(now));

describe('an arrears case after its feedback', () => {
  it.each(rows)('$row: $from → $state', ({ row: _, from, given, now, ...outcome }) => {
    const story = after(...pastOf(given));
    expect(story.last.state).toBe(from);
    expect(story.play(happening(now)).last).toEqual(outcome);
  });

  it('asks the enterprise anew after an agreement, and keeps its word after a failure', () => {
    const unpaid = [...fedBack, survey(false), act('mediation.open')];
    const agreed = after(...unpaid, act('mediation.agree'));
    expect(agreed.last.letters).toContain('surveyAsked');
    expect(agreed.play(pay('949999.99')).accepts(act('case.close'))).toBe(false);
    expect(agreed.play(pay('0.01')).accepts(act('case.close'))).toBe(true);

    const failed = after(...unpaid, act('mediation.fail'));
    expect(failed.last.letters).not.toContain('surveyAsked');
    expect(failed.accepts(survey(true))).toBe(false);
    expect(failed.context).toMatchObject({ outcome: { solved: false } });
  });

  it('leaves the objection open while the parties mediate', () => {
    expect(after(...mediation).accepts(act('objection.file'))).toBe(true);
    expect(after(...mediation, lapse('objection')).accepts(act('objection.file'))).toBe(false);
  });
});

describe('a verified debt', () => {
  it.each<[string, readonly Happening[]]>([
    ['nobody says that it was paid', verified],
    ['the enterprise says so, but the ledger does not', [...verified, survey(true)]],
    ['the enterprise says that it was not', [...verified, survey(false)]],
    ['nobody answers the telephone', [...verified, inVain, inVain, inVain]],
    [
      'the finding was upheld',
      [...verified, act('objection.file'), decide('uphold'), lapse('objection')],
    ],
    ['a part of it is disputed', fedBack],
  ])('is not closed because %s', (_, past) => {
    expect(after(...past).accepts(act('case.close'))).toBe(false);
  });

  it('is closed when it is paid by the ledger', () => {
    expect(after(...paid).accepts(act('case.close'))).toBe(true);
  });
});

describe('a mediation', () => {
  it('is for what is disputed alone', () => {
    expect(after(...verified).accepts(act('mediation.open'))).toBe(false);
    expect(after(...fedBackAs('disputed')).accepts(act('mediation.open'))).toBe(true);
  });

  it('does not keep the undisputed part waiting (Article 15)', () => {
    const { refuse } = arrearsEvents['mediation.open'];
    const rulesOf = (undisputedPart: string, undisputed: string) =>
      refuse?.({
        payload: { body: '市工商联', undisputedPart },
        context: { amounts: { undisputed } },
      } as never).map(({ rule }) => rule);
    expect(rulesOf('none', '800000.00')).toEqual(['undisputedPartFirst']);
    expect(rulesOf('ordered', '800000.00')).toEqual([]);
    expect(rulesOf('paid', '0.00')).toEqual(['undisputedPartFirst']);
    expect(rulesOf('none', '0.00')).toEqual([]);
  });
});
