import type { Clock } from '../clocks/clock.entity.js';
import { systemActor } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import { sealed } from './history-chain.js';
import type { HistoryEntry } from './history-entry.entity.js';
import type { ChainedCase } from './recount-entry.js';

/** The entry for a letter that will not arrive: the term that it begins stands still (文书未送达). */
export const LETTER_LOST = 'letter.lost';

/** The entry for one that has arrived after all: the term runs from that day on. */
export const LETTER_ARRIVED = 'letter.arrived';

/** The entry about a letter and its clock; the machine is not asked. */
export function toldEntry(
  record: ChainedCase,
  event: typeof LETTER_LOST | typeof LETTER_ARRIVED,
  payload: JsonObject,
  { basis }: Pick<Clock, 'basis'>,
  at: Date,
): HistoryEntry {
  return sealed({
    caseId: record.id,
    seq: record.version + 1,
    event,
    payload,
    actor: systemActor,
    at,
    occurredOn: chinaDate(at),
    fromState: record.state,
    toState: record.state,
    workflowVersion: record.workflowVersion,
    basis,
    prevHash: record.lastHash,
  });
}
