import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hashOf } from '../../../src/engine/history-chain.js';
import type { HistoryEntry } from '../../../src/engine/history-entry.entity.js';
import { ChainCheck, type ChainReport } from '../../../src/verify/chain-check.js';
import {
  dumpRecords,
  type DumpedEntry,
  type DumpRecord,
} from '../../../src/verify/dump-records.js';
import { writeDump } from '../../../src/verify/write-dump.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;
let folder: string;
let lines: readonly string[];
let ids: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-dump-'));
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(new Date('2026-09-18T02:00:00.123Z'));
  ids = [await office.file('promise'), await office.file('promise'), await office.file('arrears')];
  for (const id of ids.slice(0, 2)) {
    if (id === ids[0]) {
      const note = 'A tab\t, a line\nand “quotes” \\N 😀';
      await office.act(id, 'complaint.check', { payload: { note } });
    }
    await office.act(id, 'complaint.accept');
  }
  office.time.advanceTo(at('2026-10-20'));
  await office.sweeper.runOnce();
  lines = await linesOf(writeDump(database.dataSource));
});
afterAll(async () => {
  await office.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

async function linesOf(dump: AsyncGenerator<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of dump) all.push(line);
  return all;
}

/** The same as `pg_dump` writes it, a table after the other. */
async function plainDump(): Promise<string> {
  const table = async (name: string) => {
    const columns = await database.dataSource.query<{ name: string }[]>(
      `SELECT column_name AS name FROM information_schema.columns
        WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position`,
      [name],
    );
    const names = columns.map((column) => column.name);
    const texts = names.map((column) => `"${column}"::text`).join(', ');
    const rows = await database.dataSource.query<{ row: (string | null)[] }[]>(
      `SELECT ARRAY[${texts}] AS row FROM ${name} ORDER BY random()`,
    );
    return [
      `COPY public.${name} (${names.join(', ')}) FROM stdin;`,
      ...rows.map(({ row }) => row.map(escaped).join('\t')),
      '\\.',
      '',
    ];
  };
  return [
    '--',
    '-- PostgreSQL database dump',
    ...(await table('cases')),
    ...(await table('case_history')),
  ].join('\n');
}

const escaped = (value: string | null): string =>
  value === null
    ? '\\N'
    : value
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r');

async function verify(name: string, content: string | Buffer): Promise<ChainReport> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const check = new ChainCheck();
  for await (const record of dumpRecords(file)) check.add(record);
  return check.report();
}

const changed = (change: (record: DumpRecord) => DumpRecord | null) =>
  lines
    .map((line) => change(JSON.parse(line) as DumpRecord))
    .filter((record) => record !== null)
    .map((record) => JSON.stringify(record))
    .join('\n');

/** As somebody would who knows how the hash is made, and stops there. */
function resealed(entry: DumpedEntry): DumpedEntry {
  const other = { ...entry, payload: { note: '已删改' } };
  return { ...other, hash: hashOf(other as unknown as HistoryEntry) };
}

const isEntry = (record: DumpRecord, seq: number): boolean =>
  'entry' in record && record.entry.caseId === ids[0] && record.entry.seq === seq;

describe('the histories of a dump', () => {
  it('are whole as the product wrote them, in either format, compressed as well', async () => {
    const whole = { cases: 3, broken: [] };
    expect(await verify('all.jsonl', lines.join('\n'))).toMatchObject(whole);
    const plain = await plainDump();
    const report = await verify('all.sql', plain);
    expect(report).toMatchObject(whole);
    expect(report.entries).toBe(lines.length - 3);
    expect(await verify('all.sql.gz', gzipSync(plain))).toEqual(report);
  });

  it.each<[string, number, string, (record: DumpRecord) => DumpRecord | null]>([
    [
      'an altered word',
      2,
      'has another content than its hash says',
      (record) =>
        'entry' in record && isEntry(record, 2)
          ? { entry: { ...record.entry, payload: { note: '已删改' } } }
          : record,
    ],
    ['an entry that is gone', 2, 'is missing', (record) => (isEntry(record, 2) ? null : record)],
    [
      'a word whose hash was made to fit',
      3,
      'does not follow the entry before it',
      (record) =>
        'entry' in record && isEntry(record, 2) ? { entry: resealed(record.entry) } : record,
    ],
    [
      'an end that was cut off',
      3,
      'is missing',
      (record) =>
        'entry' in record && record.entry.caseId === ids[0] && record.entry.seq > 2 ? null : record,
    ],
  ])('show %s, and where', async (_, seq, why, change) => {
    const report = await verify('broken.jsonl', changed(change));
    const { number } = await office.record(ids[0] ?? '');
    expect(report.broken).toEqual([{ caseId: ids[0], number, seq, why }]);
  });

  it('that is altered in the database shows in its dump', async () => {
    await database.transactions.run(async (tx) => {
      await tx.query('ALTER TABLE case_history DISABLE TRIGGER tr_case_history_append_only');
      await tx.query(`UPDATE case_history SET to_state = 'closed' WHERE case_id = $1 AND seq = 2`, [
        ids[1],
      ]);
      await tx.query('ALTER TABLE case_history ENABLE TRIGGER tr_case_history_append_only');
    });
    for (const dump of [
      await plainDump(),
      (await linesOf(writeDump(database.dataSource))).join('\n'),
    ]) {
      expect((await verify('altered', dump)).broken).toMatchObject([{ caseId: ids[1], seq: 2 }]);
    }
  });
});
