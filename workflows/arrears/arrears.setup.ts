import { assign, enqueueActions, setup } from 'xstate';
import {
  afterOf,
  delaysOf,
  lapseOf,
  type Notify,
  type Proposal,
  type StateMeta,
} from '../../src/definition/index.js';
import { answeringGuards, followedUp, rehandled, surveyed } from '../acts/answering.js';
import { escalationGuards, withReport } from '../acts/escalating.js';
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
import { interruptedBy, rightsParts, type Named } from '../acts/rights.js';
import { confirmed } from '../acts/service-address.js';
import { arrearsClocks, type ArrearsClock } from './arrears.clocks.js';
import { closingGroundOf, ledgerGuards } from './arrears.closing.js';
import type { ArrearsContext, ArrearsInput } from './arrears.context.js';
import { determineInterest } from './arrears.determination.js';
import type { ArrearsEvent } from './arrears.events.js';
import {
  asked,
  askedElsewhere,
  asksElsewhere,
  feedbackAwaited,
  feedbackLapse,
  feedbackReached,
  heard,
  missed,
} from './arrears.feedback.js';
import { guidanceGuards } from './arrears.guidance.js';
import { arrearsRights } from './arrears.limitation.js';
import type { ArrearsNotice } from './arrears.notices.js';
import { mayMediate, withAgreement } from './arrears.mediation.js';
import { paymentGuards } from './arrears.payments.js';
import {
  partyInDoubt,
  questionsOf,
  sizeAnswered,
  sizeAsked,
  sizeGuards,
  withSizeUnit,
} from './arrears.size.js';
import { interestNotWaived, setDueDates, waiveInterest } from './arrears.terms.js';
import {
  addFile,
  clockChanges,
  ledgerAfterLapse,
  ledgerAfterPayment,
  noOf,
} from './ledger/steps.js';
import { agreePlan, endPlan, isLateByPlan, planEnding } from './ledger/plan.js';
import { verified } from './ledger/result.js';

const rights = rightsParts(arrearsRights);

export const { tell, tellAbout, urge, settle } = actionsOf<ArrearsNotice, ArrearsClock>();

/** What the machine of an arrears case is written with: its memory, its actions, its guards. */
export const arrears = setup({
  types: {
    context: {} as ArrearsContext,
    input: {} as ArrearsInput,
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
    propose: (_, _params: Proposal) => undefined,
    recordMeasure: assign(({ context, event }) => withReport(context, event)),
    setOfficer: assign(({ context, event }, { side }: { side: Side }) =>
      officersAfter(context, event, side),
    ),
    refer: assign(({ context, event }) =>
      event.type === 'referral.send'
        ? {
            ...referTo(context, event.payload, event.on),
            coUnitIds: withSizeUnit(context, event.payload.coUnitIds ?? []),
          }
        : {},
    ),
    /** Each unit that cooperates gets a clock of its own. */
    askCooperation: enqueueActions(({ context, enqueue }) => {
      for (const unitId of awaitedUnits(context)) {
        const lapse = lapseOf('cooperation', unitId);
        enqueue.raise(lapse, { id: lapse.type, delay: 'cooperation' });
        const ask: Notify<ArrearsNotice> = { notice: 'cooperationAsked', subject: unitId };
        // The actions are being defined here, so their types do not know this one yet.
        enqueue({ type: 'notify', params: ask } as never);
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
      enqueue.assign(asked(context, event.payload, event));
      enqueue.raise(feedbackLapse, { id: feedbackLapse.type, delay: 'respondentFeedback' });
    }),
    confirmAddress: assign(({ context, event }) =>
      event.type === 'serviceAddress.confirm' ? confirmed(context, event.payload, event) : {},
    ),
    /** The letter of before went elsewhere: the same is asked anew, with a term of its own. */
    askElsewhere: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'serviceAddress.confirm') return;
      enqueue.cancel(feedbackLapse.type);
      enqueue.assign(askedElsewhere(context, event.payload, event));
      enqueue.raise(feedbackLapse, { id: feedbackLapse.type, delay: 'respondentFeedback' });
    }),
    hearFeedback: enqueueActions(({ context, event, enqueue }) => {
      enqueue.cancel(feedbackLapse.type);
      enqueue.assign(heard(context, event.on));
      if (event.type === 'feedback.record' && event.payload.acknowledged === true) {
        enqueue.assign(interruptedBy(context, 'acknowledgement', event.on));
      }
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
    rehandle: assign(({ context, event }) => ({
      ...rehandled(context, event.on),
      guidedOn: null,
    })),
    /** To ask an authority again for protection begins limitation again. */
    complainAgain: assign(({ context, event }) => interruptedBy(context, 'complaint', event.on)),
    watchRight: assign((asked, named: Named) => rights.watch(asked, named)),
    passRight: assign((asked, named: Named) => rights.pass(asked, named)),
    guide: assign({ guidedOn: ({ event }) => event.on }),
    /** A file becomes one that a payment can be proved by. */
    hearFile: assign(({ context, event }) =>
      event.type === 'evidence.add' ? { ledger: addFile(context.ledger, event) } : {},
    ),
    hearResult: assign(({ context, event }) => {
      if (event.type !== 'result.submit') return {};
      const { resultCode, verifiedPrincipal, undisputed, disputed } = event.payload;
      return {
        resultCode,
        extensionAsked: null,
        amounts: { verifiedPrincipal, undisputed, disputed },
        ledger: verified(context.ledger, context.amounts, event.payload, event.on),
      };
    }),
    hearAgreement: assign(({ context, event }) =>
      event.type === 'mediation.agree'
        ? {
            ...withAgreement(context, event.payload, event.on),
            ...interruptedBy(context, 'agreement', event.on),
          }
        : {},
    ),
    setDueDates: assign(({ context, event }) =>
      event.type === 'dueDate.set'
        ? { ledger: setDueDates(context.ledger, event.payload, event.on) }
        : {},
    ),
    determineInterest: assign(({ context, event }) =>
      event.type === 'interest.determine'
        ? { ledger: determineInterest(context.ledger, event.payload, event.on) }
        : {},
    ),
    waiveInterest: assign(({ context, event }) => ({
      ledger: waiveInterest(context.ledger, event.on),
    })),
    disputeSize: assign(({ context, event }) =>
      event.type === 'size.dispute' ? sizeAsked(context, event.payload) : {},
    ),
    /** Answered, or nobody is asked any more. */
    endSizeDispute: assign(({ context, event }) =>
      sizeAnswered(context, event.type === 'size.decide' ? event.payload.size : null),
    ),
    /** After the acceptance the clock is no state's: the case goes on beside the question. */
    askSizeLater: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'size.dispute') return;
      const { unitId } = event.payload;
      const lapse = lapseOf('sizeDetermination', unitId);
      enqueue.assign(sizeAsked(context, event.payload));
      enqueue.raise(lapse, { id: lapse.type, delay: 'sizeDetermination' });
      const letter: Notify<ArrearsNotice> = { notice: 'sizeDisputedLater', subject: unitId };
      // The actions are being defined here, so their types do not know this one yet.
      enqueue({ type: 'notify', params: letter } as never);
      if (event.payload.party !== 'respondent') return;
      const toIt: Notify<ArrearsNotice> = { notice: 'sizeDisputedToRespondent' };
      enqueue({ type: 'notify', params: toIt } as never);
    }),
    endSizeLater: enqueueActions(({ context, event, enqueue }) => {
      const party = partyInDoubt(context);
      const unitId = party && questionsOf(context)[party]?.unitId;
      if (!unitId) return;
      enqueue.cancel(lapseOf('sizeDetermination', unitId).type);
      enqueue.assign(
        sizeAnswered(context, event.type === 'size.decide' ? event.payload.size : null),
      );
      if (party !== 'respondent' || event.type !== 'size.decide') return;
      const letter: Notify<ArrearsNotice> = { notice: 'sizeDecidedToRespondent' };
      enqueue({ type: 'notify', params: letter } as never);
    }),
    /** An act about a payment, or the end of the silence about one; clocks and plan follow. */
    movePayment: enqueueActions(({ context, event, enqueue }) => {
      const ledger = ledgerAfterPayment(context.ledger, event);
      enqueue.assign({ ledger });
      for (const { clock, subject, runs } of clockChanges(context.ledger, ledger)) {
        const timer = lapseOf(clock, subject);
        if (runs) enqueue.raise(timer, { id: timer.type, delay: clock });
        else enqueue.cancel(timer.type);
      }
    }),
    /** A day of the plan has passed; after the first one the days of grace begin. */
    lapseInstalment: enqueueActions(({ context, event, enqueue }) => {
      enqueue.assign({ ledger: ledgerAfterLapse(context.ledger, event) });
      if (!event.type.startsWith('xstate.after.instalment.')) return;
      const grace = lapseOf('instalmentGrace', String(noOf(event)));
      enqueue.raise(grace, { id: grace.type, delay: 'instalmentGrace' });
    }),
    agreePlan: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'plan.agree') return;
      enqueue.assign({
        ledger: agreePlan(context.ledger, event.payload, event.on),
        ...interruptedBy(context, 'plan', event.on),
      });
      for (const [index] of event.payload.instalments.entries()) {
        const timer = lapseOf('instalment', String(index + 1));
        enqueue.raise(timer, { id: timer.type, delay: 'instalment' });
      }
    }),
    /** Whatever the case leaves the plan for, its days end with it. */
    endPlan: enqueueActions(({ context, event, enqueue }) => {
      const ended = planEnding(context.ledger);
      enqueue.assign({ ledger: endPlan(context.ledger, ended, event.on) });
      for (const { no } of context.ledger.plan?.instalments ?? []) {
        enqueue.cancel(lapseOf('instalment', String(no)).type);
        enqueue.cancel(lapseOf('instalmentGrace', String(no)).type);
      }
    }),
    /** A case that ends waits for no silence any more. */
    endSilences: enqueueActions(({ context, enqueue }) => {
      for (const { no, status } of context.ledger.payments) {
        if (status === 'pending') enqueue.cancel(lapseOf('paymentSilence', String(no)).type);
      }
    }),
    markPlanOverdue: assign({
      overdue: ({ context }) =>
        isLateByPlan(context.ledger)
          ? withOverdue(context, 'instalment')
          : withoutOverdue(context, 'instalment'),
    }),
  },
  guards: {
    ...handlingGuards,
    ...deskGuards,
    ...answeringGuards,
    ...pausingGuards,
    ...escalationGuards,
    ...paymentGuards,
    ...sizeGuards,
    ...ledgerGuards,
    ...guidanceGuards,
    ...rights.guards,
    feedbackAwaited,
    feedbackReached,
    asksElsewhere,
    interestNotWaived,
    mayMediate,
    mayClose: ({ context, event }) => closingGroundOf(context, event.on) !== null,
    /** Unsatisfied or handed back; what is closed is under no supervision. */
    toSupervise: ({ context }) =>
      context.closedFor === null && answeringGuards.unsatisfied({ context }),
    upheldAndOver: ({ context, event }) =>
      context.upheld && closingGroundOf(context, event.on) !== null,
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
