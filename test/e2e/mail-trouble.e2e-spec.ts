import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import type { NoticeBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TestMailServer } from '../support/test-mail-server.js';
import { until } from '../support/until.js';

const enterprise = `enterprise1@${demoDomain}`;
const acceptor = `acceptor.promise@${demoDomain}`;

interface Incident {
  readonly id: string;
  readonly caseId: string | null;
  readonly kind: string;
  readonly cause: string;
}

let database: TestDatabase;
let server: TestMailServer;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  server = await TestMailServer.start();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'), {
    SMTP_URL: await server.url(),
    // Short, so that the tests are; long enough for letters beside other work of the machine.
    SMTP_TIMEOUT_SECONDS: '5',
  });
});
afterAll(async () => {
  await product.close();
  await server.down();
  await database.close();
});
beforeEach(async () => {
  server.treat(enterprise, null);
  await server.down();
  await server.up();
});

const noticesOf = (id: string) => product.api.list<NoticeBody>('admin', `/cases/${id}/notices`);

/** The letter of a case to a recipient, once it is as expected. */
async function letterOnce(id: string, to: string, holds: (notice: NoticeBody) => boolean) {
  return until(async () => {
    const found = (await noticesOf(id)).find(({ recipient }) => recipient === to);
    return found && holds(found) ? found : null;
  });
}

describe('a mail server', () => {
  it('that is down stops no act; the letters go out when it is back', async () => {
    await server.down();
    const { id } = await product.api.file('enterprise1', aPromise);
    expect(await product.api.act('acceptor.promise', id, 'complaint.accept')).toMatchObject({
      state: 'accepted',
    });
    const waiting = await letterOnce(id, enterprise, ({ lastError }) => lastError !== null);
    expect(waiting.status).toBe('pending');

    await server.up();
    await product.api.pass('PT2H');
    const letters = await noticesOf(id);
    expect(letters.map(({ status }) => status)).toEqual(letters.map(() => 'sent'));
    const received = server.received.map(({ mail }) => mail.messageId);
    expect(received.toSorted()).toEqual(letters.map(({ messageId }) => messageId).toSorted());
  });

  it('that never answers for one recipient holds up neither acts nor the other letters', async () => {
    server.treat(enterprise, { silent: true });
    const { id } = await product.api.file('enterprise1', aPromise);
    await letterOnce(id, acceptor, ({ status }) => status === 'sent');
    await product.api.act('acceptor.promise', id, 'complaint.check');
    const slow = await letterOnce(id, enterprise, ({ lastError }) => lastError !== null);
    expect(slow.status).toBe('pending');

    server.treat(enterprise, null);
    await product.api.pass('PT2H');
    await letterOnce(id, enterprise, ({ status }) => status === 'sent');
  });

  it('that refuses one recipient makes a task of it; the others get their letters', async () => {
    server.treat(enterprise, { refuse: 550 });
    const { id } = await product.api.file('enterprise1', aPromise);
    const refused = await letterOnce(id, enterprise, ({ status }) => status === 'failed');
    expect(refused.lastError).toContain('550');
    await letterOnce(id, acceptor, ({ status }) => status === 'sent');

    const tasks = await product.api.list<Incident>('acceptor.promise', '/incidents');
    const own = tasks.filter(({ caseId }) => caseId === id);
    expect(own).toMatchObject([{ kind: 'notice', cause: expect.stringContaining('550') }]);
    const request = { method: 'POST' };
    const forbidden = await product.api.request(
      'enterprise1',
      `/incidents/${own[0]?.id ?? ''}/retry`,
      request,
    );
    expect(forbidden.status).toBe(403);

    server.treat(enterprise, null);
    await product.api.ok('acceptor.promise', `/incidents/${own[0]?.id ?? ''}/retry`, request);
    const sent = await letterOnce(id, enterprise, ({ status }) => status === 'sent');
    expect(sent).toMatchObject({ messageId: refused.messageId, attempts: 2 });
    expect(await product.api.list<Incident>('acceptor.promise', '/incidents')).toEqual([]);
  });

  it('that is repaired: all that got stuck is set going by one call, in the caller’s cases alone', async () => {
    server.treat(enterprise, { refuse: 550 });
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id } = await product.api.file('enterprise1', aPromise);
      await letterOnce(id, enterprise, ({ status }) => status === 'failed');
      ids.push(id);
    }
    server.treat(enterprise, null);
    const retryAll = (as: string) =>
      product.api.request(as, '/incidents/retry', { method: 'POST' });
    for (const as of ['enterprise1', 'handler.promise.450100']) {
      expect((await retryAll(as)).status).toBe(403);
    }
    const others = await retryAll('acceptor.arrears');
    expect([others.status, others.body]).toEqual([200, { retried: 0, stuck: 0 }]);
    expect(await product.api.list<Incident>('acceptor.promise', '/incidents')).toHaveLength(3);

    expect((await retryAll('acceptor.promise')).body).toEqual({ retried: 3, stuck: 0 });
    for (const id of ids) await letterOnce(id, enterprise, ({ status }) => status === 'sent');
    expect((await retryAll('admin')).body).toEqual({ retried: 0, stuck: 0 });
  });

  it('that refuses a letter about an account makes a task of the administrator’s', async () => {
    const email = 'new@office.example';
    server.treat(email, { refuse: 550 });
    const unit = unitId('450100', 'investment', 'promise-handling');
    const body = { email, name: '经办', role: 'handler', unitId: unit };
    await product.api.ok('admin', '/invitations', { method: 'POST', body });
    const task = await until(async () => {
      const tasks = await product.api.list<Incident>('admin', '/incidents');
      return tasks.find(({ caseId }) => caseId === null);
    });
    expect(task.cause).toContain('550');
    expect(await product.api.list<Incident>('acceptor.promise', '/incidents')).toEqual([]);
    const retry = (as: string) =>
      product.api.request(as, `/incidents/${task.id}/retry`, { method: 'POST' });
    expect((await retry('acceptor.promise')).status).toBe(404);

    server.treat(email, null);
    expect((await retry('admin')).status).toBe(204);
    await until(() => server.recipients.includes(email));
  });
});
