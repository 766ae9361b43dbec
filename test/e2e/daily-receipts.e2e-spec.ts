import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiptDigest } from '../../src/cases/receipt-digest.js';
import type { CaseBody } from '../support/api-client.js';
import { anArrears, aPromise } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Letter {
  readonly template: string;
  readonly recipient: string;
  readonly cause: string;
  readonly textBody: string | null;
  readonly subject: string | null;
}

const owner = 'enterprise1@demo.qingnuo.example';

let database: TestDatabase;
let product: RunningProduct;
let digest: ReceiptDigest;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  digest = product.part(ReceiptDigest);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const letters = (name: string): Promise<Letter[]> =>
  database.dataSource.query(
    `SELECT template, recipient, cause, text_body AS "textBody", subject FROM notices
      WHERE template LIKE '%/' || $1 AND recipient = $2 ORDER BY queued_at, id`,
    [name, owner],
  );

const setTo = (receipts: string) =>
  product.api.request<{ receipts: string }>('enterprise1', '/enterprises/own', {
    method: 'PATCH',
    body: { receipts },
  });

const file = (): Promise<CaseBody> => product.api.file('enterprise1', aPromise);
const to = (moment: string) =>
  product.api.ok('admin', '/simulation/advance', { method: 'POST', body: { to: moment } });

describe('an enterprise that files much', () => {
  it('has a receipt for each complaint as long as it says nothing', async () => {
    await file();
    expect(await letters('receipt')).toHaveLength(1);
    expect(await product.api.ok('enterprise1', '/enterprises/own')).toMatchObject({
      receipts: 'each',
    });
  });

  it('has one letter a day, if it wants, with each of them in it', async () => {
    expect((await setTo('daily')).body).toMatchObject({ receipts: 'daily' });
    const numbers = [await file(), await product.api.file('enterprise1', anArrears)].map(
      ({ number }) => number,
    );
    const ofAnother = await product.api.file('enterprise2', aPromise);
    expect(await letters('receipt')).toHaveLength(1);
    // Not a minute before its hour.
    await to('2026-09-14T17:59:00+08:00');
    expect(await digest.runOnce()).toBe(0);
    await to('2026-09-14T18:00:00+08:00');
    await Promise.all([digest.runOnce(), digest.runOnce(), digest.runOnce()]);
    await product.api.pass('PT1M');
    const [letter, ...more] = await letters('receiptsOfDay');
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ cause: 'receipts:2026-09-14' });
    expect(letter?.subject).toContain('2件');
    for (const number of numbers) expect(letter?.textBody).toContain(number);
    expect(letter?.textBody).not.toContain(ofAnother.number);
    // Offices are written to as ever.
    const told = await product.api.list<{ template: string }>(
      'acceptor.promise',
      `/cases/${(await file()).id}/notices`,
    );
    expect(told.map(({ template }) => template)).toEqual(['promise@1/filedToAcceptor']);
  });

  it('is told the next day what came after the hour, and nothing when nothing came', async () => {
    await to('2026-09-15T18:30:00+08:00');
    await digest.runOnce();
    expect((await letters('receiptsOfDay')).map(({ cause }) => cause)).toEqual([
      'receipts:2026-09-14',
      'receipts:2026-09-15',
    ]);
    await to('2026-09-16T18:30:00+08:00');
    await digest.runOnce();
    expect(await letters('receiptsOfDay')).toHaveLength(2);
  });

  it('has each receipt again, and none of the others is lost', async () => {
    const before = await file();
    await setTo('each');
    await file();
    expect(await letters('receipt')).toHaveLength(2);
    await to('2026-09-17T18:30:00+08:00');
    await digest.runOnce();
    await product.api.pass('PT1M');
    const last = (await letters('receiptsOfDay')).at(-1);
    expect(last?.subject).toContain('1件');
    expect(last?.textBody).toContain(before.number);
    await to('2026-09-18T18:30:00+08:00');
    await digest.runOnce();
    expect(await letters('receiptsOfDay')).toHaveLength(3);
  });

  it('has a receipt for what is committed behind the letter that would have told of it', async () => {
    await setTo('daily');
    const before = (await letters('receipt')).length;
    // A filing that waits while the letter of six o'clock is written is filed before that hour.
    await database.dataSource.query(
      `UPDATE enterprises SET receipts_told_until = $2
        WHERE id = (SELECT enterprise_id FROM accounts WHERE email = $1)`,
      [owner, new Date('2026-09-19T18:00:00+08:00')],
    );
    await to('2026-09-19T17:59:00+08:00');
    await file();
    expect(await letters('receipt')).toHaveLength(before + 1);
    await to('2026-09-19T18:01:00+08:00');
    await file();
    expect(await letters('receipt')).toHaveLength(before + 1);
    await setTo('each');
  });

  it('says one of the two', async () => {
    expect(await setTo('weekly')).toMatchObject({ status: 422 });
  });
});
