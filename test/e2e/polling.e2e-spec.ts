import { gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { caseWith, type Act } from '../support/case-acts.js';
import { oldDebt } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

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
  product = await RunningProduct.start(database, new Date('2026-11-30T10:00:00+08:00'));
  ({ id } = await caseWith(product.api, handling, {
    kind: 'arrears',
    ...oldDebt,
    externalRef: 'ERP/7001',
  }));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const read = (as: string, path: string, etag?: string) =>
  product.api.response(as, path, { headers: etag === undefined ? {} : { 'if-none-match': etag } });

/** The tag of an address, with which it is unchanged. */
async function tagOf(as: string, path: string): Promise<string> {
  const first = await read(as, path);
  const tag = first.headers.get('etag') ?? '';
  const again = await read(as, path, tag);
  expect([first.status, again.status, await again.text()]).toEqual([200, 304, '']);
  expect(again.headers.get('etag')).toBe(tag);
  return tag;
}

const isUnchanged = async (as: string, path: string, tag: string) =>
  (await read(as, path, tag)).status === 304;

describe('who has read a case', () => {
  it('is told by its tag alone that nothing has changed, and what has', async () => {
    const path = `/cases/${id}`;
    const tag = await tagOf('enterprise1', path);
    expect(tag).toBe('"4"');
    await product.api.act('enterprise1', id, 'payment.record', {
      on: '2026-11-20',
      amount: '1.00',
    });
    expect(await isUnchanged('enterprise1', path, tag)).toBe(false);
    const later = await tagOf('enterprise1', path);

    // A day brings other rights and terms nearer, and a new day has a tag of its own.
    await product.api.pass('P1D');
    expect(await isUnchanged('enterprise1', path, later)).toBe(false);
    const nextDay = await tagOf('enterprise1', path);
    expect(nextDay).toMatch(/^"5-[0-9a-f]{16}"$/);

    // What stands around the case is told with it.
    await product.api.ok('enterprise1', '/enterprises/own', {
      method: 'PATCH',
      body: { contactPerson: '财务部', contactPhone: '0771-5000001' },
    });
    expect(await isUnchanged('enterprise1', path, nextDay)).toBe(false);

    // Any of them is good for an act, which asks for the version alone.
    const act = (etag: string) =>
      product.api.request('enterprise1', `${path}/events`, {
        method: 'POST',
        headers: { 'if-match': etag },
        body: { type: 'payment.record', payload: { on: '2026-11-21', amount: '1.00' } },
      });
    expect(await act(nextDay)).toMatchObject({ status: 200 });
    expect(await act(nextDay)).toMatchObject({ status: 412 });
  });

  it('learns by a tag nothing of a case out of scope', async () => {
    const tag = await tagOf('enterprise1', `/cases/${id}`);
    expect((await read('enterprise2', `/cases/${id}`, tag)).status).toBe(404);
    expect((await read('enterprise2', `/cases/${id}`, '*')).status).toBe(404);
  });
});

describe('who has read a list', () => {
  it.each(['', '/counts', `?q=x`])('of cases%s is told that nothing has changed', async (query) => {
    await tagOf('enterprise1', `/cases${query}`);
  });

  it.each(['history', 'clocks', 'ledger', 'evidence'])('of a case (%s), too', async (part) => {
    await tagOf('enterprise1', `/cases/${id}/${part}`);
  });

  it('is told what has changed, and each reader has tags of their own', async () => {
    const tag = await tagOf('enterprise1', '/cases');
    expect(await isUnchanged(acceptor, '/cases', tag)).toBe(false);
    await product.api.act('enterprise1', id, 'payment.record', {
      on: '2026-11-22',
      amount: '1.00',
    });
    expect(await isUnchanged('enterprise1', '/cases', tag)).toBe(false);
  });

  it('goes on by a link', async () => {
    await product.api.file('enterprise2', { kind: 'arrears', ...oldDebt });
    await product.api.file('enterprise2', { kind: 'arrears', ...oldDebt });
    const first = await read('enterprise2', '/cases?sort=filedAt&limit=1');
    const [, next = ''] =
      /^<\/api\/v1([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await read('enterprise2', next);
    const ids = [first, second].map(async (page) => {
      const { items } = (await page.json()) as { items: { id: string }[] };
      return items.map((item) => item.id);
    });
    const [one, two] = await Promise.all(ids);
    expect([one?.length, two?.length]).toEqual([1, 1]);
    expect(one).not.toEqual(two);
    expect(second.headers.get('link')).toBeNull();
    const last = await read('enterprise1', `/cases/${id}/history?limit=1`);
    expect(last.headers.get('link')).toMatch(/history\?limit=1&cursor=/);
  });

  it('gets it compressed, if it says so', async () => {
    const token = await product.api.token('enterprise1');
    const get = (encoding: string) =>
      new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding };
        httpRequest(`${product.url}/api/v1/cases`, { headers }, (answer) => {
          buffer(answer).then((body) => {
            resolve({ encoding: answer.headers['content-encoding'], body });
          }, reject);
        }).end();
      });
    const plain = await get('identity');
    const packed = await get('gzip');
    expect([plain.encoding, packed.encoding]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(packed.body)).toEqual(plain.body);
    expect(packed.body.length).toBeLessThan(plain.body.length);
  });
});

describe('what waits for an enterprise', () => {
  const list = (query: string) => product.api.list<{ id: string }>('enterprise1', `/cases${query}`);
  const ids = async (query: string) => (await list(query)).map((each) => each.id);

  it('is its own term, in the row, in the case and in the lists, until it is over', async () => {
    expect(await ids('?awaits=me')).not.toContain(id);
    expect(await product.api.case('enterprise1', id)).toMatchObject({ yourDeadline: null });
    const form = new FormData();
    const receipt = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    form.append('file', new Blob([receipt], { type: 'application/pdf' }), '回单.pdf');
    form.append('shownToEnterprise', 'true');
    const sent = await fetch(`${product.url}/api/v1/cases/${id}/evidence`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await product.api.token(handler)}` },
      body: form,
    });
    const evidence = (await sent.json()) as { id: string };
    await product.api.act(handler, id, 'payment.record', {
      on: '2026-11-25',
      amount: '30000.00',
      evidenceId: evidence.id,
    });
    const own = { name: 'paymentSilence', owedBy: 'enterprise' };
    const single = await product.api.case('enterprise1', id);
    expect(single).toMatchObject({ yourDeadline: own, deadline: { name: 'handling' } });
    const [row] = (await list('?awaits=me')).filter((each) => each.id === id);
    expect(row).toMatchObject({ yourDeadline: own });
    const first = await list('?sort=yourDeadline');
    expect(first[0]?.id).toBe(id);
    expect(await ids('?due=soon')).not.toContain(id);
    const counts = await product.api.ok<{ awaitsMe: number; total: number }>(
      'enterprise1',
      '/cases/counts',
    );
    expect(counts).toMatchObject({ awaitsMe: 1, total: (await ids('')).length });
    // An officer is not told of it as of the own.
    expect(await product.api.case(handler, id)).toMatchObject({
      yourDeadline: { name: 'handling', owedBy: 'handler' },
    });

    const dueOn = (single as unknown as { yourDeadline: { dueOn: string } }).yourDeadline.dueOn;
    await product.api.ok('admin', '/simulation/advance', {
      method: 'POST',
      body: { to: `${dueOn}T10:00:00+08:00` },
    });
    expect(await ids('?due=soon')).toContain(id);
    await product.api.pass('P1D');
    expect(await ids('?awaits=me')).not.toContain(id);
    expect(await ids('?due=soon')).not.toContain(id);
  });

  it('is found by what the enterprise knows of it', async () => {
    expect(await ids(`?externalRef=${encodeURIComponent('ERP/7001')}`)).toEqual([id]);
    expect(await ids('?externalRef=ERP')).toEqual([]);
    expect(await ids(`?respondent=${encodeURIComponent('柳州市某')}`)).toContain(id);
    expect(await ids(`?respondent=${encodeURIComponent('桂林市某')}`)).toEqual([]);
  });

  it('is not found out by who is not shown it', async () => {
    const found = async (as: string, query: string) =>
      (await product.api.list<{ id: string }>(as, `/cases?${query}`)).map((each) => each.id);
    const respondent = `respondent=${encodeURIComponent('柳州市某')}`;
    const reference = `externalRef=${encodeURIComponent('ERP/7001')}`;
    expect(await found('observer', respondent)).toContain(id);
    expect(await found('admin', '')).toContain(id);
    expect(await found('admin', respondent)).toEqual([]);
    for (const as of ['admin', 'observer']) expect(await found(as, reference)).toEqual([]);
    expect(await found(acceptor, reference)).toEqual([id]);
  });

  it('is what has changed since', async () => {
    const { updatedAt } = (await product.api.case('enterprise1', id)) as unknown as {
      updatedAt: string;
    };
    const since = (at: string) => ids(`?changedSince=${encodeURIComponent(at)}`);
    expect(await since(updatedAt)).toContain(id);
    const after = new Date(Date.parse(updatedAt) + 1).toISOString();
    expect(await since(after)).not.toContain(id);
    expect((await read('enterprise1', '/cases?changedSince=yesterday')).status).toBe(422);
  });

  it('is listed whole in an order that stands still', async () => {
    const all = (await ids('?sort=filedAt&limit=100')).toReversed();
    expect(await ids('?sort=-filedAt&limit=100')).toEqual(all);
    const { nextCursor } = await product.api.ok<{ nextCursor: string | null }>(
      'enterprise2',
      '/cases?sort=filedAt&limit=1',
    );
    const wrong = await read('enterprise2', `/cases?sort=-filedAt&cursor=${nextCursor ?? ''}`);
    expect(wrong.status).toBe(422);
    // Nothing but urgency is indexed for who has cases by the thousand.
    for (const query of ['sort=filedAt', 'changedSince=2026-09-14T00:00:00Z']) {
      expect((await read(acceptor, `/cases?${query}`)).status).toBe(422);
    }
    expect((await read(acceptor, '/cases?sort=urgency')).status).toBe(200);
  });
});
