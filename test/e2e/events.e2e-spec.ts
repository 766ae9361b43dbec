import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey } from '../support/access-rows.js';
import { Account } from '../../src/identity/account.entity.js';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { anArrears } from '../support/complaints.js';
import { formOf, handIn } from '../support/evidence.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Told {
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor: string;
}

let database: TestDatabase;
let product: RunningProduct;
let authorization: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  const { manager } = database.dataSource;
  const email = `enterprise1@${demoDomain}`;
  const account = await manager.findOneByOrFail(Account, { email });
  authorization = `Bearer ${(await newKey(manager, account, ['read'])).key}`;
});
afterAll(async () => {
  await product.close();
  await database.close();
});

async function read(query = ''): Promise<Told> {
  const answer = await product.api.request(null, `/events${query}`, { headers: { authorization } });
  expect(answer.status).toBe(200);
  return answer.body as unknown as Told;
}

describe('GET /events', () => {
  it('lets a key close the loop: a payment that a handler records awaits the enterprise', async () => {
    const handler = 'handler.arrears.450200';
    const { id } = await product.api.file('enterprise1', anArrears);
    const [unitId] = await product.api.unitIds('arrears', '450200');
    await product.api.act('acceptor.arrears', id, 'complaint.accept');
    await product.api.act('acceptor.arrears', id, 'referral.send', { unitId });
    await product.api.act(handler, id, 'referral.sign');
    const { items, nextCursor } = await read();
    expect(items.map(({ type, awaits }) => [type, awaits])).toEqual([
      ['complaint.file', 'acceptor'],
      ['complaint.accept', 'acceptor'],
      ['referral.send', 'handler'],
      ['referral.sign', 'handler'],
    ]);
    const form = formOf('回单.pdf', pdf(), { shownToEnterprise: 'true' });
    const receipt = (await handIn(product.api, handler, id, form)).body.id;
    // The Sunday before the National Day holiday is worked on, so five working days end on it.
    const payment = { on: '2026-09-14', amount: '3.00', evidenceId: receipt };
    await product.api.act(handler, id, 'payment.record', payment);
    const after = await read(`?after=${nextCursor}`);
    expect(after.items).toEqual([
      expect.objectContaining({ type: 'evidence.add', awaits: 'handler' }),
      expect.objectContaining({
        ...{ type: 'payment.record', caseId: id, state: 'handling' },
        ...{ awaits: 'enterprise', awaitsUntil: '2026-09-20' },
      }),
    ]);
    expect(JSON.stringify(after)).not.toMatch(/3\.00|回单|xstate/);
    await product.api.pass('P8D');
    const lapses = (await read(`?after=${after.nextCursor}`)).items;
    expect(new Set(lapses.map(({ type }) => type))).toEqual(new Set(['clock.lapsed']));
    expect(lapses).toContainEqual(
      expect.objectContaining({ clock: 'paymentSilence', awaits: 'handler' }),
    );
  });

  it('goes on by a link, too', async () => {
    const answer = await product.api.response(null, '/events?limit=1', {
      headers: { authorization },
    });
    const { nextCursor } = (await answer.json()) as Told;
    expect(answer.headers.get('link')).toBe(
      `</api/v1/events?limit=1&after=${nextCursor}>; rel="next"`,
    );
  });

  it('refuses what is no place of this feed, and other limits', async () => {
    const refusal = async (query: string) => {
      const { status, body } = await product.api.request('enterprise1', `/events?${query}`);
      return [status, (body['errors'] as { path: string; rule: string }[])[0]];
    };
    const { nextCursor } = await read();
    for (const after of ['MQ', `${nextCursor}A`.slice(2)]) {
      const error = expect.objectContaining({ path: 'after', rule: 'isCursor' });
      expect(await refusal(`after=${after}`)).toEqual([422, error]);
    }
    for (const limit of [0, 1001]) expect((await refusal(`limit=${limit}`))[0]).toBe(422);
    const other = await product.api.request('enterprise2', `/events?after=${nextCursor}`);
    expect(other.status).toBe(422);
    expect((await product.api.request('admin', '/events')).status).toBe(403);
  });
});
