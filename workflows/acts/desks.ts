import type { ActingRole, CaseEvent, InputError, RuleInput } from '../../src/definition/index.js';
import type { HandlingContext } from './handling.js';
import type { AssigneePayload } from './payloads.js';

/** The side of a case on whose desk it can lie. */
export type Side = 'acceptor' | 'handler';

const rolesOf: Readonly<Record<Side, readonly (ActingRole | 'system')[]>> = {
  acceptor: ['acceptor', 'acceptorHead'],
  handler: ['handler', 'handlerHead'],
};

const heads: readonly (ActingRole | 'system')[] = ['acceptorHead', 'handlerHead', 'admin'];

/** The side that somebody acts for; null for everybody else, units that cooperate among them. */
export function sideOf({ actor }: CaseEvent, { unitId }: HandlingContext): Side | null {
  if (rolesOf.acceptor.includes(actor.role)) return 'acceptor';
  return rolesOf.handler.includes(actor.role) && actor.unitId === unitId ? 'handler' : null;
}

interface Asked {
  readonly context: HandlingContext;
  readonly event: CaseEvent;
}

/** The event is the machine's own first one when a case is opened, which nobody sent. */
const sentBy = ({ event, context }: Asked): Side | null =>
  'actor' in event ? sideOf(event, context) : null;

/** Whoever does an act on a case that lies on no desk has taken it up. */
const takesUp = (side: Side) => (asked: Asked) =>
  sentBy(asked) === side && !asked.event.type.startsWith('assignment.');

/** Who may take a case, hand it on and put it back. */
const mayAssign = (side: Side) => (asked: Asked) => {
  const { event, context } = asked;
  if (event.actor.role === 'admin') {
    return event.type === 'assignment.release' && context.officers[side] !== null;
  }
  if (sentBy(asked) !== side) return false;
  if (event.type === 'assignment.take') return context.officers[side] === null;
  // Also a deputy's, and whoever releases the cases of an officer who has left.
  const own = [event.actor.accountId, event.actor.onBehalfOf].includes(context.officers[side]);
  if (event.type === 'assignment.release')
    return context.officers[side] !== null && (own || isHead(event));
  return own || isHead(event);
};

const isHead = ({ actor }: CaseEvent): boolean => heads.includes(actor.role);

/** Guards of the regions that say on whose desk a case lies. */
export const deskGuards = {
  acceptorTakesUp: takesUp('acceptor'),
  handlerTakesUp: takesUp('handler'),
  acceptorMayAssign: mayAssign('acceptor'),
  handlerMayAssign: mayAssign('handler'),
  withUnit: ({ context }: Asked) => context.unitId !== null,
  withoutOfficer: ({ context }: Asked) => context.officers.handler === null,
};

/** The officers after an act of assignment, or after somebody took the case up. */
export function officersAfter(
  { officers }: HandlingContext,
  { type, actor, payload }: CaseEvent,
  side: Side,
): { readonly officers: HandlingContext['officers'] } {
  // A deputy works at the desk of whoever is on leave.
  const own = actor.onBehalfOf ?? actor.accountId;
  const given = type === 'assignment.give' ? (payload as AssigneePayload).accountId : own;
  return { officers: { ...officers, [side]: type === 'assignment.release' ? null : given } };
}

/** A case is given to an officer of the giver's own unit, in a role of the same side. */
export function refuseAssignee({
  actor,
  context,
  facts: { officer = null },
}: RuleInput<AssigneePayload, HandlingContext>): readonly InputError[] {
  const side = sideOf({ type: '', payload: {}, actor, on: '' }, context);
  const fits =
    officer !== null &&
    side !== null &&
    officer.unitId === actor.unitId &&
    rolesOf[side].includes(officer.role);
  if (fits) return [];
  const message = 'The case can be given to an officer in service of the same unit only.';
  return [{ path: 'payload.accountId', rule: 'officerOfUnit', message }];
}

const setOfficer = <S extends Side>(side: S) => ({ type: 'setOfficer', params: { side } }) as const;

const tell = <N extends string>(notice: N) => ({ type: 'notify', params: { notice } }) as const;

/**
 * A region beside the progress of a case: on whose desk it lies (承办人). What lies on nobody's
 * for longer than its clock allows is told to the head of the unit.
 */
export const acceptorDesk = {
  initial: 'unassigned',
  on: {
    'assignment.take': {
      guard: 'acceptorMayAssign',
      target: '.assigned',
      actions: setOfficer('acceptor'),
    },
    'assignment.give': {
      guard: 'acceptorMayAssign',
      target: '.assigned',
      actions: [setOfficer('acceptor'), tell('givenToAcceptor')],
    },
    'assignment.release': {
      guard: 'acceptorMayAssign',
      target: '.unassigned',
      actions: setOfficer('acceptor'),
    },
  },
  states: {
    unassigned: {
      always: { guard: 'acceptorTakesUp', target: 'assigned', actions: setOfficer('acceptor') },
      after: { acceptorDesk: { actions: tell('unassignedToAcceptorHead') } },
    },
    assigned: {},
  },
} as const;

/** The same in the unit that has the case; another unit begins without an officer. */
export const handlerDesk = {
  initial: 'noUnit',
  on: {
    'assignment.take': {
      guard: 'handlerMayAssign',
      target: '.assigned',
      actions: setOfficer('handler'),
    },
    'assignment.give': {
      guard: 'handlerMayAssign',
      target: '.assigned',
      actions: [setOfficer('handler'), tell('givenToHandler')],
    },
    'assignment.release': {
      guard: 'handlerMayAssign',
      target: '.unassigned',
      actions: setOfficer('handler'),
    },
  },
  states: {
    noUnit: { always: { guard: 'withUnit', target: 'unassigned' } },
    unassigned: {
      always: { guard: 'handlerTakesUp', target: 'assigned', actions: setOfficer('handler') },
      after: { handlerDesk: { actions: tell('unassignedToHandlerHead') } },
    },
    assigned: { always: { guard: 'withoutOfficer', target: 'unassigned' } },
  },
} as const;
