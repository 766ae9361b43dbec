import type { EntityManager } from 'typeorm';
import { Clock } from '../../src/clocks/clock.entity.js';
import { Case } from '../../src/engine/case.entity.js';
import { HistoryEntry } from '../../src/engine/history-entry.entity.js';
import { groupBy } from '../../src/kernel/group-by.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { selectRows } from '../../src/store/select-rows.js';

/** A case with all that hangs on it, as the tables hold it. */
export interface CaseRecords {
  readonly record: Case;
  readonly history: readonly HistoryEntry[];
  readonly clocks: readonly Clock[];
  readonly notices: readonly Notice[];
}

export async function readRecords(manager: EntityManager): Promise<readonly CaseRecords[]> {
  const cases = await selectRows(manager, Case, 'ORDER BY number', []);
  const history = byCase(await selectRows(manager, HistoryEntry, 'ORDER BY seq', []));
  const order = 'ORDER BY armed_at, name, generation';
  const clocks = byCase(await selectRows(manager, Clock, order, []));
  const notices = byCase(await selectRows(manager, Notice, 'ORDER BY id', []));
  return cases.map((record) => ({
    record,
    history: history.get(record.id) ?? [],
    clocks: clocks.get(record.id) ?? [],
    notices: notices.get(record.id) ?? [],
  }));
}

function byCase<Row extends { readonly caseId: string | null }>(
  rows: readonly Row[],
): ReadonlyMap<string | null, readonly Row[]> {
  return groupBy(rows, ({ caseId }) => caseId);
}
