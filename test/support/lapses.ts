import type { HistoryEntry } from '../../src/engine/history-entry.entity.js';

/** What lapsed in a case: clock, day of the entry, moment at which it was written. */
export function lapsesIn(history: readonly HistoryEntry[]) {
  return history
    .filter(({ event }) => event.startsWith('xstate.after.'))
    .map(({ event, occurredOn, at: written }) => [event.split('.')[2], occurredOn, written]);
}
