import { and, assign } from 'xstate';
import { acceptorDesk, handlerDesk } from '../acts/desks.js';
import { escalation, proposeSupervision } from '../acts/escalating.js';
import { grantExtension } from '../acts/handling.js';
import { rightRegion } from '../acts/rights.js';
import { endPause, startPause } from '../acts/pausing.js';
import { answered, reexamination } from './arrears.aftermath.js';
import { arrearsAtFiling } from './arrears.context.js';
import { arrears, settle, tell, tellAbout, urge } from './arrears.setup.js';
import { moneyActs, sizeActs, sizeDisputed } from './arrears.money.js';
import { arrearsStates as is } from './arrears.states.js';

/** A unit gets the case in the lead, and others help it. */
const referring = [
  'refer',
  'askCooperation',
  tell('referral'),
  tell('referralToSupervisor'),
  tell('referred'),
] as const;

/** The material was received: the day from which the unit's term counts is told to both sides. */
const receiving = [tell('received'), tell('receivedToHandler')] as const;

export const arrearsMachine = arrears.createMachine({
  id: 'arrears',
  context: ({ input }) => ({ ...arrearsAtFiling, ...input }),
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      on: {
        'complaint.withdraw': { guard: 'notClosed', target: 'withdrawn' },
        'complaint.terminate': { guard: 'notClosed', target: 'terminated' },
        'evidence.add': { actions: 'hearFile' },
        // Nothing of the case changes; XState takes a transition without an action for forbidden.
        'evidence.seal': { actions: assign({}) },
        'service.record': { guard: 'hasCase', actions: assign({}) },
        ...moneyActs,
        'serviceAddress.confirm': {
          guard: and(['notClosed', 'hasCase']),
          actions: 'confirmAddress',
        },
        'measure.note': { actions: 'recordMeasure' },
        'measure.report': { actions: ['recordMeasure', tell('measureTaken')] },
      },
      exit: ['endSilences', 'endSizeLater'],
      states: {
        progress: {
          initial: 'submitted',
          on: {
            'xstate.after.sizeDetermination.*': {
              actions: [
                tellAbout('urging', 'sizeDetermination'),
                tellAbout('urgingToHead', 'sizeDetermination'),
              ],
            },
          },
          states: {
            submitted: {
              meta: is.submitted,
              initial: 'new',
              exit: settle('review'),
              after: { review: { actions: urge('review') } },
              on: {
                'enterprise.confirm': { actions: tell('enterpriseConfirmed') },
                'complaint.accept': {
                  guard: and([
                    'sizeSettled',
                    'notLarge',
                    'respondentLarge',
                    'dueDatesKnown',
                    'termsExamined',
                  ]),
                  target: 'accepted',
                },
                'size.dispute': { guard: 'sizeMayBeAsked', target: '.sizeDisputed' },
                'complaint.reject': { target: '#arrears.notAccepted' },
                'supplement.request': { guard: 'supplementNotAsked', target: 'supplementRequired' },
              },
              states: {
                new: {
                  entry: [
                    tell('receipt'),
                    tell('filedToAcceptor'),
                    tell('openArrearsToAcceptor'),
                    tell('termToExamineToAcceptor'),
                    tell('sizeDoubtToAcceptor'),
                  ],
                },
                again: { entry: tell('supplemented') },
                sizeDisputed,
                sizeDecided: {},
              },
            },
            supplementRequired: {
              meta: is.supplementRequired,
              entry: [assign({ supplementAsked: true }), tell('supplementRequested')],
              on: { 'supplement.submit': 'submitted.again' },
            },
            accepted: {
              meta: is.accepted,
              entry: tell('accepted'),
              exit: settle('transfer'),
              after: { transfer: { actions: urge('transfer') } },
              on: { 'referral.send': { target: 'withUnit', actions: referring }, ...sizeActs },
            },
            withUnit: {
              initial: 'answering',
              exit: ['endCooperation', 'endFeedback'],
              after: { unitObjection: { actions: assign({ mayReturn: false }) } },
              on: {
                'cooperation.answer': {
                  guard: 'cooperationOpen',
                  actions: ['hearCooperation', tell('cooperationAnswered')],
                },
                'feedback.submit': {
                  guard: 'feedbackAwaited',
                  actions: ['hearFeedback', tell('feedbackReceived')],
                },
                ...sizeActs,
                'feedback.record': { guard: 'feedbackAwaited', actions: 'hearFeedback' },
                'serviceAddress.confirm': {
                  guard: 'asksElsewhere',
                  actions: ['askElsewhere', tell('feedbackAsked')],
                },
                'xstate.after.respondentFeedback.*': [
                  {
                    guard: 'feedbackReached',
                    actions: [
                      'missFeedback',
                      tell('feedbackLate'),
                      tell('feedbackLateToAcceptor'),
                      // Mandatory, and so proposed by itself (第802号令第二十五条第三款).
                      proposeSupervision('被投诉单位逾期未反馈。'),
                    ],
                  },
                  // A request of before, at an address that nobody confirmed: nothing follows from silence.
                  { actions: tell('respondentUnreached') },
                ],
                'xstate.after.cooperation.*': {
                  actions: [
                    tellAbout('urging', 'cooperation'),
                    tellAbout('urgingToHead', 'cooperation'),
                    tellAbout('cooperationLate', 'cooperation'),
                    tellAbout('cooperationLateToAcceptor', 'cooperation'),
                  ],
                },
              },
              states: {
                answering: {
                  initial: 'transferred',
                  exit: settle('handling'),
                  after: { handling: { actions: [...urge('handling'), tell('lateToEnterprise')] } },
                  states: {
                    transferred: {
                      meta: is.transferred,
                      after: { signature: { target: 'working', actions: receiving } },
                      on: {
                        'referral.sign': { target: 'working', actions: receiving },
                        'referral.return': { guard: 'mayReturn', target: 'returned' },
                      },
                    },
                    working: {
                      initial: 'handling',
                      on: {
                        'referral.return': { guard: 'mayReturn', target: 'returned' },
                        'feedback.request': { actions: ['askFeedback', tell('feedbackAsked')] },
                        'extension.request': {
                          guard: 'mayAskExtension',
                          actions: [
                            assign({ extensionAsked: ({ event }) => event.payload }),
                            tell('extensionAsked'),
                          ],
                        },
                        'extension.refuse': {
                          guard: 'extensionAsked',
                          actions: [assign({ extensionAsked: null }), tell('extensionRefused')],
                        },
                        'pause.start': {
                          guard: 'mayPause',
                          actions: [
                            assign(({ context, event }) =>
                              startPause(context, event.payload, event.on),
                            ),
                            'recountTerm',
                            tell('termPaused'),
                            tell('termPausedToAcceptor'),
                          ],
                        },
                        'pause.end': {
                          guard: 'paused',
                          actions: [
                            assign(({ context, event }) => endPause(context, event.on)),
                            'recountTerm',
                            tell('termResumed'),
                            tell('termResumedToAcceptor'),
                          ],
                        },
                        'result.submit': {
                          guard: and(['sizeSettled', 'notLarge', 'respondentLarge']),
                          target: 'resultFormed',
                        },
                      },
                      states: {
                        handling: { meta: is.handling },
                        extended: { meta: is.extended },
                      },
                    },
                    returned: {
                      meta: is.returned,
                      entry: [
                        assign({
                          returns: ({ context }) => context.returns + 1,
                          extensionAsked: null,
                        }),
                        tell('returned'),
                        tell('returnedToHead'),
                        tell('returnedToEnterprise'),
                      ],
                      exit: settle('returnDecision'),
                      after: { returnDecision: { actions: urge('returnDecision') } },
                      on: {
                        'referral.uphold': {
                          guard: 'maySettleReturn',
                          target: 'transferred',
                          actions: [tell('referralUpheld'), tell('referralUpheldToEnterprise')],
                        },
                        'referral.send': {
                          guard: 'maySettleReturn',
                          target: '#arrears.open.progress.withUnit',
                          reenter: true,
                          actions: [tell('referralMoved'), ...referring],
                        },
                      },
                    },
                    resultFormed: {
                      meta: is.resultFormed,
                      entry: 'hearResult',
                      on: { 'reply.send': '#arrears.open.progress.answered' },
                    },
                  },
                  on: {
                    // Leaving and entering again makes one timer end and start: the same clock, a later day.
                    'extension.approve': {
                      guard: 'extensionOpen',
                      target: '.working.extended',
                      reenter: true,
                      actions: [
                        assign(({ context }) => grantExtension(context)),
                        tell('extended'),
                        tell('extendedToAcceptor'),
                      ],
                    },
                  },
                },
              },
            },
            answered,
            reexamination,
          },
        },
        escalation,
        acceptorDesk,
        handlerDesk,
        limitation: rightRegion('limitation'),
      },
    },
    notAccepted: { meta: is.notAccepted, type: 'final', entry: tell('rejected') },
    withdrawn: {
      meta: is.withdrawn,
      type: 'final',
      entry: [
        tell('withdrawn'),
        tell('withdrawnToAcceptor'),
        tell('withdrawnToHandler'),
        tell('pressureToSupervisor'),
      ],
    },
    terminated: {
      meta: is.terminated,
      type: 'final',
      entry: [tell('terminated'), tell('terminatedToHandler')],
    },
  },
});
