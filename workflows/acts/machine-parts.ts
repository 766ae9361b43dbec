import type { CaseEvent } from '../../src/definition/index.js';
import type { HandlingContext } from './handling.js';

/** What a guard is asked with, as far as every kind of complaint has it. */
interface Asked {
  readonly context: HandlingContext;
  readonly event: CaseEvent;
}

/** Guards that mean the same in every kind of complaint; `acts/refusals.ts` gives them words. */
export const handlingGuards = {
  supplementNotAsked: ({ context }: Asked) => !context.supplementAsked,
  mayReturn: ({ context }: Asked) => context.mayReturn,
  /** After the second return only the acceptor's head decides. */
  maySettleReturn: ({ context, event }: Asked) =>
    context.returns < 2 || event.actor.role === 'acceptorHead',
  /** A unit only while it has the case. */
  hasCase: ({ context: { unitId }, event: { actor } }: Asked) =>
    (actor.role !== 'handler' && actor.role !== 'handlerHead') || actor.unitId === unitId,
  extensionAsked: ({ context }: Asked) => context.extensionAsked !== null,
  cooperationOpen: ({ context, event }: Asked) =>
    context.cooperation.some(
      ({ unitId, answer }) => unitId === event.actor.unitId && answer === null,
    ),
  late: ({ context }: Asked) => context.overdue.length > 0,
  onTime: ({ context }: Asked) => context.overdue.length === 0,
};

/** The actions of a machine by name, typed by its own letters and clocks. */
export function actionsOf<Notice extends string, Clock extends string>() {
  return {
    /** A letter goes out. */
    tell: (notice: Notice) => ({ type: 'notify', params: { notice } }) as const,

    /** The same about another clock than its own. */
    tellAbout: (notice: Notice, about: Clock) =>
      ({ type: 'notify', params: { notice, about } }) as const,

    /** An officer's deadline has lapsed: it is remembered and the officer is urged. */
    urge: (clock: Clock) =>
      [
        { type: 'markOverdue', params: { clock } },
        { type: 'notify', params: { notice: 'urging', about: clock } },
        { type: 'notify', params: { notice: 'urgingToHead', about: clock } },
      ] as const,

    /** The act that a deadline awaited is done. */
    settle: (clock: Clock) => ({ type: 'settle', params: { clock } }) as const,
  };
}
