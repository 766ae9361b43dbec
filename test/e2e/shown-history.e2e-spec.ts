import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { canonicalJson } from '../../src/kernel/canonical-json.js';
import type { HistoryBody } from '../support/api-client.js';
import { caseWith, type Act } from '../support/case-acts.js';
import { oldDebt } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Shown extends HistoryBody {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

interface History {
  readonly items: readonly Shown[];
  readonly chain: 'stored' | 'shown';
  readonly chainIntact: boolean;
}

const acceptor = 'acceptor.arrears';
const handler = 'handler.arrears.450100';
const industry = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handling: readonly Act[] = [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', industry],
  [handler, 'referral.sign'],
];

let database: TestDatabase;
let product: RunningProduct;
let id: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  ({ id } = await caseWith(product.api, handling, { kind: 'arrears', ...oldDebt }));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const historyOf = (as: string) => product.api.ok<History>(as, `/cases/${id}/history`);

/** What an enterprise's system sees of the case, wherever a step could show. */
async function seenBy(as: string) {
  const [single, list, history, letters, clocks] = await Promise.all([
    product.api.response(as, `/cases/${id}`),
    product.api.list<{ id: string }>(as, '/cases'),
    historyOf(as),
    product.api.list(as, `/cases/${id}/notices`),
    product.api.list(as, `/cases/${id}/clocks`),
  ]);
  const etag = single.headers.get('etag');
  const [row] = list.filter((each) => each.id === id);
  return { etag, single: await single.json(), row, history, letters, clocks };
}

/** As whoever reads the document computes it, from the answer alone. */
function computed(items: readonly Shown[]): readonly string[] {
  let prevHash = '0'.repeat(64);
  return items.map(({ label: _, prevHash: __, hash: ___, ...content }) => {
    prevHash = createHash('sha256')
      .update(prevHash + canonicalJson(content))
      .digest('hex');
    return prevHash;
  });
}

describe('a step among the authorities', () => {
  it('moves nothing that an enterprise can see, and an officer sees it', async () => {
    // Letters have left.
    await product.api.pass('PT1H');
    const before = await seenBy('enterprise1');
    const officer = await seenBy(handler);
    const measure = await product.api.propose(handler, {
      type: 'supervisionNotice',
      caseIds: [id],
    });
    expect(await seenBy('enterprise1')).toEqual(before);
    const later = await seenBy(handler);
    expect(later.etag).not.toBe(officer.etag);
    expect(later.history.items).toHaveLength(officer.history.items.length + 1);

    // What is public of it moves both.
    await product.api.measureAct(handler, measure.id, 'measure.approve');
    await product.api.measureAct(handler, measure.id, 'measure.issue');
    const { single, history } = await seenBy('enterprise1');
    expect(single).not.toEqual(before.single);
    expect(history.items.map(({ seq }) => seq)).toEqual(history.items.map((_, index) => index + 1));
    expect(history.items.slice(0, before.history.items.length)).toEqual(before.history.items);
    expect(single).toMatchObject({ version: history.items.length });
  });

  it('leaves no gap in what the letters to the enterprise are said to tell of', async () => {
    const { history, letters } = await seenBy('enterprise1');
    const numbers = (letters as { cause: string }[]).flatMap(({ cause }) => {
      const [, seq] = /^event:(\d+)$/.exec(cause) ?? [];
      return seq === undefined ? [] : [Number(seq)];
    });
    expect(numbers.length).toBeGreaterThan(3);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(history.items.length);
    const stored = (await historyOf('supervisor')).items;
    expect(stored.length).toBeGreaterThan(history.items.length);
  });

  it('does not get between an enterprise and its act', async () => {
    const { etag } = await seenBy('enterprise1');
    await product.api.propose(handler, { type: 'interview', caseIds: [id] });
    const act = (headers: Record<string, string>) =>
      product.api.request('enterprise1', `/cases/${id}/events`, {
        method: 'POST',
        headers,
        body: {
          type: 'payment.record',
          payload: { on: '2026-09-10', amount: '1.00' },
        },
      });
    const known = await act({ 'if-match': etag ?? '' });
    expect(known).toMatchObject({ status: 200, headers: expect.anything() });
    const stale = await act({ 'if-match': etag ?? '' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
    expect(stale.body).toMatchObject({ version: (known.body as { version?: number }).version });
  });
});

describe('a history', () => {
  it.each(['enterprise1', handler, 'auditor'])(
    'lets %s compute each of its hashes from what is shown',
    async (as) => {
      const { items, chain, chainIntact } = await historyOf(as);
      expect([chain, chainIntact]).toEqual(['shown', true]);
      expect(items.length).toBeGreaterThan(4);
      expect(items.map(({ hash }) => hash)).toEqual(computed(items));
      // What is told otherwise is noticed.
      const [first, ...others] = items;
      const changed = [{ ...first!, payload: { facts: '另一事实' } }, ...others];
      expect(computed(changed).at(-1)).not.toBe(items.at(-1)?.hash);
    },
  );

  it('has the stored hashes for whoever reads all of it', async () => {
    const { items, chain } = await historyOf('supervisor');
    const rows = await database.dataSource.query<{ hash: string }[]>(
      'SELECT hash FROM case_history WHERE case_id = $1 ORDER BY seq',
      [id],
    );
    expect(chain).toBe('stored');
    expect(items.map(({ hash }) => hash)).toEqual(rows.map(({ hash }) => hash));
  });

  it('has no hash by which one could try what is protected', async () => {
    await product.api.act('enterprise1', id, 'interest.waive', {
      waived: true,
      statement: '放弃利息。',
      underPressure: true,
    });
    const [last] = (await historyOf(handler)).items.toReversed();
    expect(last).toMatchObject({ event: 'interest.waive' });
    expect(last?.payload).not.toHaveProperty('underPressure');
    const [row] = await database.dataSource.query<{ hash: string }[]>(
      'SELECT hash FROM case_history WHERE case_id = $1 ORDER BY seq DESC LIMIT 1',
      [id],
    );
    expect(last?.hash).not.toBe(row?.hash);
  });
});
