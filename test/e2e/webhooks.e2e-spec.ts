import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { RunningProduct } from '../support/running-product.js';
import { anArrears } from '../support/complaints.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { answers, isGenuine, WebhookReceiver } from '../support/webhook-receiver.js';

interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly secret?: string;
  readonly status: string;
}

interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly status: string;
  readonly attempts: number;
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

const now = () => Date.now() / 1000;

const create = (body: object, as = 'enterprise1') =>
  product.api.request<Webhook & { code?: string }>(as, '/webhooks', { method: 'POST', body });

const deliveriesOf = (id: string) =>
  product.api.list<Delivery>('enterprise1', `/webhooks/${id}/deliveries`);

describe('the system of an enterprise', () => {
  it('is called for what happens, can verify it, and goes on reading where it left off', async () => {
    const { status, body: webhook } = await create({ url: receiver.url });
    expect(status).toBe(201);
    const { secret = '' } = webhook;
    const [listed] = await product.api.list<Webhook>('enterprise1', '/webhooks');
    expect(listed).toMatchObject({ id: webhook.id, status: 'active' });
    expect(JSON.stringify(listed)).not.toContain(secret);

    const { id, number } = await product.api.file('enterprise1', anArrears);
    await product.api.act('acceptor.arrears', id, 'complaint.accept');
    await product.api.pass('PT1M');
    await until(() => receiver.received.length === 2);

    const events = await product.api.list<{ id: string; type: string }>('enterprise1', '/events');
    expect(receiver.ids.toSorted()).toEqual(events.map((event) => event.id).toSorted());
    for (const call of receiver.received) {
      expect(call.headers['content-type']).toMatch(/^application\/cloudevents\+json/);
      expect(isGenuine(call, secret, now())).toBe(true);
      // Nobody who does not have the secret, changes a word, or sends it again an hour later.
      expect(isGenuine(call, `${secret}x`, now())).toBe(false);
      expect(
        isGenuine({ ...call, body: call.body.replace('arrears', 'promise') + ' ' }, secret, now()),
      ).toBe(false);
      expect(isGenuine(call, secret, now() + 3_600)).toBe(false);
      const event = JSON.parse(call.body) as { specversion: string; subject: string; data: object };
      expect(event).toMatchObject({
        specversion: '1.0',
        subject: id,
        data: { caseId: id, number },
      });
      // Thin: no name, no amount, no word of the complaint.
      expect(call.body).not.toMatch(/柳州|1000000|设备|内部/);
    }
    // Two processes and a queue: what arrived is in the log as sent, once.
    const log = await deliveriesOf(webhook.id);
    expect(log.map(({ status: each, attempts }) => [each, attempts])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
    // Letters of the case are letters; a webhook is none of them.
    const letters = await product.api.list<{ party: string }>('supervisor', `/cases/${id}/notices`);
    expect(letters.every(({ party }) => party !== 'webhook')).toBe(true);

    const [delivery] = log;
    const path = `/webhooks/${webhook.id}/deliveries/${delivery?.id ?? ''}/redeliver`;
    expect(await product.api.request('enterprise1', path, { method: 'POST' })).toMatchObject({
      status: 200,
    });
    await product.api.pass('PT1M');
    await until(() => receiver.received.length === 3);
    expect(new Set(receiver.ids).size).toBe(2);
    expect((await product.api.request('enterprise2', path, { method: 'POST' })).status).toBe(404);
    await product.api.request('enterprise1', `/webhooks/${webhook.id}`, { method: 'DELETE' });
  });

  it('that is down is tried again, under the same id', async () => {
    const before = receiver.received.length;
    const { body: webhook } = await create({ url: receiver.url, types: ['complaint.file'] });
    receiver.manner = answers(500);
    const { id } = await product.api.file('enterprise1', anArrears);
    await product.api.pass('PT1M');
    await until(async () => ((await deliveriesOf(webhook.id))[0]?.attempts ?? 0) > 0);
    receiver.manner = answers(204);
    await product.api.pass('PT2H');
    await until(async () => (await deliveriesOf(webhook.id))[0]?.status === 'sent');
    const calls = receiver.received.slice(before);
    expect(calls.length).toBeGreaterThan(1);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    // What it did not ask for is not sent.
    await product.api.act('acceptor.arrears', id, 'complaint.accept');
    await product.api.pass('PT1M');
    expect(await deliveriesOf(webhook.id)).toHaveLength(1);
    await product.api.request('enterprise1', `/webhooks/${webhook.id}`, { method: 'DELETE' });
  });

  it.each([
    ['ftp://127.0.0.1/', 'isHttps'],
    ['https://user:secret@erp.example.com/', 'noCredentials'],
    ['https://10.0.0.1/', 'isPublicAddress'],
    ['https://169.254.169.254/latest/meta-data', 'isPublicAddress'],
    ['not a url', 'isUrl'],
  ])('may not be %s (%s)', async (url, rule) => {
    const { status, body } = await create({ url });
    expect([status, body]).toMatchObject([422, { errors: [{ path: 'url', rule }] }]);
  });

  it('is described in the document', async () => {
    const answer = await fetch(`${product.url}/api/openapi.json`);
    const document = (await answer.json()) as OpenAPIObject & { webhooks?: object };
    expect(Object.keys(document.webhooks ?? {})).not.toEqual([]);
  });
});
