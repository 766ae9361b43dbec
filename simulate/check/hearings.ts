import { isHeard } from '../measures.js';
import type { Differences } from './differences.js';
import type { CaseRecords } from './records.js';

/**
 * Before a sanction is decided on, the respondent was told, and has spoken or let its days pass; by
 * the history alone.
 */
export function ofHearing({ record, history }: CaseRecords): Differences {
  if (!isHeard(record)) return [];
  const events = history.map(({ event }) => event);
  const decided = events.indexOf('measure.approve');
  if (decided < 0) return [];
  const before = events.slice(0, decided);
  const told = before.indexOf('hearing.notify');
  const heard = before
    .slice(told + 1)
    .some((event) => event.startsWith('defence.') || event.startsWith('xstate.after.defence.'));
  return told >= 0 && heard ? [] : [`${record.number}: decided on unheard`];
}
