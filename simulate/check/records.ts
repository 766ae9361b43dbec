import type { EntityManager } from 'typeorm';
import { Clock } from '../../src/clocks/clock.entity.js';
import { Case } from '../../src/engine/case.entity.js';
import { HistoryEntry } from '../../src/engine/history-entry.entity.js';
import { groupBy } from '../../src/kernel/group-by.js';
import { Notice } from '../../src/notices/notice.entity.js';

/** A case with all that hangs on it, as the tables hold it. */
export interface CaseRecords {
  readonly record: Case;
  readonly history: readonly HistoryEntry[];
  readonly clocks: readonly Clock[];
  readonly notices: readonly Notice[];
}

export async function readRecords(manager: EntityManager): Promise<readonly CaseRecords[]> {
  const cases = await manager.find(Case, { order: { number: 'ASC' } });
  const history = await byCase(manager.find(HistoryEntry, { order: { seq: 'ASC' } }));
  const clocks = await byCase(
    manager.find(Clock, { order: { armedAt: 'ASC', name: 'ASC', generation: 'ASC' } }),
  );
  const notices = await byCase(manager.find(Notice, { order: { id: 'ASC' } }));
  return cases.map((record) => ({
    record,
    history: history.get(record.id) ?? [],
    clocks: clocks.get(record.id) ?? [],
    notices: notices.get(record.id) ?? [],
  }));
}

async function byCase<Row extends { readonly caseId: string | null }>(
  rows: Promise<readonly Row[]>,
): Promise<ReadonlyMap<string | null, readonly Row[]>> {
  return groupBy(await rows, ({ caseId }) => caseId);
}
