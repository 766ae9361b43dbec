import { assign, setup } from 'xstate';
import { delaysOf, type Notify, type Opening, type StateMeta } from '../../src/definition/index.js';
import { actionsOf } from '../acts/machine-parts.js';
import { retaliationClocks, type RetaliationClock } from './retaliation.clocks.js';
import type { RetaliationContext } from './retaliation.context.js';
import type { RetaliationEvent } from './retaliation.events.js';
import type { RetaliationNotice } from './retaliation.notices.js';
import { retaliationStates as is } from './retaliation.states.js';

const { tell, tellAbout } = actionsOf<RetaliationNotice, RetaliationClock>();

export const retaliationMachine = setup({
  types: {
    context: {} as RetaliationContext,
    events: {} as RetaliationEvent,
    input: {} as Opening,
    meta: {} as StateMeta,
  },
  delays: delaysOf(retaliationClocks),
  actions: {
    notify: (_, _params: Notify<RetaliationNotice, RetaliationClock>) => undefined,
  },
}).createMachine({
  id: 'retaliation',
  context: ({ input }) => ({
    unitId: null,
    coUnitIds: [],
    officers: { acceptor: null, handler: null },
    outcome: null,
    what: input.filing.facts,
    late: false,
    ...(input.subjects[0] && { about: input.subjects[0].kind }),
  }),
  initial: 'reported',
  states: {
    reported: {
      meta: is.reported,
      entry: [tell('receipt'), tell('reported'), tell('reportedToSupervisor')],
      after: {
        examination: {
          actions: [assign({ late: true }), tellAbout('urging', 'examination')],
        },
      },
      on: { 'retaliation.refer': 'referred', 'retaliation.dismiss': 'dismissed' },
    },
    referred: { meta: is.referred, type: 'final', entry: tell('referredOn') },
    dismissed: { meta: is.dismissed, type: 'final', entry: tell('dismissed') },
  },
});
