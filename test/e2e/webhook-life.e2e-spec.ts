import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Account } from '../../src/identity/account.entity.js';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { newKey } from '../support/access-rows.js';
import { aPromise } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { isGenuine, WebhookReceiver } from '../support/webhook-receiver.js';

interface Made {
  readonly id: string;
  readonly secret: string;
}

interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly status: string;
  readonly answerStatus: number | null;
}

let database: TestDatabase;
let product: RunningProduct;
let receiver: WebhookReceiver;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  receiver = await WebhookReceiver.start();
});
afterAll(async () => {
  await receiver.stop();
  await product.close();
  await database.close();
});

const post = (as: string, path: string, body?: object) =>
  product.api.request(as, path, { method: 'POST', ...(body && { body }) });

async function deliveriesOf(id: string): Promise<readonly Delivery[]> {
  const { items } = await product.api.ok<{ items: Delivery[] }>(
    'enterprise1',
    `/webhooks/${id}/deliveries`,
  );
  return items;
}

const now = () => Date.now() / 1000;

/** The tests are one story. */
describe('a webhook of an enterprise', () => {
  let made: Made;

  it('is set up with a secret that is shown once', async () => {
    const answer = await post('enterprise1', '/webhooks', { url: receiver.url });
    expect(answer.status).toBe(201);
    made = answer.body as unknown as Made;
    expect(made.secret).toMatch(/^whsec_[\w-]{43}$/);
    const list = await product.api.request('enterprise1', '/webhooks');
    expect(list.body).toMatchObject({ items: [{ id: made.id, url: receiver.url, types: [] }] });
    expect(JSON.stringify(list.body)).not.toContain('secret":');
    expect(JSON.stringify(list.body)).not.toContain(made.secret);
  });

  it('is called by the running product with what its feed has', async () => {
    await product.api.file('enterprise1', aPromise);
    const call = await until(() => receiver.received[0]);
    expect(isGenuine(call, made.secret, now())).toBe(true);
    const feed = await product.api.ok<{ items: { id: string }[] }>('enterprise1', '/events');
    expect(receiver.ids).toEqual(feed.items.map(({ id }) => id));
    const [delivery] = await until(async () => {
      const all = await deliveriesOf(made.id);
      return all[0]?.status === 'sent' && all;
    });
    expect(delivery).toMatchObject({ eventId: feed.items[0]?.id, answerStatus: 204 });
  });

  it('is sent an event again on demand, signed by both secrets after a change', async () => {
    const renewed = await post('enterprise1', `/webhooks/${made.id}/secret`);
    const { secret } = renewed.body as unknown as Made;
    const [delivery] = await deliveriesOf(made.id);
    const path = `/webhooks/${made.id}/deliveries/${delivery?.id ?? ''}/redeliver`;
    expect(await post('enterprise1', path)).toMatchObject({ body: { status: 'pending' } });
    const again = await until(() => receiver.received[1]);
    expect(receiver.ids[1]).toBe(receiver.ids[0]);
    for (const one of [secret, made.secret]) expect(isGenuine(again, one, now())).toBe(true);
  });

  it('is refused where it would lead inside, and is not for keys or others', async () => {
    for (const url of ['https://10.0.0.1/', 'https://169.254.169.254/', 'ftp://a.example/']) {
      const { status, body } = await post('enterprise1', '/webhooks', { url });
      expect([status, body['errors']]).toEqual([422, [expect.objectContaining({ path: 'url' })]]);
    }
    expect((await post('enterprise2', `/webhooks/${made.id}/secret`)).status).toBe(404);
    const { manager } = database.dataSource;
    const email = `enterprise1@${demoDomain}`;
    const account = await manager.findOneByOrFail(Account, { email });
    const headers = { authorization: `Bearer ${(await newKey(manager, account)).key}` };
    const byKey = await product.api.request(null, '/webhooks', { headers });
    expect([byKey.status, byKey.body['code']]).toEqual([403, 'KEY_NOT_ALLOWED']);
  });

  it('gets nothing while it is paused, and nothing more once it is deleted', async () => {
    await database.dataSource.query(
      `UPDATE webhook_endpoints SET status = 'paused', paused_at = now()`,
    );
    const [delivery] = await deliveriesOf(made.id);
    const path = `/webhooks/${made.id}/deliveries/${delivery?.id ?? ''}/redeliver`;
    expect(await post('enterprise1', path)).toMatchObject({
      status: 409,
      body: { code: 'WEBHOOK_PAUSED' },
    });
    expect(await post('enterprise1', `/webhooks/${made.id}/resume`)).toMatchObject({
      body: { status: 'active', pausedAt: null },
    });
    const removed = { method: 'DELETE' };
    expect((await product.api.request('enterprise1', `/webhooks/${made.id}`, removed)).status).toBe(
      204,
    );
    expect((await product.api.ok<{ items: [] }>('enterprise1', '/webhooks')).items).toEqual([]);
    const before = await database.dataSource.query<object[]>('SELECT FROM notices');
    await product.api.file('enterprise1', aPromise);
    const rows = await database.dataSource.query<{ webhook: boolean }[]>(
      'SELECT endpoint_id IS NOT NULL AS webhook FROM notices ORDER BY queued_at DESC, id DESC',
    );
    const added = rows.slice(0, rows.length - before.length);
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter(({ webhook }) => webhook)).toEqual([]);
  });
});

it('is described where the document has what the product itself calls', async () => {
  const document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as {
    readonly webhooks: {
      readonly event: { readonly post: { readonly parameters: readonly { name: string }[] } };
    };
  };
  const { parameters } = document.webhooks.event.post;
  expect(parameters.map(({ name }) => name)).toEqual([
    'Qingnuo-Signature',
    'webhook-id',
    'webhook-timestamp',
  ]);
});
