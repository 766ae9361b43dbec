import { and, assign } from 'xstate';
import { acceptorDesk, handlerDesk } from '../acts/desks.js';
import { escalation } from '../acts/escalating.js';
import { grantExtension } from '../acts/handling.js';
import { endPause, startPause } from '../acts/pausing.js';
import { rightRegion } from '../acts/rights.js';
import { atAnswer } from '../acts/answering.js';
import { answered, rectification, reexamination } from './promise.aftermath.js';
import { promiseAtFiling } from './promise.context.js';
import { promise, settle, tell, tellAbout, urge } from './promise.setup.js';
import { promiseStates as is } from './promise.states.js';

/** A unit gets the case in the lead, and others help it. */
const referring = [
  'refer',
  'askCooperation',
  tell('referral'),
  tell('referralToSupervisor'),
  tell('referred'),
] as const;

/** Who determines the case is told, and the enterprise. */
const naming = [
  'nameDeterminer',
  tell('determinerNamed'),
  tell('determinerNamedToEnterprise'),
] as const;

export const promiseMachine = promise.createMachine({
  id: 'promise',
  context: ({ input }) => ({ ...promiseAtFiling, ...input }),
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      on: {
        'complaint.withdraw': { guard: 'notClosed', target: 'withdrawn' },
        'complaint.terminate': { guard: 'notClosed', target: 'terminated' },
        // Nothing of the case changes; XState takes a transition without an action for forbidden.
        'evidence.add': { actions: assign({}) },
        'evidence.seal': { actions: assign({}) },
        'service.record': { guard: 'hasCase', actions: assign({}) },
        'serviceAddress.confirm': {
          guard: and(['notClosed', 'hasCase']),
          actions: 'confirmAddress',
        },
        'determiner.name': { guard: and(['notClosed', 'isReferred']), actions: naming },
        'measure.note': { actions: 'recordMeasure' },
        'measure.report': { actions: ['recordMeasure', tell('measureTaken')] },
      },
      states: {
        progress: {
          initial: 'submitted',
          states: {
            submitted: {
              meta: is.submitted,
              initial: 'unchecked',
              exit: settle('acceptance'),
              after: { acceptance: { actions: urge('acceptance') } },
              on: {
                'enterprise.confirm': { actions: tell('enterpriseConfirmed') },
                'complaint.accept': 'accepted',
                'complaint.reject': { target: '#promise.rejected' },
                'supplement.request': { guard: 'supplementNotAsked', target: 'supplement' },
              },
              states: {
                unchecked: {
                  entry: [tell('receipt'), tell('filedToAcceptor')],
                  after: { precheck: { actions: tell('precheckLate') } },
                  on: { 'complaint.check': 'checked' },
                },
                checked: {},
              },
            },
            supplement: {
              meta: is.supplement,
              entry: [assign({ supplementAsked: true }), tell('supplementRequested')],
              after: { supplement: { target: '#promise.lapsed' } },
              on: {
                'supplement.submit': { target: 'submitted.checked', actions: tell('supplemented') },
              },
            },
            accepted: {
              meta: is.accepted,
              entry: tell('accepted'),
              exit: settle('referral'),
              after: { referral: { actions: urge('referral') } },
              on: {
                'determiner.name': { actions: naming },
                'referral.send': { target: 'withUnit', actions: referring },
              },
            },
            withUnit: {
              initial: 'answering',
              exit: 'endCooperation',
              after: { unitObjection: { actions: assign({ mayReturn: false }) } },
              on: {
                'cooperation.answer': {
                  guard: 'cooperationOpen',
                  actions: ['hearCooperation', tell('cooperationAnswered')],
                },
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
                  initial: 'referred',
                  exit: settle('cityReply'),
                  after: {
                    cityReply: { actions: [...urge('cityReply'), tell('lateToEnterprise')] },
                  },
                  states: {
                    referred: {
                      meta: is.referred,
                      exit: settle('signature'),
                      after: { signature: { actions: urge('signature') } },
                      on: {
                        'referral.sign': 'handling',
                        'referral.return': { guard: 'mayReturn', target: 'returned' },
                      },
                    },
                    handling: {
                      meta: is.handling,
                      on: {
                        'referral.return': { guard: 'mayReturn', target: 'returned' },
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
                        'result.submit': '#promise.open.progress.resultIn',
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
                          target: 'referred',
                          actions: [tell('referralUpheld'), tell('referralUpheldToEnterprise')],
                        },
                        'referral.send': {
                          guard: 'maySettleReturn',
                          target: '#promise.open.progress.withUnit',
                          reenter: true,
                          actions: [tell('referralMoved'), ...referring],
                        },
                      },
                    },
                  },
                  on: {
                    // Leaving and entering again makes one timer end and start: the same clock, a later day.
                    'extension.approve': {
                      guard: 'extensionOpen',
                      target: '.handling',
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
            resultIn: {
              meta: is.resultIn,
              entry: [
                assign(({ event }) =>
                  event.type === 'result.submit'
                    ? { resultCode: event.payload.resultCode, extensionAsked: null }
                    : {},
                ),
                tell('resultSubmitted'),
              ],
              exit: settle('reply'),
              after: { reply: { actions: urge('reply') } },
              on: {
                'reply.send': 'answered',
                'rectification.order': {
                  guard: and(['mayRectify', 'mayDetermine']),
                  target: 'rectification',
                  actions: [
                    assign(({ context, event }) => atAnswer(context, event)),
                    'orderRectification',
                  ],
                },
                'result.sendBack': {
                  guard: 'maySendBack',
                  target: 'rework',
                  actions: assign({ sendBacks: ({ context }) => context.sendBacks + 1 }),
                },
              },
            },
            rework: {
              meta: is.rework,
              entry: tell('sentBack'),
              exit: settle('rework'),
              after: { rework: { actions: urge('rework') } },
              on: { 'result.submit': 'resultIn' },
            },
            answered,
            reexamination,
            rectification,
          },
        },
        escalation,
        acceptorDesk,
        handlerDesk,
        limitation: rightRegion('limitation'),
        reconsideration: rightRegion('reconsideration'),
        administrativeSuit: rightRegion('administrativeSuit'),
      },
    },
    rejected: { meta: is.rejected, type: 'final', entry: tell('rejected') },
    lapsed: { meta: is.lapsed, type: 'final', entry: tell('lapsed') },
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
