import { assign, enqueueActions, setup } from 'xstate';
import {
  delaysOf,
  lapseOf,
  subjectOf,
  type Information,
  type Notify,
  type Opening,
  type Proposal,
  type StateMeta,
} from '../../src/definition/index.js';
import { actionsOf } from '../acts/machine-parts.js';
import { confirmed, serviceBy } from '../acts/service-address.js';
import { measureClocks, type MeasureClock } from './measure.clocks.js';
import type { MeasureContext } from './measure.context.js';
import type { MeasureEvent, MeasureIssue } from './measure.events.js';
import type { CompleteMeasure } from './measure.filing.js';
import { measureGuards } from './measure.guards.js';
import { defended, notified } from './measure.hearing.js';
import {
  attended,
  called,
  calledOff,
  committed,
  moved,
  withCommitment,
} from './measure.interview.js';
import type { MeasureNotice } from './measure.notices.js';
import { nextProposal, reportOf, type ReportedStep } from './measure.reporting.js';

export const { tell, tellAbout, settle } = actionsOf<MeasureNotice, MeasureClock>();

/** What a measure remembers of the document that an act has issued. */
function documentIn({
  document,
  documentNumber,
}: Pick<MeasureIssue, 'document' | 'documentNumber'>) {
  return {
    documentNumber: document?.number ?? documentNumber ?? null,
    documentId: document?.id ?? null,
  };
}

/** How it reached the respondent, as an officer records it or as the answer shows. */
function servedBy(
  context: MeasureContext,
  event: MeasureEvent,
): Pick<MeasureContext, 'servedOn' | 'service'> {
  if (event.type === 'measure.serve') {
    const { way, servedOn = event.on } = event.payload;
    const email = way === 'mail' ? (context.serviceAddress?.email ?? null) : null;
    return { servedOn, service: { way, on: servedOn, email } };
  }
  const email = event.type === 'response.submit' ? (event.payload.sentTo ?? null) : null;
  return { servedOn: event.on, service: { way: 'mail', on: event.on, email } };
}

/** An officer's deadline has lapsed: it is remembered and the officer is urged. */
export const urge = (clock: MeasureClock) =>
  [{ type: 'markOverdue', params: { clock } }, tellAbout('urging', clock)] as const;

/** The complaints learn of a step. */
export const report = (step: ReportedStep) =>
  ({
    type: 'inform',
    params: ({ context }: { context: MeasureContext }): Information => reportOf(context, step),
  }) as const;

/** What the machine of a measure is written with: its memory, its actions, its guards. */
export const measure = setup({
  types: {
    context: {} as MeasureContext,
    events: {} as MeasureEvent,
    input: {} as Opening<CompleteMeasure>,
    meta: {} as StateMeta,
  },
  delays: delaysOf(measureClocks),
  actions: {
    notify: (_, _params: Notify<MeasureNotice, MeasureClock>) => undefined,
    inform: (_, _params: Information) => undefined,
    propose: (_, _params: Proposal) => undefined,
    /** The repair of credit ends whatever follows from the same record. */
    repairSiblings: enqueueActions(({ context, enqueue }) => {
      if (context.type !== 'creditRepair') return;
      const repaired: Information = { to: 'siblings', event: 'measure.repair', payload: {} };
      enqueue({ type: 'inform', params: repaired } as never);
    }),
    markOverdue: assign({
      overdue: ({ context: { overdue } }, { clock }: { clock: MeasureClock }) =>
        overdue.includes(clock) ? overdue : [...overdue, clock],
    }),
    settle: assign({
      overdue: ({ context }, { clock }: { clock: MeasureClock }) =>
        context.overdue.filter((name) => name !== clock),
    }),
    proposeNext: enqueueActions(({ context, enqueue }) => {
      const next = nextProposal(context);
      // The actions are being defined here, so their types do not know this one yet.
      if (next) enqueue({ type: 'propose', params: next } as never);
    }),
    notifyHearing: assign(({ context, event }) =>
      event.type === 'hearing.notify' ? notified(context, event.payload, event.on) : {},
    ),
    /** To where the respondent was found: the term begins anew. */
    notifyAnew: assign(({ context, event: { on } }) => notified(context, {}, on)),
    endHearing: assign(({ context, event }) => defended(context, event)),
    approve: assign(({ event }) =>
      event.type === 'measure.approve' ? { considered: event.payload.considered ?? null } : {},
    ),
    issue: assign(({ event }) =>
      event.type === 'measure.issue'
        ? {
            issuedOn: event.on,
            ...documentIn(event.payload),
            dueOn: event.payload.dueOn ?? null,
          }
        : {},
    ),
    serve: assign(({ context, event }) => servedBy(context, event)),
    confirmAddress: assign(({ context, event }) =>
      event.type === 'serviceAddress.confirm' ? confirmed(context, event.payload, event) : {},
    ),
    /** It went elsewhere before: it is served anew, and the usual term begins. */
    serveAnew: assign(({ context, event: { on } }) => ({
      servedOn: on,
      service: serviceBy({}, context, on),
      dueOn: null,
    })),
    hearAnswer: assign(({ event }) =>
      event.type === 'response.submit'
        ? {
            answer: {
              text: event.payload.answer,
              on: event.on,
              identityVerified: false as const,
              sentTo: event.payload.sentTo ?? null,
            },
          }
        : {},
    ),
    call: assign(({ context, event }) =>
      event.type === 'interview.call'
        ? {
            interview: called(context.interview, event.payload, event.on),
            issuedOn: context.issuedOn ?? event.on,
            servedOn: event.payload.service?.servedOn ?? event.on,
            service: serviceBy(event.payload, context, event.on),
            ...(context.issuedOn === null && documentIn(event.payload)),
          }
        : {},
    ),
    move: assign(({ context: { interview }, event }) =>
      event.type === 'interview.move' && interview
        ? { interview: moved(interview, event.payload, event.on) }
        : {},
    ),
    callOff: assign({
      interview: ({ context: { interview } }) => interview && calledOff(interview),
    }),
    hearAttendance: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'attendance.record' || !context.interview) return;
      const interview = attended(context.interview, event.payload.persons);
      enqueue.assign({ interview });
      if (measureGuards.missedThough({ context: { ...context, interview }, event })) {
        enqueue('proposeNext' as never);
      }
    }),
    /** Each commitment gets a clock of its own. */
    takeMinutes: enqueueActions(({ context: { interview }, event, enqueue }) => {
      if (event.type !== 'minutes.record' || !interview) return;
      const { summary, commitments: inputs } = event.payload;
      const commitments = committed(inputs);
      enqueue.assign({ interview: { ...interview, minutes: summary }, commitments });
      for (const { id } of commitments) {
        const lapse = lapseOf('commitment', id);
        enqueue.raise(lapse, { id: lapse.type, delay: 'commitment' });
      }
    }),
    fulfil: enqueueActions(({ context: { commitments }, event, enqueue }) => {
      if (event.type !== 'commitment.fulfil') return;
      const { commitmentId, evidenceId } = event.payload;
      enqueue.cancel(lapseOf('commitment', commitmentId).type);
      const change = { status: 'fulfilled', fulfilledOn: event.on, evidenceId } as const;
      enqueue.assign({ commitments: withCommitment(commitments, commitmentId, change) });
    }),
    break: assign({
      commitments: ({ context: { commitments }, event }) =>
        withCommitment(commitments, subjectOf(event.type) ?? '', { status: 'broken' }),
    }),
    endCommitments: enqueueActions(({ context: { commitments }, enqueue }) => {
      for (const { id, status } of commitments) {
        if (status === 'open') enqueue.cancel(lapseOf('commitment', id).type);
      }
    }),
    receiveAudit: assign(({ event }) => ({
      servedOn: event.on,
      audit: {
        receivedOn: event.on,
        finding: null,
        foundOn: null,
        requirement: null,
        dueOn: null,
        confirmedOn: null,
        service: null,
      },
    })),
    hearAudit: assign(({ context, event }) => {
      const { audit } = context;
      if (!audit) return {};
      if (event.type === 'audit.find') {
        return { audit: { ...audit, finding: event.payload.finding, foundOn: event.on } };
      }
      if (event.type === 'audit.decide') {
        const { requirement, dueOn } = event.payload;
        const service = serviceBy(event.payload, context, event.on);
        return { audit: { ...audit, requirement, dueOn, service } };
      }
      return { audit: { ...audit, confirmedOn: event.on } };
    }),
    reviewPublication: assign(({ context: { publication }, event }) =>
      event.type === 'publication.review' && publication
        ? {
            publication: {
              ...publication,
              reviewOn: event.payload.nextReviewOn ?? publication.reviewOn,
            },
            publicationEnds: event.payload.outcome === 'end',
          }
        : {},
    ),
  },
  guards: measureGuards,
});
