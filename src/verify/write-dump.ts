import type { DataSource } from 'typeorm';
import type { HistoryEntry } from '../engine/history-entry.entity.js';
import type { DumpedCase } from './dump-records.js';

const ENTRY = `case_id AS "caseId", seq, event, payload, actor, at, occurred_on AS "occurredOn",
  from_state AS "fromState", to_state AS "toState", workflow_version AS "workflowVersion", basis,
  prev_hash AS "prevHash", hash`;

/** Cases read in one go. */
const PAGE = 200;

/**
 * The histories of a database as lines of JSON, a case before its entries; read page by page, each
 * page at one moment, so that the memory stays flat and a case is never torn from its entries.
 */
export async function* writeDump(dataSource: DataSource): AsyncGenerator<string> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const from = after;
    const { cases, entries } = await dataSource.transaction('REPEATABLE READ', async (tx) => {
      const page = await tx.query<DumpedCase[]>(
        `SELECT id, number, version, last_hash AS "lastHash" FROM cases
          WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
        [from],
      );
      const ids = page.map(({ id }) => id);
      const all = await tx.query<HistoryEntry[]>(
        `SELECT ${ENTRY} FROM case_history WHERE case_id = ANY($1) ORDER BY case_id, seq`,
        [ids],
      );
      return { cases: page, entries: all };
    });
    const last = cases.at(-1);
    if (!last) return;
    after = last.id;
    for (const record of cases) yield JSON.stringify({ case: record });
    for (const entry of entries) yield JSON.stringify({ entry });
  }
}
