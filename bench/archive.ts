import 'reflect-metadata';
import { loadConfig } from '../src/config/load-config.js';
import { createApp } from '../src/create-app.js';
import { CaseArchiving } from '../src/engine/case-archiving.js';
import { Notices } from '../src/notices/notices.js';
import { archivedTables } from '../src/store/archived-rows.js';
import { Transactions } from '../src/store/transactions.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { growTo } from './grow.js';
import { prepareLives } from './prepared.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';
import { timed } from './timed.js';

const DATABASE = 'archive';
const MODELS = 60;
const CASES = 20_000;
const READS = 200;
const KIB = 1024;

/** What 20,000 closed cases take before and after they are archived, and what a reader notices. */
export async function measureArchive(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    await prepareLives(server, DATABASE, MODELS);
    const config = loadConfig({ ...webProcess(server.url(DATABASE)), ROLES: 'http' });
    const app = await createApp(config);
    await app.init();
    try {
      const { manager } = app.get(Transactions);
      const notices = app.get(Notices);
      await endForGood(app.get(Transactions), notices);
      await growTo(server.url(DATABASE), CASES);
      const sizeOf = async (tables: readonly string[]): Promise<number> => {
        const sum = tables.map((table) => `pg_total_relation_size('${table}')`).join(' + ');
        const [row] = await manager.query<[{ size: string }]>(`SELECT ${sum} AS size`);
        return Number(row.size) / KIB / CASES;
      };
      const some = await manager.query<{ id: string }[]>(
        `SELECT id FROM cases ORDER BY id LIMIT ${READS}`,
      );
      const read = async () => {
        for (const { id } of some) await notices.ofCase(id);
      };
      const before = await sizeOf(archivedTables);
      await read();
      const inTables = await timed(read);
      const archived = await timed(() => app.get(CaseArchiving).archive(new Date()));
      const after = await sizeOf(['archived_cases']);
      await read();
      const packed = await timed(read);
      return [
        { name: 'clocks and letters of a closed case', value: `${before.toFixed(1)} KiB` },
        { name: 'the same, archived', value: `${after.toFixed(1)} KiB` },
        {
          name: `archiving ${CASES.toLocaleString('en')} cases`,
          value: `${(archived.ms / 1000).toFixed(1)} s`,
        },
        {
          name: 'reading the letters of an archived case, as a multiple',
          value: (packed.ms / inTables.ms).toFixed(1),
        },
      ];
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

/** Every letter has left with its words, and nothing is awaited any more. */
async function endForGood({ manager }: Transactions, notices: Notices): Promise<void> {
  const cases = await manager.query<{ id: string }[]>('SELECT id FROM cases');
  for (const { id } of cases) {
    for (const letter of await notices.ofCase(id)) {
      await manager.query(
        `UPDATE notices SET status = 'sent', sent_at = queued_at, next_attempt_at = NULL,
           attempts = 1, smtp_response = '250 2.0.0 Ok: queued as 4bF1xY2Z3w', subject = $2,
           text_body = $3
          WHERE id = $1`,
        [letter.id, letter.subject, letter.textBody],
      );
    }
  }
  await manager.query(
    `UPDATE clocks SET status = 'lapsed', held = NULL, ended_at = now(), next_stage_at = NULL
      WHERE ended_at IS NULL`,
  );
}
