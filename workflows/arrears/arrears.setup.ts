import { assign, enqueueActions, setup } from 'xstate';
import {
  afterOf,
  delaysOf,
  lapseOf,
  type Notify,
  type StateMeta,
} from '../../src/definition/index.js';
import {
  answeringGuards,
  closingGround,
  followedUp,
  rehandled,
  surveyed,
} from '../acts/answering.js';
import { deskGuards, officersAfter, type Side } from '../acts/desks.js';
import {
  awaitedUnits,
  referTo,
  withAnswer,
  withOverdue,
  withoutOverdue,
} from '../acts/handling.js';
import { actionsOf, handlingGuards } from '../acts/machine-parts.js';
import { pauseOn, pausingGuards } from '../acts/pausing.js';
import { arrearsClocks, type ArrearsClock } from './arrears.clocks.js';
import { closingRules } from './arrears.codes.js';
import type { ArrearsContext } from './arrears.context.js';
import type { ArrearsEvent } from './arrears.events.js';
import { asked, feedbackAwaited, feedbackLapse, heard, missed } from './arrears.feedback.js';
import type { ArrearsNotice } from './arrears.notices.js';
import { mayMediate } from './arrears.mediation.js';

export const { tell, tellAbout, urge, settle } = actionsOf<ArrearsNotice, ArrearsClock>();

/** What the machine of an arrears case is written with: its memory, its actions, its guards. */
export const arrears = setup({
  types: {
    context: {} as ArrearsContext,
    events: {} as ArrearsEvent,
    meta: {} as StateMeta,
  },
  delays: delaysOf(arrearsClocks),
  actions: {
    notify: (_, _params: Notify<ArrearsNotice, ArrearsClock>) => undefined,
    markOverdue: assign({
      overdue: ({ context }, { clock }: { clock: ArrearsClock }) => withOverdue(context, clock),
    }),
    settle: assign({
      overdue: ({ context }, { clock }: { clock: ArrearsClock }) => withoutOverdue(context, clock),
    }),
    setOfficer: assign(({ context, event }, { side }: { side: Side }) =>
      officersAfter(context, event, side),
    ),
    refer: assign(({ context, event }) =>
      event.type === 'referral.send' ? referTo(context, event.payload, event.on) : {},
    ),
    /** Each unit that cooperates gets a clock of its own. */
    askCooperation: enqueueActions(({ context, enqueue }) => {
      for (const unitId of awaitedUnits(context)) {
        const lapse = lapseOf('cooperation', unitId);
        enqueue.raise(lapse, { id: lapse.type, delay: 'cooperation' });
      }
    }),
    endCooperation: enqueueActions(({ context, enqueue }) => {
      for (const unitId of awaitedUnits(context)) {
        enqueue.cancel(lapseOf('cooperation', unitId).type);
        const over: Notify<ArrearsNotice> = { notice: 'cooperationOver', subject: unitId };
        // The actions are being defined here, so their types do not know this one yet.
        enqueue({ type: 'notify', params: over } as never);
      }
    }),
    hearCooperation: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'cooperation.answer') return;
      const { unitId } = event.actor;
      enqueue.cancel(lapseOf('cooperation', unitId ?? '').type);
      enqueue.assign(withAnswer(context, unitId, event.payload.answer));
    }),
    /** The unit's term ends and starts in one: the same clock, its days counted anew. */
    recountTerm: enqueueActions(({ enqueue }) => {
      const id = afterOf('handling', 'arrears.open.progress.withUnit.answering');
      enqueue.cancel(id);
      // The event of an `after` is XState's own; the types of this machine do not name it.
      enqueue.raise({ type: id } as never, { id, delay: 'handling' });
    }),
    /** The clock is no state's: a later request takes the place of an earlier one. */
    askFeedback: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'feedback.request') return;
      if (feedbackAwaited({ context })) enqueue.cancel(feedbackLapse.type);
      enqueue.assign(asked(event.payload, event.on));
      enqueue.raise(feedbackLapse, { id: feedbackLapse.type, delay: 'respondentFeedback' });
    }),
    hearFeedback: enqueueActions(({ context, event, enqueue }) => {
      enqueue.cancel(feedbackLapse.type);
      enqueue.assign(heard(context, event.on));
    }),
    missFeedback: assign(({ context }) => missed(context)),
    endFeedback: enqueueActions(({ context, enqueue }) => {
      if (feedbackAwaited({ context })) enqueue.cancel(feedbackLapse.type);
    }),
    hearSurvey: assign(({ event }) =>
      event.type === 'survey.answer' ? surveyed(event.payload) : {},
    ),
    hearFollowUp: assign(({ context, event }) =>
      event.type === 'followUp.record' ? followedUp(context, event.payload) : {},
    ),
    rehandle: assign(({ context, event }) => rehandled(context, event.on)),
  },
  guards: {
    ...handlingGuards,
    ...deskGuards,
    ...answeringGuards,
    ...pausingGuards,
    mayMediate,
    feedbackAwaited,
    mayClose: ({ context }) => closingGround(context, closingRules) !== null,
    /** Unsatisfied or handed back; what is closed is under no supervision. */
    toSupervise: ({ context }) =>
      context.closedFor === null && answeringGuards.unsatisfied({ context }),
    upheldAndOver: ({ context }) => context.upheld && closingGround(context, closingRules) !== null,
    atRest: ({ context }) => context.closedFor !== null && context.overdue.length === 0,
    /** Not while it stands still already, and not when it is over. */
    mayPause: ({ context, event }) =>
      pauseOn(context, event.on) === null && !context.overdue.includes('handling'),
    /** As often as the cap allows, before the term is over. */
    mayAskExtension: ({ context }) =>
      context.extensionAsked === null && !context.overdue.includes('handling'),
    extensionOpen: ({ context }) =>
      context.extensionAsked !== null && !context.overdue.includes('handling'),
  },
});
