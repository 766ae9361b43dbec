import { and } from 'xstate';
import { arrears, settle, tell, urge } from './arrears.setup.js';
import { arrearsStates as is } from './arrears.states.js';

/** Acts about the money of a case; they are open as long as it is. */
export const moneyActs = {
  'payment.record': {
    guard: 'notClosed',
    actions: [
      'movePayment',
      'markPlanOverdue',
      tell('paymentReported'),
      tell('paymentToConfirm'),
      tell('paymentRecordedToHandler'),
    ],
  },
  'payment.confirm': {
    guard: 'paymentToConfirm',
    actions: ['movePayment', 'markPlanOverdue', tell('paymentConfirmedToHandler')],
  },
  'payment.dispute': {
    guard: 'paymentToDispute',
    actions: [
      'movePayment',
      'markPlanOverdue',
      tell('paymentDisputedToHandler'),
      tell('paymentDisputedToAcceptor'),
    ],
  },
  'payment.reverse': {
    guard: 'paymentToReverse',
    actions: ['movePayment', 'markPlanOverdue', tell('paymentReversed')],
  },
  'xstate.after.paymentSilence.*': {
    actions: ['movePayment', 'markPlanOverdue', tell('paymentCounted')],
  },
  'dueDate.set': { guard: 'notClosed', actions: ['setDueDates', tell('dueDateSet')] },
  'interest.determine': {
    guard: 'notClosed',
    actions: ['determineInterest', tell('interestDetermined')],
  },
  'interest.waive': {
    guard: 'interestNotWaived',
    actions: ['waiveInterest', tell('interestWaived'), tell('waiverPressureToSupervisor')],
  },
} as const;

/** A doubt that comes up later, until there is a result: the case goes on beside it. */
export const sizeActs = {
  'size.dispute': {
    guard: and(['sizeMayBeAsked', 'sizeStillMatters']),
    actions: ['askSizeLater', tell('sizeDisputedLaterToEnterprise')],
  },
  'size.decide': {
    guard: 'sizeOpen',
    actions: [
      'endSizeLater',
      tell('sizeDecided'),
      tell('sizeDecidedToAcceptor'),
      tell('sizeDecidedToHandler'),
    ],
  },
} as const;

/** A doubt about size goes to the SME department at that party's place (chart II, row 4). */
export const sizeDisputed = arrears.createStateConfig({
  meta: is.sizeDisputed,
  entry: ['disputeSize', tell('sizeDisputed'), tell('sizeDisputedToEnterprise')],
  exit: ['endSizeDispute', settle('sizeOpinion')],
  after: { sizeOpinion: { actions: urge('sizeOpinion') } },
  on: {
    'size.decide': {
      guard: 'sizeOpen',
      target: 'sizeDecided',
      actions: [tell('sizeDecided'), tell('sizeDecidedToAcceptor')],
    },
  },
});

/** A plan of repayment is carried out (还款计划履行中; chart II, rows 15–17). */
export const repaying = arrears.createStateConfig({
  meta: is.repaying,
  exit: ['endPlan', settle('instalment')],
  always: [
    {
      guard: 'paidOff',
      target: '#arrears.open.progress.answered.closed',
      actions: tell('paidOffToAcceptor'),
    },
    {
      guard: 'instalmentMissed',
      target: '#arrears.open.progress.withUnit.answering.working',
      actions: [
        'rehandle',
        tell('planMissed'),
        tell('planMissedToHandler'),
        tell('planMissedToAcceptor'),
      ],
    },
    {
      guard: 'planFulfilled',
      target: '#arrears.open.progress.answered.followUp',
      actions: [tell('planFulfilled'), tell('surveyAsked')],
    },
  ],
  on: {
    'survey.answer': {
      guard: 'notSurveyed',
      actions: ['hearSurvey', tell('surveyedToAcceptor')],
    },
    'plan.agree': {
      guard: 'mayPlan',
      target: '#arrears.open.progress.answered.repaying',
      reenter: true,
      actions: ['agreePlan', tell('planAgreed'), tell('planAgreedToRespondent')],
    },
    'xstate.after.instalment.*': {
      actions: [
        'lapseInstalment',
        'markPlanOverdue',
        tell('instalmentDue'),
        tell('instalmentDueToHandler'),
      ],
    },
    'xstate.after.instalmentGrace.*': { actions: 'lapseInstalment' },
  },
});
