import { assign, setup } from 'xstate';
import { delaysOf, type Notify, type StateMeta } from '../../src/definition/index.js';
import {
  extendedBy,
  grantExtension,
  referTo,
  withOverdue,
  withoutOverdue,
} from '../acts/handling.js';
import { actionsOf, handlingGuards } from '../acts/machine-parts.js';
import { promiseClocks, type PromiseClock } from './promise.clocks.js';
import { promiseAtFiling, type PromiseContext } from './promise.context.js';
import type { PromiseEvent } from './promise.events.js';
import type { PromiseNotice } from './promise.notices.js';
import { promiseStates as is } from './promise.states.js';

const { tell, urge, settle } = actionsOf<PromiseNotice, PromiseClock>();

export const promiseMachine = setup({
  types: {
    context: {} as PromiseContext,
    events: {} as PromiseEvent,
    meta: {} as StateMeta,
  },
  delays: delaysOf(promiseClocks),
  actions: {
    notify: (_, _params: Notify<PromiseNotice, PromiseClock>) => undefined,
    markOverdue: assign({
      overdue: ({ context }, { clock }: { clock: PromiseClock }) => withOverdue(context, clock),
    }),
    settle: assign({
      overdue: ({ context }, { clock }: { clock: PromiseClock }) => withoutOverdue(context, clock),
    }),
  },
  guards: {
    ...handlingGuards,
    /** Once, and before the term is over. */
    mayAskExtension: ({ context }) =>
      context.extensionAsked === null &&
      extendedBy(context) === 0 &&
      !context.overdue.includes('cityReply'),
    extensionOpen: ({ context }) =>
      context.extensionAsked !== null && !context.overdue.includes('cityReply'),
    maySendBack: ({ context }) => context.sendBacks < 2,
    sentBackTwice: ({ context }) => context.sendBacks >= 2,
  },
}).createMachine({
  id: 'promise',
  context: promiseAtFiling,
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      on: {
        'complaint.withdraw': { target: 'withdrawn' },
        'complaint.terminate': { target: 'terminated' },
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
              on: { 'referral.send': 'withUnit' },
            },
            withUnit: {
              initial: 'answering',
              entry: [
                assign(({ context, event }) =>
                  event.type === 'referral.send'
                    ? referTo(context, event.payload.unitId, event.on)
                    : {},
                ),
                tell('referral'),
                tell('referralToSupervisor'),
                tell('referred'),
              ],
              after: { unitObjection: { actions: assign({ mayReturn: false }) } },
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
                          actions: tell('referralMoved'),
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
                'reply.send': 'replied',
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
            replied: {
              meta: is.replied,
              entry: [assign({ mayObject: true }), tell('replied'), tell('repliedToHandler')],
              after: {
                followUp: { actions: tell('followUpDue') },
                objection: { actions: assign({ mayObject: false }) },
              },
            },
          },
        },
        escalation: {
          initial: 'none',
          states: {
            none: {
              always: [
                { guard: 'sentBackTwice', target: 'supervised' },
                { guard: 'late', target: 'urged' },
              ],
            },
            urged: {
              always: [
                { guard: 'sentBackTwice', target: 'supervised' },
                { guard: 'onTime', target: 'none' },
              ],
              after: { supervision: 'supervised' },
            },
            supervised: {
              entry: [
                tell('supervised'),
                tell('supervisedToAcceptorHead'),
                tell('supervisedToSupervisor'),
              ],
            },
          },
        },
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
