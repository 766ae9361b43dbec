import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Notices } from '../../src/notices/notices.js';
import { WebhookDesk } from '../support/webhook-desk.js';
import { answers, hangs, isGenuine, WebhookReceiver } from '../support/webhook-receiver.js';

const HOUR_MS = 3_600_000;

let desk: WebhookDesk;
let receiver: WebhookReceiver;

beforeAll(async () => {
  desk = await WebhookDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});
afterEach(async () => {
  await desk.withoutEndpoints();
  await receiver.stop();
});

const seconds = () => Date.now() / 1000;

async function feedIds(caseId: string): Promise<readonly string[]> {
  const rows = await desk.database.dataSource.query<{ id: string }[]>(
    'SELECT id FROM feed_events WHERE case_id = $1 ORDER BY seq',
    [caseId],
  );
  return rows.map(({ id }) => id);
}

async function awaitedUntil(caseId: string): Promise<string | null> {
  const [row] = await desk.database.dataSource.query<{ until: string | null }[]>(
    'SELECT awaits_until AS until FROM feed_events WHERE case_id = $1',
    [caseId],
  );
  return row?.until ?? null;
}

describe('a webhook', () => {
  it('tells thinly what happened, signed, as the feed does', async () => {
    const { secret } = await desk.endpoint(receiver.url);
    const caseId = await desk.office.file('promise');
    expect(await desk.deliver()).toBe(1);
    const [call] = receiver.received;
    const { number } = await desk.office.record(caseId);
    const [id] = await feedIds(caseId);
    expect(JSON.parse(call!.body)).toEqual({
      specversion: '1.0',
      id,
      source: 'http://localhost:3000/api/v1',
      type: 'complaint.file',
      subject: caseId,
      time: desk.office.time.now().toISOString(),
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
    expect(await desk.deliver()).toBe(0);
  });

  it('is refused by its receiver when forged, changed or replayed', async () => {
    const { secret } = await desk.endpoint(receiver.url);
    await desk.office.file('promise');
    await desk.deliver();
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
    await desk.endpoint(receiver.url, ['complaint.accept']);
    const caseId = await desk.office.file('promise');
    expect(await desk.deliver()).toBe(0);
    await desk.office.act(caseId, 'complaint.accept');
    expect(await desk.deliver()).toBe(1);
    const letters = await desk.office.part(Notices).ofCase(caseId);
    expect(letters.length).toBeGreaterThan(0);
    expect(letters.filter(({ party }) => party === 'webhook')).toEqual([]);
  });

  it('is signed by both secrets for a day after a new one was made', async () => {
    const { id, secret: old } = await desk.endpoint(receiver.url);
    const { secret } = await desk.webhooks.newSecret(desk.owner, id);
    await desk.office.file('promise');
    await desk.deliver();
    const [both] = receiver.received;
    for (const one of [old, secret]) expect(isGenuine(both!, one, seconds())).toBe(true);
    desk.later(24 * HOUR_MS);
    await desk.office.file('promise');
    await desk.deliver();
    const last = receiver.received.at(-1)!;
    expect(isGenuine(last, secret, seconds())).toBe(true);
    expect(isGenuine(last, old, seconds())).toBe(false);
  });

  it('that is deleted keeps no secret, and what waits for it is withdrawn', async () => {
    const { id } = await desk.endpoint(receiver.url);
    await desk.webhooks.newSecret(desk.owner, id);
    await desk.office.file('promise');
    await desk.webhooks.remove(desk.owner, id);
    expect(await desk.deliver()).toBe(0);
    const [row] = await desk.database.dataSource.query<object[]>(
      `SELECT w.secret, w.previous_secret AS previous, n.status
         FROM webhook_endpoints w JOIN notices n ON n.endpoint_id = w.id WHERE w.id = $1`,
      [id],
    );
    expect(row).toEqual({ secret: '', previous: null, status: 'withdrawn' });
  });

  it('is set up ten times at most, and its owner is told of each', async () => {
    for (let n = 0; n < 10; n += 1) await desk.endpoint(receiver.url);
    await expect(desk.endpoint(receiver.url)).rejects.toMatchObject({
      details: { errors: [expect.objectContaining({ rule: 'maxWebhooks' })] },
    });
    const rows = await desk.database.dataSource.query<object[]>(
      `SELECT FROM notices WHERE template LIKE '%/webhookMade' AND recipient = $1`,
      [desk.owner.email],
    );
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });
});

describe('a receiver', () => {
  it.each([
    ['that fails', answers(500, '<h1>broken</h1>'), 'HTTP 500'],
    ['that redirects', answers(302, '', { location: 'http://169.254.169.254/' }), 'HTTP 302'],
    ['that hangs', hangs, 'no answer within 3 s'],
  ])('%s gets the event again, under the same id', async (_, manner, lastError) => {
    const { id } = await desk.endpoint(receiver.url);
    receiver.manner = manner;
    await desk.office.file('promise');
    expect(await desk.deliver()).toBe(1);
    const [row] = await desk.deliveries.list(id);
    expect(row).toMatchObject({ status: 'pending', attempts: 1, lastError });
    expect(await desk.deliver()).toBe(0);
    receiver.manner = answers(200);
    desk.later(30_000);
    expect(await desk.deliver()).toBe(1);
    expect(new Set(receiver.ids).size).toBe(1);
    expect(receiver.received).toHaveLength(2);
    expect((await desk.deliveries.list(id))[0]).toMatchObject({ status: 'sent', lastError: null });
    expect((await desk.webhooks.list(desk.owner))[0]).toMatchObject({
      failingSince: null,
      failures: 0,
    });
  });

  it('keeps no other one waiting while it hangs', async () => {
    const slow = await WebhookReceiver.start();
    slow.manner = hangs;
    await desk.endpoint(slow.url);
    await desk.endpoint(receiver.url);
    const filed = 6;
    for (let n = 0; n < filed; n += 1) await desk.office.file('promise');
    for (let round = 0; round < 4; round += 1) {
      await desk.deliver();
      desk.later(1_000);
    }
    expect(receiver.received).toHaveLength(filed);
    // Those that it was tried with at first; what waits for it is not tried before its time.
    expect(slow.received).toHaveLength(filed);
    await slow.stop();
  });

  it('has its answer logged in part, without a secret', async () => {
    const { id, secret } = await desk.endpoint(receiver.url);
    receiver.manner = answers(418, 'x'.repeat(100_000));
    await desk.office.file('promise');
    await desk.deliver();
    const [row] = await desk.deliveries.list(id);
    expect(row!.answer).toMatchObject({ status: 418, text: 'x'.repeat(200) });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('gets an event once from two processes, and again when one died over it', async () => {
    const { id } = await desk.endpoint(receiver.url);
    for (let n = 0; n < 20; n += 1) await desk.office.file('promise');
    const tried = await Promise.all([desk.deliver(), desk.deliver(desk.another())]);
    // What one of them has too much of for one enterprise waits a moment.
    desk.later(1_000);
    expect(tried[0] + tried[1] + (await desk.deliver())).toBe(20);
    expect(receiver.received).toHaveLength(20);
    expect(new Set(receiver.ids).size).toBe(20);
    // A process that dies with a row under lease leaves it as it was, due when the lease ends.
    await desk.database.dataSource.query(
      `UPDATE notices SET status = 'pending', sent_at = NULL, next_attempt_at = $2
        WHERE endpoint_id = $1`,
      [id, new Date(desk.office.time.now().getTime() + 63_000)],
    );
    expect(await desk.deliver()).toBe(0);
    desk.later(63_000);
    const again = await Promise.all([desk.deliver(desk.another()), desk.deliver()]);
    desk.later(1_000);
    expect(again[0] + again[1] + (await desk.deliver())).toBe(20);
    expect(receiver.received).toHaveLength(40);
    expect(new Set(receiver.ids).size).toBe(20);
  });

  it('gets an event again on demand', async () => {
    const { id } = await desk.endpoint(receiver.url);
    await desk.office.file('promise');
    await desk.deliver();
    const [row] = await desk.deliveries.list(id);
    expect(await desk.deliveries.redeliver(id, row!.id)).toMatchObject({ status: 'pending' });
    expect(await desk.deliver()).toBe(1);
    expect(receiver.ids[1]).toBe(receiver.ids[0]);
    await expect(desk.deliveries.redeliver(id, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('after a day of failures', () => {
  const letters = async () => {
    const rows = await desk.database.dataSource.query<object[]>(
      `SELECT FROM notices WHERE template LIKE '%/webhookPaused'`,
    );
    return rows.length;
  };

  it('a webhook is paused with one letter and one incident, and goes on when it is resumed', async () => {
    const { id } = await desk.endpoint(receiver.url);
    receiver.manner = answers(503);
    await desk.office.file('promise');
    const began = desk.office.time.now().getTime();
    const isPaused = async () => (await desk.webhooks.get(desk.owner, id)).status === 'paused';
    while (desk.office.time.now().getTime() - began < 23.5 * HOUR_MS) {
      await desk.deliver();
      desk.later(HOUR_MS / 2);
    }
    expect([await isPaused(), await letters()]).toEqual([false, 0]);
    for (let n = 0; n < 4; n += 1) {
      await desk.deliver();
      desk.later(HOUR_MS / 2);
    }
    expect([await isPaused(), await letters()]).toEqual([true, 1]);
    const open = (await desk.office.incidents.list()).filter(({ kind }) => kind === 'webhook');
    expect(open).toMatchObject([{ subject: id, caseId: null }]);
    expect(await desk.deliveries.list(id)).toMatchObject([
      { status: 'failed', nextAttemptAt: null },
    ]);
    await desk.office.file('promise');
    expect(await desk.deliver()).toBe(0);
    receiver.manner = answers(200);
    await desk.webhooks.resume(desk.owner, id);
    expect((await desk.office.incidents.list()).filter(({ kind }) => kind === 'webhook')).toEqual(
      [],
    );
    const caseId = await desk.office.file('promise');
    expect(await desk.deliver()).toBe(1);
    expect(receiver.ids.at(-1)).toBe((await feedIds(caseId))[0]);
    expect(await letters()).toBe(1);
  });
});
