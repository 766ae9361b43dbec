import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const CLIENTS = 10;
const ROUNDS = 30;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function connected(): Promise<pg.Client> {
  const client = new pg.Client(database.url);
  await client.connect();
  return client;
}

async function lastOf(client: pg.Client, series: string): Promise<number | undefined> {
  const { rows } = await client.query<{ last: number }>(
    'SELECT last FROM case_numbers WHERE series = $1',
    [series],
  );
  return rows[0]?.last;
}

/** Transactions that end in every way there is, with statements outside of them in between. */
async function live(client: pg.Client, me: number): Promise<number> {
  let commits = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rows } = await client.query<{ me: number }>('SELECT $1::int AS me', [me]);
    expect(rows).toEqual([{ me }]);
    await client.query('BEGIN');
    const before = (await lastOf(client, 'shared'))!;
    await client.query('UPDATE case_numbers SET last = $1 WHERE series = $2', [
      before + 1,
      'shared',
    ]);
    if (round % 3 === 0) {
      await expect(client.query('SELECT $1::int / 0', [me])).rejects.toThrow('division by zero');
    }
    const ending = round % 3 === 1 ? 'COMMIT' : 'ROLLBACK';
    await client.query(ending);
    if (ending === 'COMMIT') commits += 1;
    await expect(client.query('SELECT $1::int / 0', [me])).rejects.toThrow('division by zero');
  }
  return commits;
}

describe('many clients of the embedded database', () => {
  it('each get their own answers, and their transactions do not meet', async () => {
    await database.dataSource.query("INSERT INTO case_numbers VALUES ('shared', 0)");
    const clients = await Promise.all(Array.from({ length: CLIENTS }, connected));
    const commits = await Promise.all(clients.map(live));
    expect(await lastOf(clients[0]!, 'shared')).toBe(commits.reduce((sum, each) => sum + each, 0));
    await Promise.all(clients.map((client) => client.end()));
  });

  it('are not held up by one that goes away inside a transaction', async () => {
    const [leaver, other] = [await connected(), await connected()];
    leaver.on('error', () => undefined);
    await leaver.query('BEGIN');
    await leaver.query("INSERT INTO case_numbers VALUES ('left', 1)");
    const waiting = lastOf(other, 'left');
    // Without the farewell of the protocol, as when a process is killed.
    (
      leaver as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();
    expect(await waiting).toBeUndefined();
    await other.end();
  });

  it('may send statements and rows of several megabytes', async () => {
    const client = await connected();
    const text = '清'.repeat(1_500_000);
    const { rows } = await client.query<{ text: string }>('SELECT $1::text AS text', [text]);
    expect(rows[0]?.text).toBe(text);
    await client.end();
  });
});
