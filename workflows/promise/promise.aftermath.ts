import { and, assign } from 'xstate';
import { askedAnew, atAnswer, closingGround } from '../acts/answering.js';
import { closingRules } from './promise.codes.js';
import { promise, settle, tell, urge } from './promise.setup.js';
import { promiseStates as is } from './promise.states.js';

/** Between the answer and the end, everybody may say how it stands. */
const asking = {
  'survey.answer': {
    guard: 'notSurveyed',
    target: '#promise.open.progress.answered.followUp',
    actions: ['hearSurvey', tell('surveyedToAcceptor')],
  },
  'followUp.record': {
    target: '#promise.open.progress.answered.followUp',
    actions: 'hearFollowUp',
  },
  'case.close': { guard: 'mayClose', target: '#promise.open.progress.answered.closed' },
  'rectification.order': {
    guard: and(['mayRectify', 'mayDetermine']),
    target: '#promise.open.progress.rectification',
    actions: 'orderRectification',
  },
} as const;

/** The answer, the follow-up and the end; an objection is open in each of them (chart I, rows 15, 20–22). */
export const answered = promise.createStateConfig({
  initial: 'replied',
  after: { objection: { actions: assign({ mayObject: false }) } },
  on: {
    'objection.file': {
      guard: 'mayObject',
      target: 'reexamination',
      actions: [assign({ objected: true, mayObject: false, closedFor: null }), 'complainAgain'],
    },
  },
  states: {
    replied: {
      meta: is.replied,
      entry: [
        assign(({ context, event }) => atAnswer(context, event)),
        tell('replied'),
        tell('repliedToHandler'),
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
    closed: {
      meta: is.closed,
      initial: 'atRest',
      entry: [
        assign({
          closedFor: ({ context }) => closingGround(context, closingRules),
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
              target: '#promise.open.progress.withUnit.answering.handling',
              actions: ['rehandle', tell('reopened'), tell('reopenedToEnterprise')],
            },
            'reopening.refuse': { target: 'atRest', actions: tell('reopeningRefused') },
          },
        },
      },
    },
  },
});

/** Another officer of the upper level decides on an objection (rows 22 and 23). */
export const reexamination = promise.createStateConfig({
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
          guard: 'upheld',
          target: '#promise.open.progress.answered.closed',
          actions: [tell('upheld'), tell('upheldToHandler')],
        },
        {
          target: '#promise.open.progress.withUnit.answering.handling',
          actions: ['rehandle', tell('rehandled'), tell('rehandledToEnterprise')],
        },
      ],
    },
  },
});

/** The supervising authority has ordered a rectification (rows 16 and 17). */
export const rectification = promise.createStateConfig({
  initial: 'rectifying',
  entry: [
    tell('rectificationOrdered'),
    tell('rectificationToRespondent'),
    tell('rectificationToEnterprise'),
  ],
  states: {
    rectifying: {
      meta: is.rectifying,
      initial: 'reporting',
      exit: settle('rectification'),
      after: {
        rectification: {
          actions: [...urge('rectification'), tell('rectificationLateToEnterprise')],
        },
      },
      on: {
        'rectification.fulfil': 'fulfilled',
        'rectification.serve': { guard: 'orderUnserved', actions: 'serveOrder' },
        'serviceAddress.confirm': {
          guard: 'orderGoesElsewhere',
          actions: ['confirmAddress', 'sendOrder', tell('rectificationToRespondent')],
        },
      },
      states: {
        reporting: {
          exit: settle('rectificationReport'),
          after: { rectificationReport: { actions: urge('rectificationReport') } },
          on: {
            // Each report is followed by the term of the next one.
            'rectification.report': {
              target: 'reporting',
              reenter: true,
              actions: [tell('rectificationReported'), tell('rectificationReportedToDeterminer')],
            },
          },
        },
      },
    },
    fulfilled: {
      meta: is.fulfilled,
      entry: [
        tell('rectificationFulfilled'),
        tell('rectificationFulfilledToSupervisor'),
        tell('rectificationFulfilledToDeterminer'),
      ],
      exit: settle('confirmation'),
      after: { confirmation: { actions: urge('confirmation') } },
      on: {
        'rectification.confirm': {
          guard: 'mayJudge',
          target: '#promise.open.progress.answered.followUp',
          actions: [
            assign({ ...askedAnew, rectified: true }),
            tell('rectificationConfirmed'),
            tell('rectificationConfirmedToHandler'),
            tell('surveyAsked'),
            tell('followUpDue'),
          ],
        },
        'rectification.dispute': {
          guard: 'mayJudge',
          target: 'rectifying',
          actions: [
            tell('rectificationDisputed'),
            tell('rectificationDisputedToSupervisor'),
            tell('rectificationDisputedToDeterminer'),
          ],
        },
      },
    },
  },
});
