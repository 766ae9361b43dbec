import { assign } from 'xstate';
import { askedAnew, atAnswer } from '../acts/answering.js';
import { closingGroundOf } from './arrears.closing.js';
import { repaying } from './arrears.money.js';
import { arrears, settle, tell, urge } from './arrears.setup.js';
import { arrearsStates as is } from './arrears.states.js';

/** Between the answer and the end, everybody may say how it stands. */
const asking = {
  'survey.answer': {
    guard: 'notSurveyed',
    target: '#arrears.open.progress.answered.followUp',
    actions: ['hearSurvey', tell('surveyedToAcceptor')],
  },
  'followUp.record': {
    target: '#arrears.open.progress.answered.followUp',
    actions: 'hearFollowUp',
  },
  'plan.agree': {
    guard: 'mayPlan',
    target: '#arrears.open.progress.answered.repaying',
    actions: [
      'agreePlan',
      tell('planAgreed'),
      tell('planAgreedToAcceptor'),
      tell('planAgreedToRespondent'),
    ],
  },
  'dispute.guide': {
    guard: 'mayGuide',
    target: '#arrears.open.progress.answered.followUp',
    actions: ['guide', tell('guided'), tell('guidedToAcceptor')],
  },
  'case.close': { guard: 'mayClose', target: '#arrears.open.progress.answered.closed' },
  'mediation.open': {
    guard: 'mayMediate',
    target: '#arrears.open.progress.answered.mediation',
    actions: [tell('mediationOpened'), tell('mediationOpenedToAcceptor')],
  },
} as const;

/** The answer, the follow-up and the end; an objection is open in each of them (chart II, rows 14, 18–21). */
export const answered = arrears.createStateConfig({
  initial: 'fedBack',
  after: { objection: { actions: assign({ mayObject: false }) } },
  on: {
    'objection.file': {
      guard: 'mayObject',
      target: 'reexamination',
      actions: [assign({ objected: true, mayObject: false, closedFor: null }), 'complainAgain'],
    },
  },
  states: {
    fedBack: {
      meta: is.fedBack,
      entry: [
        assign(({ context, event }) => atAnswer(context, event)),
        tell('fedBack'),
        tell('fedBackToAcceptor'),
      ],
      after: {
        followUp: {
          target: 'followUp',
          actions: [tell('surveyAsked'), tell('followUpDue')],
        },
      },
      on: asking,
    },
    followUp: {
      meta: is.followUp,
      exit: settle('closing'),
      after: { closing: { actions: urge('closing') } },
      on: asking,
    },
    repaying,
    mediation: {
      meta: is.mediation,
      exit: settle('mediation'),
      after: { mediation: { actions: urge('mediation') } },
      on: {
        'mediation.agree': {
          target: 'followUp',
          actions: [
            assign(askedAnew),
            'hearAgreement',
            tell('mediationAgreed'),
            tell('mediationAgreedToAcceptor'),
            tell('surveyAsked'),
          ],
        },
        'mediation.fail': {
          target: 'followUp',
          actions: [
            tell('mediationFailed'),
            tell('mediationFailedToAcceptor'),
            tell('surveyAsked'),
          ],
        },
      },
    },
    closed: {
      meta: is.closed,
      initial: 'atRest',
      entry: [
        assign({
          closedFor: ({ context, event }) => closingGroundOf(context, event.on),
        }),
        tell('closed'),
        tell('closedToHandler'),
      ],
      states: {
        atRest: {
          on: {
            'survey.answer': {
              guard: 'notSurveyed',
              actions: 'hearSurvey',
            },
            'reopening.request': {
              guard: 'mayAskReopening',
              target: 'reopeningAsked',
              actions: [
                assign({
                  reopeningAsked: true,
                  newFacts: ({ event }) => event.payload.newFacts,
                }),
                'complainAgain',
              ],
            },
          },
        },
        reopeningAsked: {
          meta: is.reopeningAsked,
          entry: tell('reopeningAsked'),
          exit: settle('reopening'),
          after: { reopening: { actions: urge('reopening') } },
          on: {
            'reopening.grant': {
              target: '#arrears.open.progress.withUnit.answering.working',
              actions: ['rehandle', tell('reopened'), tell('reopenedToEnterprise')],
            },
            'reopening.refuse': { target: 'atRest', actions: tell('reopeningRefused') },
          },
        },
      },
    },
  },
});

/** The office that accepted the case, another than who answered, decides on an objection (row 21). */
export const reexamination = arrears.createStateConfig({
  meta: is.reexamination,
  initial: 'weighing',
  entry: [tell('objected'), tell('objectedToEnterprise'), tell('objectedToHandler')],
  exit: settle('reexamination'),
  after: { reexamination: { actions: urge('reexamination') } },
  states: {
    weighing: {
      on: {
        'reexamination.decide': {
          target: 'decided',
          actions: assign({
            upheld: ({ event }) => event.payload.outcome === 'uphold',
          }),
        },
      },
    },
    decided: {
      always: [
        {
          guard: 'upheldAndOver',
          target: '#arrears.open.progress.answered.closed',
          actions: [tell('upheld'), tell('upheldToHandler')],
        },
        // A debt that was verified is not over because the answer was right.
        {
          guard: 'upheld',
          target: '#arrears.open.progress.answered.followUp',
          actions: [tell('upheld'), tell('upheldToHandler'), tell('surveyAsked')],
        },
        {
          target: '#arrears.open.progress.withUnit.answering.working',
          actions: ['rehandle', tell('rehandled'), tell('rehandledToEnterprise')],
        },
      ],
    },
  },
});
