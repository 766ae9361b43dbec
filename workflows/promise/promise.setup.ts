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
import { escalationGuards, withReport } from '../acts/escalating.js';
import { deskGuards, officersAfter, type Side } from '../acts/desks.js';
import {
  awaitedUnits,
  extendedBy,
  referTo,
  withAnswer,
  withOverdue,
  withoutOverdue,
} from '../acts/handling.js';
import { actionsOf, handlingGuards } from '../acts/machine-parts.js';
import { pauseOn, pausingGuards } from '../acts/pausing.js';
import { interruptedBy, rightsParts, type Named } from '../acts/rights.js';
import { confirmed, serviceBy } from '../acts/service-address.js';
import { promiseClocks, type PromiseClock } from './promise.clocks.js';
import { closingRules } from './promise.codes.js';
import type { PromiseContext } from './promise.context.js';
import { determinerGuards, named, withDeterminer } from './promise.determiner.js';
import type { PromiseEvent } from './promise.events.js';
import type { PromiseNotice } from './promise.notices.js';
import { promiseRights, type PromiseInput } from './promise.rights.js';
import { mayRectify, ordered, rectificationGuards, servedOrder } from './promise.rectification.js';

const rights = rightsParts<PromiseContext>(promiseRights);

export const { tell, tellAbout, urge, settle } = actionsOf<PromiseNotice, PromiseClock>();

/** What the machine of a promise case is written with: its memory, its actions, its guards. */
export const promise = setup({
  types: {
    context: {} as PromiseContext,
    input: {} as PromiseInput,
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
    recordMeasure: assign(({ context, event }) => withReport(context, event)),
    setOfficer: assign(({ context, event }, { side }: { side: Side }) =>
      officersAfter(context, event, side),
    ),
    refer: assign(({ context, event }) =>
      event.type === 'referral.send'
        ? {
            ...referTo(context, event.payload, event.on),
            coUnitIds: withDeterminer(context, event.payload.coUnitIds ?? []),
          }
        : {},
    ),
    /** Each unit that cooperates gets a clock of its own. */
    askCooperation: enqueueActions(({ context, enqueue }) => {
      for (const unitId of awaitedUnits(context)) {
        const lapse = lapseOf('cooperation', unitId);
        enqueue.raise(lapse, { id: lapse.type, delay: 'cooperation' });
        const ask: Notify<PromiseNotice> = { notice: 'cooperationAsked', subject: unitId };
        // The actions are being defined here, so their types do not know this one yet.
        enqueue({ type: 'notify', params: ask } as never);
      }
    }),
    endCooperation: enqueueActions(({ context, enqueue }) => {
      for (const unitId of awaitedUnits(context)) {
        enqueue.cancel(lapseOf('cooperation', unitId).type);
        const over: Notify<PromiseNotice> = { notice: 'cooperationOver', subject: unitId };
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
      const id = afterOf('cityReply', 'promise.open.progress.withUnit.answering');
      enqueue.cancel(id);
      // The event of an `after` is XState's own; the types of this machine do not name it.
      enqueue.raise({ type: id } as never, { id, delay: 'cityReply' });
    }),
    /** To ask an authority again for protection begins limitation again. */
    complainAgain: assign(({ context, event }) => interruptedBy(context, 'complaint', event.on)),
    watchRight: assign((asked, named: Named) => rights.watch(asked, named)),
    passRight: assign((asked, named: Named) => rights.pass(asked, named)),
    hearSurvey: assign(({ event }) =>
      event.type === 'survey.answer' ? surveyed(event.payload) : {},
    ),
    hearFollowUp: assign(({ context, event }) =>
      event.type === 'followUp.record' ? followedUp(context, event.payload) : {},
    ),
    orderRectification: assign(({ context, event }) =>
      event.type === 'rectification.order' ? ordered(context, event.payload, event.on) : {},
    ),
    confirmAddress: assign(({ context, event }) =>
      event.type === 'serviceAddress.confirm' ? confirmed(context, event.payload, event) : {},
    ),
    /** The order goes to the address that was just confirmed. */
    sendOrder: assign(({ context, event }) =>
      servedOrder(context, serviceBy({}, context, event.on)),
    ),
    serveOrder: assign(({ context, event }) =>
      event.type === 'rectification.serve'
        ? servedOrder(context, serviceBy({ service: event.payload }, context, event.on))
        : {},
    ),
    rehandle: assign(({ context, event }) => ({
      ...rehandled(context, event.on),
      coUnitIds: withDeterminer(context, []),
    })),
    nameDeterminer: assign(({ context, event }) =>
      event.type === 'determiner.name' ? named(context, event.payload, event.on) : {},
    ),
  },
  guards: {
    ...rights.guards,
    ...handlingGuards,
    ...deskGuards,
    ...answeringGuards,
    ...pausingGuards,
    ...escalationGuards,
    ...rectificationGuards,
    ...determinerGuards,
    mayRectify,
    mayClose: ({ context }) => closingGround(context, closingRules) !== null,
    /** Sent back twice, unsatisfied or handed back; what is closed is under no supervision. */
    toSupervise: ({ context }) =>
      context.closedFor === null &&
      (context.sendBacks >= 2 || answeringGuards.unsatisfied({ context })),
    atRest: ({ context }) => context.closedFor !== null && context.overdue.length === 0,
    /** Not while it stands still already, and not when it is over. */
    mayPause: ({ context, event }) =>
      pauseOn(context, event.on) === null && !context.overdue.includes('cityReply'),
    /** Once, and before the term is over. */
    mayAskExtension: ({ context }) =>
      context.extensionAsked === null &&
      extendedBy(context) === 0 &&
      !context.overdue.includes('cityReply'),
    extensionOpen: ({ context }) =>
      context.extensionAsked !== null && !context.overdue.includes('cityReply'),
    maySendBack: ({ context }) => context.sendBacks < 2,
  },
});
