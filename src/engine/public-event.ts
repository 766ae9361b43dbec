import type { HistoryEntry } from './history-entry.entity.js';
import { timerOf } from './machine-step.js';

/** The type of the event that a deadline has passed, whichever it is. */
export const CLOCK_LAPSED = 'clock.lapsed';

/** What an entry of the history is called outside. */
export interface PublicEvent {
  /** `noun.verb`: an act as it is sent, or what the product enters by itself. */
  readonly type: string;
  /** The clock whose deadline has passed; null for every other event. */
  readonly clock: string | null;
}

/** Names of the machine's timers are inner ones, which a new version of a workflow may change. */
export function publicEvent({ event }: Pick<HistoryEntry, 'event'>): PublicEvent {
  return event.startsWith('xstate.after.')
    ? { type: CLOCK_LAPSED, clock: timerOf(event).name }
    : { type: event, clock: null };
}
