import { assign, setup } from 'xstate';
import { delaysOf, type Notify, type StateMeta } from '../../src/definition/index.js';
import { grantExtension, referTo, withOverdue, withoutOverdue } from '../acts/handling.js';
import { actionsOf, handlingGuards } from '../acts/machine-parts.js';
import { arrearsClocks, type ArrearsClock } from './arrears.clocks.js';
import { arrearsAtFiling, type ArrearsContext } from './arrears.context.js';
import type { ArrearsEvent } from './arrears.events.js';
import type { ArrearsNotice } from './arrears.notices.js';
import { arrearsStates as is } from './arrears.states.js';

const { tell, urge, settle } = actionsOf<ArrearsNotice, ArrearsClock>();

export const arrearsMachine = setup({
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
  },
  guards: {
    ...handlingGuards,
    /** As often as the cap allows, before the term is over. */
    mayAskExtension: ({ context }) =>
      context.extensionAsked === null && !context.overdue.includes('handling'),
    extensionOpen: ({ context }) =>
      context.extensionAsked !== null && !context.overdue.includes('handling'),
  },
}).createMachine({
  id: 'arrears',
  context: arrearsAtFiling,
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
              initial: 'new',
              exit: settle('review'),
              after: { review: { actions: urge('review') } },
              on: {
                'complaint.accept': 'accepted',
                'complaint.reject': { target: '#arrears.notAccepted' },
                'supplement.request': { guard: 'supplementNotAsked', target: 'supplementRequired' },
              },
              states: {
                new: { entry: [tell('receipt'), tell('filedToAcceptor')] },
                again: { entry: tell('supplemented') },
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
                  initial: 'transferred',
                  exit: settle('handling'),
                  after: { handling: { actions: [...urge('handling'), tell('lateToEnterprise')] } },
                  states: {
                    transferred: {
                      meta: is.transferred,
                      after: { signature: 'working' },
                      on: {
                        'referral.sign': 'working',
                        'referral.return': { guard: 'mayReturn', target: 'returned' },
                      },
                    },
                    working: {
                      initial: 'handling',
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
                        'result.submit': 'resultFormed',
                      },
                      states: {
                        handling: {
                          meta: is.handling,
                          entry: [tell('received'), tell('receivedToHandler')],
                        },
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
                          actions: tell('referralMoved'),
                        },
                      },
                    },
                    resultFormed: {
                      meta: is.resultFormed,
                      entry: assign(({ event }) =>
                        event.type === 'result.submit'
                          ? {
                              resultCode: event.payload.resultCode,
                              extensionAsked: null,
                              amounts: {
                                verifiedPrincipal: event.payload.verifiedPrincipal,
                                undisputed: event.payload.undisputed,
                                disputed: event.payload.disputed,
                              },
                            }
                          : {},
                      ),
                      on: { 'reply.send': '#arrears.open.progress.fedBack' },
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
            fedBack: {
              meta: is.fedBack,
              entry: [assign({ mayObject: true }), tell('fedBack'), tell('fedBackToAcceptor')],
              after: { objection: { actions: assign({ mayObject: false }) } },
            },
          },
        },
        escalation: {
          initial: 'none',
          states: {
            none: { always: { guard: 'late', target: 'urged' } },
            urged: {
              always: { guard: 'onTime', target: 'none' },
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
