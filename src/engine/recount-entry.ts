import type { Clock } from '../clocks/clock.entity.js';
import type { Recounted } from '../clocks/recount-clock.js';
import type { Actor } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import type { Case } from './case.entity.js';
import { sealed } from './history-chain.js';
import type { HistoryEntry } from './history-entry.entity.js';

/** The type of the entry of a case's history for dates that were counted anew (重新计算期限). */
export const RECOUNT_EVENT = 'clock.recount';

/** What of a case an entry about its clocks needs; its machine is not asked. */
export type ChainedCase = Pick<Case, 'id' | 'state' | 'version' | 'lastHash' | 'workflowVersion'>;

/** The entry about all clocks of a case that one recomputation touched. */
export function recountEntry(
  record: ChainedCase,
  recounted: readonly Recounted[],
  { id, actor, at }: { readonly id: string; readonly actor: Actor; readonly at: Date },
): HistoryEntry {
  return sealed({
    caseId: record.id,
    seq: record.version + 1,
    event: RECOUNT_EVENT,
    payload: { recomputation: id, clocks: recounted.map(told) },
    actor,
    at,
    occurredOn: chinaDate(at),
    fromState: record.state,
    toState: record.state,
    workflowVersion: record.workflowVersion,
    basis: recounted[0]?.after.basis ?? null,
    prevHash: record.lastHash,
  });
}

function told({ before, after, why }: Recounted): JsonObject {
  const days = ({ dueOn, rawDueOn, provisional, policyId }: Clock): JsonObject => ({
    dueOn,
    rawDueOn,
    provisional,
    policyId,
  });
  const { name, generation } = after;
  return { clock: name, generation, from: days(before), to: days(after), why: { ...why } };
}
