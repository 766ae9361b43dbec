import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keyScopes, type KeyScope } from '../../src/definition/index.js';
import { workflows } from '../../workflows/index.js';
import { newDocument, newKey as insertKey } from '../support/access-rows.js';
import type { CaseBody, HistoryBody } from '../support/api-client.js';
import { anArrears, aPromise, changed } from '../support/complaints.js';
import { formOf, handIn, type EvidenceBody } from '../support/evidence.js';
import { endKeys, makeKey } from '../support/own-keys.js';
import { bearer, post, type Bearer } from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { Account } from '../../src/identity/account.entity.js';

const owner = 'enterprise1';
const handler = 'handler.arrears.450200';

type Acted = HistoryBody & {
  readonly actor: { readonly byKey: boolean; readonly key: { id: string; name: string } | null };
};

let database: TestDatabase;
let product: RunningProduct;
let debt: CaseBody;
let promise: CaseBody;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  const { api } = product;
  promise = await api.file(owner, aPromise);
  await api.act('acceptor.promise', promise.id, 'supplement.request', { items: ['承诺文件全文'] });
  debt = await api.file(owner, changed(anArrears, 'respondent.divisionCode', '450200'));
  const [unitId] = await api.unitIds('arrears', '450200');
  await api.act('acceptor.arrears', debt.id, 'complaint.accept');
  await api.act('acceptor.arrears', debt.id, 'referral.send', { unitId });
  await api.act(handler, debt.id, 'referral.sign');
});
afterAll(async () => {
  await product.close();
  await database.close();
});

beforeEach(() => endKeys(database));

const newKey = (...scopes: KeyScope[]) => makeKey(product.api, owner, ...scopes);
const act = (key: Bearer, id: string, type: string, payload: object, guard: object = {}) =>
  post<CaseBody & Record<string, unknown>>(
    product.api,
    `/cases/${id}/events`,
    { type, payload },
    { headers: { ...key.headers, ...guard } },
  );
const get = <Body = Record<string, unknown>>(key: Bearer, path: string) =>
  product.api.request<Body>(null, path, key);
const refused = (needs: KeyScope | null, ...scopes: KeyScope[]) => ({
  status: 403,
  body: { code: 'KEY_NOT_ALLOWED', needs, scopes },
});

describe('what a key is offered', () => {
  it('is exactly what it may do, of what a person may do then', async () => {
    const payment = { on: '2026-09-14', amount: '1000.00' };
    await product.api.act(handler, debt.id, 'payment.record', payment);
    const seen = new Set<string>();
    for (const { id, kind } of [debt, promise]) {
      const person = (await product.api.case(owner, id)).availableEvents.map(({ type }) => type);
      const { events } = workflows.find(({ key }) => key === kind)!;
      for (const scope of keyScopes) {
        const key = await insertKey(
          database.dataSource.manager,
          await database.dataSource.manager.findOneByOrFail(Account, {
            email: `${owner}@demo.qingnuo.example`,
          }),
          ['read', scope],
        );
        const offered = (await get<CaseBody>(bearer(key.key), `/cases/${id}`)).body.availableEvents;
        const types = offered.map(({ type }) => type);
        expect([scope, types]).toEqual([
          scope,
          person.filter((type) => events[type]?.keyScope === scope),
        ]);
        for (const type of types) seen.add(type);
      }
    }
    expect(seen).toEqual(
      new Set(['payment.record', 'payment.confirm', 'payment.dispute', 'supplement.submit']),
    );
  });
});

describe('a key does', () => {
  it('a supplement, once under one idempotency key, which no other key may ask for', async () => {
    const [key, other] = [await newKey('supplement'), await newKey('money', 'read')];
    const beside = await newKey('supplement');
    const guard = { 'idempotency-key': 'supplement-1' };
    const payload = { answer: '已补充承诺文件全文。' };
    const first = await act(key, promise.id, 'supplement.submit', payload, guard);
    expect(first).toMatchObject({ status: 200, body: { state: 'submitted' } });
    expect(first.body.availableEvents).toEqual([]);
    const again = await act(key, promise.id, 'supplement.submit', payload, guard);
    expect(again.body).toEqual(first.body);
    const before = await product.counts();
    expect(await act(other, promise.id, 'supplement.submit', payload, guard)).toMatchObject(
      refused('supplement', 'money', 'read'),
    );
    // A key that has the scope is told the first answer, as a session would be.
    const third = await act(beside, promise.id, 'supplement.submit', payload, guard);
    expect(third.body).toEqual(first.body);
    // Refused as it stands, it is told of what the key may do, not of what its people may.
    const late = await act(beside, promise.id, 'supplement.submit', payload);
    expect(late).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACCEPTED' } });
    expect(late.body['accepted']).toEqual([]);
    const { id } = promise;
    const person = await product.api.request(owner, `/cases/${id}/events`, {
      method: 'POST',
      body: { type: 'supplement.submit', payload },
    });
    expect(person.body['accepted']).toContain('complaint.withdraw');
    expect(await product.counts()).toEqual(before);
  });

  it('a file and a payment that cites it, and takes its own word back', async () => {
    const [files, money] = [await newKey('evidence'), await newKey('money')];
    const form = formOf('回单.pdf', pdf());
    const guard = { ...files.headers, 'idempotency-key': 'file-1' };
    const handed = await handIn(product.api, null, debt.id, form, guard);
    expect(handed.status).toBe(201);
    const repeated = await handIn(product.api, null, debt.id, formOf('回单.pdf', pdf()), guard);
    expect(repeated.body).toEqual(handed.body);
    const listed = await get<{ items: EvidenceBody[] }>(files, `/cases/${debt.id}/evidence`);
    expect(listed.body.items.map(({ id }) => id)).toEqual([handed.body.id]);
    const file = await product.api.response(
      null,
      `/cases/${debt.id}/evidence/${handed.body.id}`,
      files,
    );
    expect(Buffer.from(await file.arrayBuffer())).toEqual(pdf());

    const payment = { on: '2026-09-14', amount: '2000.00', evidenceId: handed.body.id };
    expect((await act(money, debt.id, 'payment.record', payment)).status).toBe(200);
    const dispute = { payment: 1, reason: '未到账。' };
    expect((await act(money, debt.id, 'payment.dispute', dispute)).status).toBe(200);
    const reversal = { payment: 2, reason: '重复登记。' };
    expect((await act(money, debt.id, 'payment.reverse', reversal)).status).toBe(200);
    // By the rules of everybody: what the key may send can still be refused for what it is.
    expect(await act(money, debt.id, 'payment.confirm', { payment: 9 })).toMatchObject({
      status: 422,
    });
  });

  it('never what gives up a right', async () => {
    const key = await newKey(...keyScopes);
    const before = await product.counts();
    for (const [type, payload] of [
      ['complaint.withdraw', { reason: '已解决。', underPressure: false }],
      ['interest.waive', { waived: true, statement: '放弃。', underPressure: false }],
      ['reopening.request', { newFacts: '新事实。' }],
      ['retaliation.report', { what: '停止合作。' }],
    ] as const) {
      expect([type, await act(key, debt.id, type, payload)]).toMatchObject([
        type,
        refused(null, ...keyScopes),
      ]);
    }
    for (const [method, path] of [
      ['POST', '/api-keys'],
      ['GET', '/api-keys'],
      ['POST', `/api-keys/${key.id}/rotation`],
      ['DELETE', `/api-keys/${key.id}`],
      ['PUT', '/accounts/me/password'],
      ['GET', '/sessions'],
    ] as const) {
      const answer = await product.api.request(null, path, {
        method,
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
        ...key,
      });
      expect([path, answer]).toMatchObject([path, refused(null, ...keyScopes)]);
    }
    expect(await product.counts()).toEqual(before);
  });

  it('the reading of documents and sheets', async () => {
    const { items } = await product.api.ok<{ items: EvidenceBody[] }>(
      owner,
      `/cases/${debt.id}/evidence`,
    );
    const [file] = items;
    const documentId = await newDocument(database.dataSource.manager, debt.id, file!);
    const [key, reading] = [await newKey('documents'), await newKey('read')];
    const status = async (bears: Bearer, path: string) =>
      (await product.api.response(null, path, bears)).status;
    const documents = `/cases/${debt.id}/documents`;
    const listed = await get<{ items: { id: string }[] }>(key, documents);
    expect(listed.body.items.map(({ id }) => id)).toContain(documentId);
    // The content is that of a file which is there, and not what the interface promises of one.
    const opened = await fetch(`${product.url}/api/v1${documents}/${documentId}`, key);
    expect(opened.status).toBe(200);
    expect(await status(key, '/portfolio.xlsx')).toBe(200);
    expect(await get(reading, documents)).toMatchObject(refused('documents', 'read'));
    for (const sheet of ['sheet.xlsx', 'sheet.html']) {
      expect(await status(key, `/cases/${debt.id}/ledger/${sheet}`)).toBe(200);
      expect(await status(reading, `/cases/${debt.id}/ledger/${sheet}`)).toBe(200);
    }
    expect(await get(key, `/cases/${debt.id}`)).toMatchObject(refused('read', 'documents'));
  });
});

describe('the history', () => {
  it('names the key to its enterprise, and to officers that a system did it', async () => {
    const history = async (as: string) => {
      const read = await product.api.ok<{ items: Acted[]; chainIntact: boolean }>(
        as,
        `/cases/${debt.id}/history`,
      );
      expect(read.chainIntact).toBe(true);
      return read.items;
    };
    const own = await history(owner);
    const byKey = own.filter(({ actor }) => actor.key !== null);
    expect(byKey.map(({ event, actor }) => [event, actor.key?.name, actor.byKey])).toEqual([
      ['evidence.add', 'ERP evidence', true],
      ['payment.record', 'ERP money', true],
      ['payment.dispute', 'ERP money', true],
      ['payment.reverse', 'ERP money', true],
    ]);
    expect(own.find(({ seq }) => seq === 1)?.actor).toMatchObject({ byKey: false, key: null });
    const officers = await history(handler);
    expect(officers.filter(({ actor }) => actor.byKey)).toHaveLength(byKey.length);
    const others = await history('observer');
    expect(others.some(({ actor }) => actor.byKey)).toBe(false);
    for (const entries of [officers, others]) {
      expect(entries.every(({ actor }) => actor.key === null)).toBe(true);
      expect(JSON.stringify(entries)).not.toContain('ERP');
    }
  });
});
