import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/config/config.js';
import { AccountLetters } from '../../src/identity/account-letters.js';
import type { Principal } from '../../src/identity/principal.js';
import { HostNames } from '../../src/notices/host-names.js';
import { HttpWebhookTransport } from '../../src/notices/http-webhook-transport.js';
import { Notices } from '../../src/notices/notices.js';
import { Outbox } from '../../src/notices/outbox.js';
import { TemplateLibrary } from '../../src/notices/template-library.js';
import { WebhookDispatcher } from '../../src/notices/webhook-dispatcher.js';
import { WebhookHealth } from '../../src/notices/webhook-health.js';
import { WebhookTransport } from '../../src/notices/webhook-transport.js';
import { WebhookDeliveries } from '../../src/webhooks/webhook-deliveries.js';
import { WebhookLetters } from '../../src/webhooks/webhook-letters.js';
import { Webhooks } from '../../src/webhooks/webhooks.js';
import { accountOf, at, EngineUnderTest } from '../support/engine-under-test.js';
import { idleWebhooks } from '../support/idle-webhooks.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { answers, hangs, isGenuine, WebhookReceiver } from '../support/webhook-receiver.js';

const HOUR_MS = 3_600_000;

let database: TestDatabase;
let office: EngineUnderTest;
let receiver: WebhookReceiver;
let webhooks: Webhooks;
let deliveries: WebhookDeliveries;
let owner: Principal;

beforeAll(async () => {
  database = await openTestDatabase();
  const webhookTimes = { timeoutMs: 300, reach: 'loopback', plainHttp: true } as const;
  office = await EngineUnderTest.start(database, { settings: { webhooks: webhookTimes } });
  office.time.advanceTo(at('2026-09-14'));
  const config = office.part(Config);
  const letters = new AccountLetters(config, office.part(Outbox), office.part(TemplateLibrary));
  letters.onModuleInit();
  webhooks = new Webhooks(
    database.transactions,
    office.part(WebhookTransport),
    letters,
    office.incidents,
    office.time,
  );
  webhooks.onModuleInit();
  new WebhookLetters(office.part(WebhookHealth), letters).onModuleInit();
  deliveries = new WebhookDeliveries(database.transactions, office.time);
  const { id: accountId, email, name, enterpriseId } = accountOf('enterprise1');
  owner = { accountId, email, name, enterpriseId, language: 'zh-CN' } as Principal;
});
afterAll(async () => {
  await office.close();
  await database.close();
});
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  for (const { id } of await webhooks.list(owner)) await webhooks.remove(owner, id);
  await receiver.stop();
});

/** Everything that is due goes out; answers with how many tries that were. */
async function deliver(by = office.part(WebhookDispatcher)): Promise<number> {
  const { delivered } = await by.runs.begin();
  return delivered;
}

const endpoint = (types?: string[], url = receiver.url) =>
  webhooks.create(owner, { url, ...(types && { types }) }, '203.0.113.7');

const later = (ms: number): void => {
  office.time.advanceTo(new Date(office.time.now().getTime() + ms));
};
const seconds = () => Date.now() / 1000;

async function feedIds(caseId: string): Promise<readonly string[]> {
  const rows = await database.dataSource.query<{ id: string }[]>(
    'SELECT id FROM feed_events WHERE case_id = $1 ORDER BY seq',
    [caseId],
  );
  return rows.map(({ id }) => id);
}

async function awaitedUntil(caseId: string): Promise<string | null> {
  const [row] = await database.dataSource.query<{ until: string | null }[]>(
    'SELECT awaits_until AS until FROM feed_events WHERE case_id = $1',
    [caseId],
  );
  return row?.until ?? null;
}

describe('a webhook', () => {
  it('tells thinly what happened, signed, as the feed does', async () => {
    const { secret } = await endpoint();
    const caseId = await office.file('promise');
    expect(await deliver()).toBe(1);
    const [call] = receiver.received;
    const { number } = await office.record(caseId);
    const [id] = await feedIds(caseId);
    expect(JSON.parse(call!.body)).toEqual({
      specversion: '1.0',
      id,
      source: 'http://localhost:3000/api/v1',
      type: 'complaint.file',
      subject: caseId,
      time: office.time.now().toISOString(),
      datacontenttype: 'application/json',
      data: {
        ...{ caseId, number, state: 'submitted', awaits: 'acceptor', clock: null },
        awaitsUntil: await awaitedUntil(caseId),
      },
    });
    expect(call).toMatchObject({
      path: '/qingnuo',
      headers: { 'content-type': expect.stringContaining('cloudevents+json'), 'webhook-id': id },
    });
    expect(isGenuine(call!, secret, seconds())).toBe(true);
    expect(await deliver()).toBe(0);
  });

  it('is refused by its receiver when forged, changed or replayed', async () => {
    const { secret } = await endpoint();
    await office.file('promise');
    await deliver();
    const [call] = receiver.received;
    expect(isGenuine(call!, 'whsec_another', seconds())).toBe(false);
    const changed = { ...call!, body: call!.body.replace('submitted', 'closed') };
    expect(isGenuine(changed, secret, seconds())).toBe(false);
    expect(isGenuine(call!, secret, seconds() + 301)).toBe(false);
    const redated = String(call!.headers['qingnuo-signature']).replace(/t=\d+/, 't=1');
    const old = { ...call!, headers: { 'qingnuo-signature': redated } };
    expect(isGenuine(old, secret, 1)).toBe(false);
  });

  it('comes for the types that are wanted, to the own enterprise, and as no letter', async () => {
    await endpoint(['complaint.accept']);
    const caseId = await office.file('promise');
    expect(await deliver()).toBe(0);
    await office.act(caseId, 'complaint.accept');
    expect(await deliver()).toBe(1);
    const letters = await office.part(Notices).ofCase(caseId);
    expect(letters.length).toBeGreaterThan(0);
    expect(letters.filter(({ party }) => party === 'webhook')).toEqual([]);
  });

  it('is signed by both secrets for a day after a new one was made', async () => {
    const { id, secret: old } = await endpoint();
    const { secret } = await webhooks.newSecret(owner, id);
    await office.file('promise');
    await deliver();
    const [both] = receiver.received;
    for (const one of [old, secret]) expect(isGenuine(both!, one, seconds())).toBe(true);
    later(24 * HOUR_MS);
    await office.file('promise');
    await deliver();
    const last = receiver.received.at(-1)!;
    expect(isGenuine(last, secret, seconds())).toBe(true);
    expect(isGenuine(last, old, seconds())).toBe(false);
  });

  it('that is deleted keeps no secret, and what waits for it is withdrawn', async () => {
    const { id } = await endpoint();
    await webhooks.newSecret(owner, id);
    await office.file('promise');
    await webhooks.remove(owner, id);
    expect(await deliver()).toBe(0);
    const [row] = await database.dataSource.query<object[]>(
      `SELECT w.secret, w.previous_secret AS previous, n.status
         FROM webhook_endpoints w JOIN notices n ON n.endpoint_id = w.id WHERE w.id = $1`,
      [id],
    );
    expect(row).toEqual({ secret: '', previous: null, status: 'withdrawn' });
  });

  it('is set up ten times at most, and its owner is told of each', async () => {
    for (let n = 0; n < 10; n += 1) await endpoint();
    await expect(endpoint()).rejects.toMatchObject({
      details: { errors: [expect.objectContaining({ rule: 'maxWebhooks' })] },
    });
    const rows = await database.dataSource.query<object[]>(
      `SELECT FROM notices WHERE template LIKE '%/webhookMade' AND recipient = $1`,
      [owner.email],
    );
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });
});

describe('a receiver', () => {
  it.each([
    ['that fails', answers(500, '<h1>broken</h1>'), 'HTTP 500'],
    ['that redirects', answers(302, '', { location: 'http://169.254.169.254/' }), 'HTTP 302'],
    ['that hangs', hangs, 'no answer within 0.3 s'],
  ])('%s gets the event again, under the same id', async (_, manner, lastError) => {
    const { id } = await endpoint();
    receiver.manner = manner;
    await office.file('promise');
    expect(await deliver()).toBe(1);
    const [row] = await deliveries.list(id);
    expect(row).toMatchObject({ status: 'pending', attempts: 1, lastError });
    expect(await deliver()).toBe(0);
    receiver.manner = answers(200);
    later(30_000);
    expect(await deliver()).toBe(1);
    expect(new Set(receiver.ids).size).toBe(1);
    expect(receiver.received).toHaveLength(2);
    expect((await deliveries.list(id))[0]).toMatchObject({ status: 'sent', lastError: null });
    expect((await webhooks.list(owner))[0]).toMatchObject({ failingSince: null, failures: 0 });
  });

  it('keeps no other one waiting while it hangs', async () => {
    const slow = await WebhookReceiver.start();
    slow.manner = hangs;
    await endpoint([], slow.url);
    await endpoint();
    const filed = 6;
    for (let n = 0; n < filed; n += 1) await office.file('promise');
    // It would hang for minutes, and is not waited for.
    const config: Config = office.part(Config);
    const patient = { ...config, webhooks: { ...config.webhooks, timeoutMs: 600_000 } };
    const run = deliver(idleWebhooks(patient, database.transactions, office.time));
    await until(() => receiver.received.length === filed && slow.received.length > 0);
    await slow.stop();
    await run;
  });

  it('has its answer logged in part, without a secret', async () => {
    const { id, secret } = await endpoint();
    receiver.manner = answers(418, 'x'.repeat(100_000));
    await office.file('promise');
    await deliver();
    const [row] = await deliveries.list(id);
    expect(row!.answer).toMatchObject({ status: 418, text: 'x'.repeat(200) });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('gets an event once from two processes, and again when one died over it', async () => {
    const { id } = await endpoint();
    const config = office.part(Config);
    const another = () => idleWebhooks(config, database.transactions, office.time);
    for (let n = 0; n < 20; n += 1) await office.file('promise');
    const tried = await Promise.all([deliver(), deliver(another())]);
    // What one of them has too much of for one enterprise waits a moment.
    later(1_000);
    expect(tried[0] + tried[1] + (await deliver())).toBe(20);
    expect(receiver.received).toHaveLength(20);
    expect(new Set(receiver.ids).size).toBe(20);
    // A process that dies with a row under lease leaves it as it was, due when the lease ends.
    await database.dataSource.query(
      `UPDATE notices SET status = 'pending', sent_at = NULL, next_attempt_at = $2
        WHERE endpoint_id = $1`,
      [id, new Date(office.time.now().getTime() + 60_300)],
    );
    expect(await deliver()).toBe(0);
    later(60_300);
    const again = await Promise.all([deliver(another()), deliver()]);
    later(1_000);
    expect(again[0] + again[1] + (await deliver())).toBe(20);
    expect(receiver.received).toHaveLength(40);
    expect(new Set(receiver.ids).size).toBe(20);
  });

  it('gets an event again on demand', async () => {
    const { id } = await endpoint();
    await office.file('promise');
    await deliver();
    const [row] = await deliveries.list(id);
    expect(await deliveries.redeliver(id, row!.id)).toMatchObject({ status: 'pending' });
    expect(await deliver()).toBe(1);
    expect(receiver.ids[1]).toBe(receiver.ids[0]);
    await expect(deliveries.redeliver(id, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('after a day of failures', () => {
  const letters = async () => {
    const rows = await database.dataSource.query<object[]>(
      `SELECT FROM notices WHERE template LIKE '%/webhookPaused'`,
    );
    return rows.length;
  };

  it('a webhook is paused with one letter and one incident, and goes on when it is resumed', async () => {
    const { id } = await endpoint();
    receiver.manner = answers(503);
    await office.file('promise');
    const began = office.time.now().getTime();
    const isPaused = async () => (await webhooks.get(owner, id)).status === 'paused';
    while (office.time.now().getTime() - began < 23.5 * HOUR_MS) {
      await deliver();
      later(HOUR_MS / 2);
    }
    expect([await isPaused(), await letters()]).toEqual([false, 0]);
    for (let n = 0; n < 4; n += 1) {
      await deliver();
      later(HOUR_MS / 2);
    }
    expect([await isPaused(), await letters()]).toEqual([true, 1]);
    const open = (await office.incidents.list()).filter(({ kind }) => kind === 'webhook');
    expect(open).toMatchObject([{ subject: id, caseId: null }]);
    expect(await deliveries.list(id)).toMatchObject([{ status: 'failed', nextAttemptAt: null }]);
    await office.file('promise');
    expect(await deliver()).toBe(0);
    receiver.manner = answers(200);
    await webhooks.resume(owner, id);
    expect((await office.incidents.list()).filter(({ kind }) => kind === 'webhook')).toEqual([]);
    const caseId = await office.file('promise');
    expect(await deliver()).toBe(1);
    expect(receiver.ids.at(-1)).toBe((await feedIds(caseId))[0]);
    expect(await letters()).toBe(1);
  });
});

describe('a name', () => {
  /** Leads where a test says, one answer after the other. */
  class Names extends HostNames {
    asked = 0;
    constructor(private readonly found: readonly (readonly string[])[]) {
      super();
    }
    override async addressesOf(): Promise<readonly string[]> {
      return this.found[Math.min(this.asked++, this.found.length - 1)] ?? [];
    }
  }
  const port = () => new URL(receiver.url).port;
  const post = (names: Names, reach: 'public' | 'loopback') => {
    const config = { ...office.part(Config), webhooks: { timeoutMs: 300, reach, plainHttp: true } };
    const url = `http://erp.example.com:${port()}/`;
    return new HttpWebhookTransport(config, names).send({ url, body: '{}', headers: {} });
  };

  it.each([
    ['inside', ['127.0.0.1']],
    ['inside and outside', ['8.8.8.8', '10.0.0.1']],
    ['nowhere', []],
  ])('that leads %s is not called', async (_, found) => {
    const answer = await post(new Names([found]), 'public');
    expect(answer).toMatchObject({ status: null, text: 'url must lead to a public address' });
    expect(receiver.received).toEqual([]);
  });

  it('is looked up once for each delivery, so that a second answer changes nothing', async () => {
    const names = new Names([['127.0.0.1'], ['10.0.0.1']]);
    expect(await post(names, 'loopback')).toMatchObject({ status: 204 });
    expect(names.asked).toBe(1);
    expect(receiver.received[0]!.headers.host).toBe(`erp.example.com:${port()}`);
    expect(await post(names, 'loopback')).toMatchObject({ status: null });
    expect(receiver.received).toHaveLength(1);
  });

  it('that leads inside is refused when the webhook is set up', async () => {
    const config = {
      ...office.part(Config),
      webhooks: { timeoutMs: 300, reach: 'public' as const, plainHttp: false },
    };
    const transport = new HttpWebhookTransport(config, new Names([['192.168.0.1']]));
    expect(await transport.refusalOf('https://erp.example.com/')).toMatchObject({
      rule: 'isPublicAddress',
    });
    const open = new HttpWebhookTransport(config, new Names([['8.8.8.8']]));
    expect(await open.refusalOf('https://erp.example.com/')).toBeNull();
  });
});
