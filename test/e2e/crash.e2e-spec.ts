import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { unitId } from '../../seeds/reference-data.js';
import {
  ApiClient,
  type CaseBody,
  type HistoryBody,
  type NoticeBody,
} from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { startProduct } from '../support/product-process.js';
import { dataDirAt } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const CASES = 8;
const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const unit = { unitId: unitId('450100', 'investment', 'promise-handling') };

const acts: readonly (readonly [as: string, type: string, payload?: object])[] = [
  [acceptor, 'complaint.check'],
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', unit],
  [handler, 'referral.sign'],
  [handler, 'extension.request', { days: 5, reason: '核对凭证。' }],
];

let database: TestDatabase;
let dataDir: string;
/** What the product had answered before the end: acts by case. */
const acknowledged = new Map<string, string[]>();
let api: ApiClient;
let end: () => Promise<number | null>;

const lapsed = async () => {
  const [row] = await database.dataSource.query<{ count: number }[]>(
    "SELECT count(*)::int AS count FROM case_history WHERE event LIKE 'xstate.after.%'",
  );
  return row?.count ?? 0;
};

/** Acts on a case until the product is gone. */
async function actUntilTheEnd(before: ApiClient, id: string): Promise<void> {
  for (const [as, type, payload] of acts) {
    await before.act(as, id, type, payload);
    acknowledged.get(id)?.push(type);
  }
}

/** Half of the cases are acted on, the deadlines of the others lapse, and in the middle is the end. */
beforeAll(async () => {
  database = await openTestDatabase();
  dataDir = dataDirAt(new Date('2026-09-14T10:00:00+08:00'));
  const settings = { DATABASE_URL: database.url, DATA_DIR: dataDir };
  const killed = await startProduct(settings);
  const before = new ApiClient(killed.url);
  for (let count = 0; count < CASES; count += 1) {
    const { id } = await before.file('enterprise1', aPromise);
    acknowledged.set(id, ['complaint.file']);
  }
  // Signed in before, so that time and acts begin together.
  await Promise.all(['admin', handler, acceptor].map((as) => before.list(as, '/cases')));
  const ids = [...acknowledged.keys()];
  const work = Promise.allSettled([
    before.pass('P60D'),
    ...ids.slice(CASES / 2).map((id) => actUntilTheEnd(before, id)),
  ]);
  await until(
    async () => (await lapsed()) >= 2 && [...acknowledged.values()].flat().length > CASES,
  );
  expect(await killed.stop('SIGKILL')).toBeNull();
  const outcomes = await work;
  expect(outcomes[0].status).toBe('rejected');

  const next = await startProduct(settings);
  end = () => next.stop('SIGTERM');
  api = new ApiClient(next.url);
  await api.pass('P60D');
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('SIGKILL in the middle of work', () => {
  it('loses no act that was answered, and leaves no half of one', async () => {
    for (const [id, done] of acknowledged) {
      const { version, state } = await api.ok<CaseBody>('admin', `/cases/${id}`);
      const path = `/cases/${id}/history`;
      const { items, chainIntact } = await api.ok<{ items: HistoryBody[]; chainIntact: boolean }>(
        'admin',
        path,
      );
      expect(chainIntact).toBe(true);
      expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: version }, (_, i) => i + 1));
      expect(items.map(({ event }) => event)).toEqual(expect.arrayContaining(done));
      expect(items.at(-1)?.to).toBe(state);
    }
  });

  it('makes no deadline lapse twice, and the next start lets none stand', async () => {
    const twice = await database.dataSource.query<object[]>(
      `SELECT case_id, event, payload ->> 'generation' FROM case_history
        WHERE event LIKE 'xstate.after.%' GROUP BY 1, 2, 3 HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
    expect(await lapsed()).toBeGreaterThan(CASES);
    const standing = await database.dataSource.query<object[]>(
      "SELECT case_id, name FROM clocks WHERE status = 'running' AND due_at < '2026-11-13'",
    );
    expect(standing).toEqual([]);
  });

  it('leaves no letter unsent', async () => {
    const mails = await api.list<{ messageId: string }>(null, '/mailbox');
    const received = new Set(mails.map(({ messageId }) => messageId));
    for (const id of acknowledged.keys()) {
      const notices = await api.list<NoticeBody>('admin', `/cases/${id}/notices`);
      expect(notices.filter(({ status }) => status !== 'sent')).toEqual([]);
      expect(notices.filter(({ messageId }) => !received.has(messageId))).toEqual([]);
    }
  });

  it('is followed by a process that stops as any other', async () => {
    expect(await end()).toBe(0);
  });
});
