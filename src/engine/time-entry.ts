import { systemActor } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { Case } from './case.entity.js';
import { sealed } from './history-chain.js';
import type { HistoryEntry } from './history-entry.entity.js';

/** The entry that takes back what a wrong clock did to a case (时间有误，更正). */
export const TIME_CORRECTED = 'time.corrected';

/** What one correction takes back of a case. */
export interface Taken {
  /** Numbers of the entries, which stay in the history and count no more. */
  readonly entries: readonly number[];
  /** Reminders that went out too early, by their cause. */
  readonly reminders: readonly string[];
}

/** The entry that says so. `before` is the case as the wrong entries left it. */
export function correctionEntry(
  before: Case,
  after: Pick<Case, 'state'>,
  { entries, reminders }: Taken,
  { reason, at }: { readonly reason: string; readonly at: Date },
): HistoryEntry {
  return sealed({
    caseId: before.id,
    seq: before.version + 1,
    event: TIME_CORRECTED,
    payload: { takenBack: [...entries], reminders: [...reminders], reason },
    actor: systemActor,
    at,
    occurredOn: chinaDate(at),
    fromState: before.state,
    toState: after.state,
    workflowVersion: before.workflowVersion,
    basis: null,
    prevHash: before.lastHash,
  });
}
