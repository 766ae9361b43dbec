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
import { opening, unitId } from '../../test/support/measure-openings.js';
import type { MeasureContext } from './measure.context.js';
import { nextProposal } from './measure.reporting.js';
import { measureTypes } from './measure.table.js';
import { measureNames, type MeasureName } from './measure.types.js';
import { measureV1 } from './measure.workflow.js';

const officer = { by: 'handler', unitId } as const;
const credit = { by: 'creditOfficer' } as const;
const approve = act('measure.approve', { by: 'handlerHead', unitId });
const issue = act('measure.issue', officer);
const serve = act('measure.serve', officer);
const answer = act('response.submit');
const call = act('interview.call', {
  ...officer,
  payload: { at: '2026-03-10T09:30:00+08:00' },
});
const name = '某局主要负责人';
const onTheDay = { ...officer, on: '2026-03-10' };
const came = act('attendance.record', onTheDay);
const stayedAway = act('attendance.record', {
  ...onTheDay,
  payload: { persons: [{ name, status: 'absent' }] },
});
const excused = act('attendance.record', {
  ...onTheDay,
  payload: { persons: [{ name, status: 'absent', reason: '住院' }] },
});
const minutes = act('minutes.record', onTheDay);
const keep = act('commitment.fulfil', onTheDay);

const pasts: Readonly<Record<string, readonly Happening[]>> = {
  proposed: [],
  approved: [approve],
  issued: [approve, issue],
  served: [approve, issue, serve],
  answered: [approve, issue, serve, answer],
  refused: [approve, issue, serve, act('measure.refuse', officer)],
  called: [approve, call],
  held: [approve, call, came],
  promised: [approve, call, came, minutes],
};

const special: Readonly<Record<string, Happening>> = {
  approve,
  issue,
  serve,
  call,
  came,
  stayedAway,
  excused,
  minutes,
  keep,
  reject: act('measure.reject', { by: 'handlerHead', unitId }),
  cancel: act('measure.cancel', officer),
  comply: act('measure.comply', officer),
  refuse: act('measure.refuse', officer),
  lift: act('measure.lift', officer),
  move: act('interview.move', { ...officer, payload: { at: '2026-03-12T09:30:00+08:00' } }),
  callOff: act('interview.callOff', officer),
  address: act('serviceAddress.confirm', {
    ...officer,
    payload: { email: 'other@respondent.example' },
  }),
  answer,
};

const copies = 'issuedCopy';
const notice = chartRows(`
approves          | proposed          | approve     | approved          | approved                   | +issuing -decision
rejects           | proposed          | reject      | rejected / ended  | notApproved                | -decision
thinks better     | approved          | cancel      | cancelled / ended |                            | -issuing
issues            | approved          | issue       | issued            | issued ${copies}           | +service -issuing
serves            | issued            | serve       | served            | answerAsked                | +answer -service
answers at once   | issued            | answer      | served            | answered                   | +weighing -service
answers           | served            | answer      | served            | answered                   | +weighing -answer
is found elsewhere | served           | address     | served            | issued answerAsked         | +answer -answer
is found in time  | issued            | address     | issued            | issued                     |
is found early    | approved          | address     | approved          |                            |
complies          | served (answered) | comply      | complied          | complied                   | -weighing
refuses           | served (answered) | refuse      | refused           | refused                    | -weighing
says nothing      | served            | ⏱ answer    | refused           | refused                    |
gives in late     | refused           | comply      | complied          | complied                   |
is lifted         | refused           | lift        | lifted / ended    | lifted liftedCopy          |
decides late      | proposed          | ⏱ decision  | proposed          | urging(decision)           |
`);

const interview = chartRows(`
calls             | approved          | call        | served            | ${copies} interviewInvited | +interviewDay -issuing
moves             | served (called)   | move        | served            | interviewMoved             | +interviewDay -interviewDay
calls off         | served (called)   | callOff     | served            | interviewCalledOff         | -interviewDay
comes             | served (called)   | came        | served            |                            | +minutes -interviewDay
is found          | served (called)   | address     | served            | issued interviewInvited    |
stays away        | served (called)   | stayedAway  | refused           | refused                    | -interviewDay
is excused        | served (called)   | excused     | served            |                            | -interviewDay
promises          | served (held)     | minutes     | served            | minutesSent                | +commitment -minutes
keeps it          | served (promised) | keep        | complied          | complied                   | -commitment
breaks it         | served (promised) | ⏱ commitment| refused           | commitmentBroken(commitment) refused |
`);

const happening = (now: string) =>
  now.startsWith('⏱') ? lapse(now.slice(2)) : (special[now] ?? act(now));
const story = (type: MeasureName, ...past: readonly Happening[]) =>
  new ChartStory(measureV1, opening(type, 'handler')).play(...past);

const play =
  (type: MeasureName) =>
  ({
    from,
    given,
    now,
    state,
    letters,
    armed,
    cancelled,
  }: ReturnType<typeof chartRows>[number]) => {
    const told = story(type, ...(pasts[given] ?? []));
    expect(told.last.state).toBe(from);
    expect(told.play(happening(now)).last).toMatchObject({ state, letters, armed, cancelled });
  };

describe('a supervision notice', () => {
  it.each(notice)('$row: $from → $state', play('supervisionNotice'));

  it('is approved by its own office, and by nobody else', () => {
    for (const by of ['supervisor', 'acceptorHead', 'creditOfficer'] as const) {
      expect(story('supervisionNotice').accepts(act('measure.approve', { by, unitId }))).toBe(
        false,
      );
    }
    expect(story('interview').accepts(act('measure.approve', officer))).toBe(false);
  });
});

describe('a measure of before, served at an address that nobody confirmed', () => {
  const unserved = (told: ChartStory) => {
    Object.assign(told.context, { service: undefined });
    return told;
  };

  it('is not refused by silence, nor found to be; it is served anew', () => {
    const told = unserved(story('supervisionNotice', approve, issue, serve));
    expect(told.accepts(act('measure.refuse', officer))).toBe(false);
    expect(told.play(lapse('answer')).last).toMatchObject({
      state: 'served',
      letters: ['respondentUnreached'],
      armed: ['weighing'],
    });
    expect(told.play(serve).last).toMatchObject({ letters: ['answerAsked'], armed: ['answer'] });
    expect(told.accepts(serve)).toBe(false);
    expect(told.play(lapse('answer')).last.state).toBe('refused');
  });

  it('missed no interview', () => {
    const told = unserved(story('interview', approve, call)).play(stayedAway);
    expect(told.last).toMatchObject({ state: 'served', letters: [] });
  });
});

describe('the address of service', () => {
  it('is taken over from the complaint, and confirmed by the issuing office alone', () => {
    expect(story('supervisionNotice').context).toMatchObject({
      serviceAddress: { email: 'office@respondent.example', since: '2026-03-02' },
    });
    const confirm = (by: 'handler' | 'supervisor' | 'auditor') =>
      act('serviceAddress.confirm', { by, unitId });
    expect(story('supervisionNotice').accepts(confirm('handler'))).toBe(true);
    expect(story('supervisionNotice').accepts(confirm('supervisor'))).toBe(false);
    expect(story('supervisionNotice').accepts(confirm('auditor'))).toBe(false);
    expect(story('auditReferral').accepts(confirm('auditor'))).toBe(true);
  });
});

describe('an interview', () => {
  it.each(interview)('$row: $from → $state', play('interview'));

  it('has no attendance before its day, and no minutes without attendance', () => {
    const called = story('interview', ...(pasts['called'] ?? []));
    const early = act('attendance.record', { ...officer, on: '2026-03-09' });
    expect(called.accepts(early)).toBe(false);
    expect(called.accepts(minutes)).toBe(false);
    expect(called.accepts(came)).toBe(true);
  });

  it('counts each new invitation, as calendars need it', () => {
    const moved = story('interview', approve, call, special['move']!, special['callOff']!);
    expect((moved.context as MeasureContext).interview).toMatchObject({
      sequence: 2,
      status: 'calledOff',
    });
  });
});

describe('sanctions of credit', () => {
  const published = () =>
    new ChartStory(measureV1, opening('publication', 'creditOfficer')).play(
      act('hearing.notify', credit),
      act('defence.submit'),
      act('measure.approve', credit),
      act('measure.issue', credit),
      act('measure.serve', credit),
    );

  it('are not lifted but repaired', () => {
    expect(published().accepts(act('measure.lift', credit))).toBe(false);
    expect(published().accepts(act('measure.comply', credit))).toBe(false);
    const repaired = published().play(act('measure.repair', { by: 'admin' }));
    expect(repaired.last).toMatchObject({ state: 'lifted', letters: ['lifted', 'liftedCopy'] });
  });

  it('are published until their last day, and looked at in between', () => {
    expect(published().running.toSorted()).toEqual(['publicationEnd', 'publicationReview']);
    expect(published().play(lapse('publicationEnd')).last.state).toBe('lifted');
    const kept = act('publication.review', {
      ...credit,
      payload: { outcome: 'keep', nextReviewOn: '2026-08-01' },
    });
    expect(published().play(kept).last).toMatchObject({
      state: 'served',
      armed: ['publicationReview'],
    });
    expect(published().play(act('publication.review', credit)).last.state).toBe('lifted');
  });
});

describe('an audit referral', () => {
  const received = [approve, issue, act('audit.receive')];

  it('is received, found, decided and confirmed by the audit office', () => {
    const told = story('auditReferral', ...received, act('audit.find'), act('audit.decide'));
    expect(told.running).toEqual(['auditCorrection']);
    expect(told.play(act('audit.confirm')).last.state).toBe('complied');
  });

  it('ends when nothing is found, and goes on when nothing is put right', () => {
    const nothing = act('audit.find', { payload: { finding: 'notConfirmed' } });
    expect(story('auditReferral', ...received, nothing).last.state).toBe('lifted');
    const late = story('auditReferral', ...received, act('audit.find'), act('audit.decide'));
    expect(late.play(lapse('auditCorrection')).last.state).toBe('refused');
  });
});

describe('the ladder', () => {
  it.each<[MeasureName, MeasureContext['target'], MeasureName | null]>([
    ['supervisionNotice', 'government', 'interview'],
    ['interview', 'government', 'circular'],
    ['circular', 'largeEnterprise', 'rectificationOrder'],
    ['rectificationOrder', 'government', 'auditReferral'],
    // Neither audited nor disciplined: a private enterprise is left to the courts and its credit.
    ['rectificationOrder', 'largeEnterprise', null],
    ['dishonestyRecord', 'government', null],
  ])('after %s against %s comes %s', (type, target, next) => {
    const context = { type, target, about: 'arrears', proposedBy: 'handler' } as MeasureContext;
    expect(nextProposal(context)?.filing['type'] ?? null).toBe(next);
  });

  it('rests for every route on an instrument, and says so truthfully', () => {
    for (const type of measureNames) {
      for (const { basis, by, targets } of measureTypes[type].routes) {
        expect(by.length * targets.length).toBeGreaterThan(0);
        expect(basis.mark === 'law').toBe(!basis.instrument.zh.startsWith('平台规则'));
      }
    }
  });
});

describe('measure@1', () => {
  it('arms these timers, whose ids are stored with every open measure', () => {
    expect(timerIdsOf(measureV1)).toEqual([
      'xstate.after.answer.measure.served.awaiting',
      'xstate.after.auditCorrection.measure.served.auditing.correcting',
      'xstate.after.auditDecision.measure.served.auditing.found',
      'xstate.after.auditFinding.measure.served.auditing.examining',
      'xstate.after.decision.measure.proposed',
      'xstate.after.defence.measure.notified',
      'xstate.after.interviewDay.measure.served.called',
      'xstate.after.issuing.measure.approved',
      'xstate.after.minutes.measure.served.minuting',
      'xstate.after.priorNotice.measure.unheard',
      'xstate.after.publicationEnd.measure.served.published',
      'xstate.after.publicationReview.measure.served.published.listed',
      'xstate.after.service.measure.issued',
      'xstate.after.weighing.measure.served.weighing',
    ]);
  });
});
