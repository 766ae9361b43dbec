import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WaitingFiles } from '../../src/evidence/waiting-files.js';
import type { HistoryBody } from '../support/api-client.js';
import { anArrears, aPromise } from '../support/complaints.js';
import { formOf, handIn, type EvidenceBody } from '../support/evidence.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Upload {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly waitsUntil: string;
  readonly sameAs: readonly { readonly id: string; readonly caseNumber: string | null }[];
  readonly code?: string;
}

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

const upload = (name: string, content: Buffer, as = 'enterprise1') =>
  product.api.request<Upload>(as, '/uploads', { method: 'POST', body: formOf(name, content) });

async function uploaded(name: string, content = pdf(name)): Promise<Upload> {
  const answer = await upload(name, content);
  expect(answer.status).toBe(201);
  return answer.body;
}

const waiting = async (as = 'enterprise1') =>
  (await product.api.list<Upload>(as, '/uploads')).map(({ id }) => id);

const file = (body: object, query = '') =>
  product.api.request<{ id: string; number: string; errors?: object[] }>(
    'enterprise1',
    `/complaints${query}`,
    { method: 'POST', body },
  );

const unknown = (path: string) => ({
  status: 422,
  body: { errors: [expect.objectContaining({ path, rule: 'fileUploaded' })] },
});

describe('a file that is uploaded before its complaint', () => {
  it('is among the files of the case once it is filed, with its name and its content', async () => {
    const contract = await uploaded('设备采购合同（盖章）.pdf');
    const note = await uploaded('送货单№1.pdf');
    expect(contract.waitsUntil).toBe('2026-10-13');
    const [item] = anArrears.claim.items;
    const body = {
      ...anArrears,
      evidence: [contract.id],
      claim: { items: [{ ...item, evidence: [note.id, contract.id] }], payments: [] },
    };

    expect(await file(body, '?dryRun=true')).toMatchObject({ status: 200 });
    expect(await waiting()).toEqual([contract.id, note.id]);

    const filed = await file(body);
    expect(filed).toMatchObject({ status: 201 });
    expect(await waiting()).toEqual([]);
    for (const as of ['enterprise1', 'acceptor.arrears']) {
      const files = await product.api.list<EvidenceBody>(as, `/cases/${filed.body.id}/evidence`);
      expect(files.map(({ id, name }) => [id, name])).toEqual([
        [contract.id, '设备采购合同（盖章）.pdf'],
        [note.id, '送货单№1.pdf'],
      ]);
      const read = await product.api.response(as, `/cases/${filed.body.id}/evidence/${note.id}`);
      expect(Buffer.from(await read.arrayBuffer())).toEqual(pdf('送货单№1.pdf'));
    }
    // The chained history has the hash of each.
    const [entry] = await product.api.list<HistoryBody>(
      'acceptor.arrears',
      `/cases/${filed.body.id}/history`,
    );
    expect(entry?.payload['files']).toMatchObject([
      { id: contract.id, sha256: contract.sha256 },
      { id: note.id, sha256: createHash('sha256').update(pdf('送货单№1.pdf')).digest('hex') },
    ]);
  });

  it('belongs to one complaint, and to its enterprise', async () => {
    const once = await uploaded('一次.pdf');
    expect(await file({ ...aPromise, evidence: [once.id] })).toMatchObject({ status: 201 });
    expect(await file({ ...aPromise, evidence: [once.id] })).toMatchObject(unknown('evidence[0]'));
    const { body } = await upload('别人的.pdf', pdf('别人的'), 'enterprise2');
    expect(await file({ ...aPromise, evidence: [body.id] })).toMatchObject(unknown('evidence[0]'));
    expect(await waiting('enterprise2')).toEqual([body.id]);
    const request = { method: 'DELETE' };
    expect(await product.api.request('enterprise1', `/uploads/${body.id}`, request)).toMatchObject({
      status: 404,
    });
    expect(await product.api.request('enterprise2', `/uploads/${body.id}`, request)).toMatchObject({
      status: 204,
    });
    expect(await waiting('enterprise2')).toEqual([]);
  });

  it('goes on waiting when the complaint is refused', async () => {
    const { id } = await uploaded('被退回.pdf');
    const wrong = { ...aPromise, facts: '', evidence: [id] };
    expect(await file(wrong)).toMatchObject({ status: 422 });
    const half = { ...aPromise, evidence: [id, '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69'] };
    expect(await file(half)).toMatchObject(unknown('evidence[1]'));
    expect(await waiting()).toEqual([id]);
    expect(await file({ ...aPromise, evidence: [id] })).toMatchObject({ status: 201 });
  });

  it('is told when it is the same as another one', async () => {
    const first = await uploaded('发票.pdf', pdf('发票'));
    const second = await uploaded('发票（副本）.pdf', pdf('发票'));
    expect([first.sameAs, second.sameAs]).toMatchObject([[], [{ id: first.id, caseNumber: null }]]);
    const { body: filed } = await file({ ...aPromise, evidence: [first.id] });
    const third = await uploaded('发票（又一份）.pdf', pdf('发票'));
    expect(third.sameAs).toMatchObject([
      { id: first.id, caseNumber: filed.number },
      { id: second.id, caseNumber: null },
    ]);
    const again = await handIn(product.api, 'enterprise1', filed.id, formOf('再.pdf', pdf('发票')));
    expect(again.body).toMatchObject({ sameAs: first.id });
  });

  it.each([
    ['脚本.exe', pdf('脚本'), 415, 'EVIDENCE_TYPE_NOT_ALLOWED'],
    ['假的.pdf', Buffer.from('plain text'), 422, 'EVIDENCE_CONTENT_MISMATCH'],
    ['../外.pdf', pdf('外'), 422, 'INPUT_INVALID'],
  ])('as %s is refused like every file', async (name, content, status, code) => {
    expect(await upload(name, content)).toMatchObject({ status, body: { code } });
  });

  it('of a digital invoice may be its XML', async () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-8"?><EInvoice><EInvoiceData><EIid>2545</EIid></EInvoiceData></EInvoice>';
    expect(await upload('数电票.xml', Buffer.from(xml))).toMatchObject({ status: 201 });
  });

  it('waits for thirty days, and not a day longer', async () => {
    const before = await waiting();
    const { id } = await uploaded('很久.pdf');
    const files = product.part(WaitingFiles);
    await product.api.pass('P29D');
    await files.forget();
    expect(await waiting()).toContain(id);
    await product.api.pass('P2D');
    await files.forget();
    expect(await waiting()).toEqual([]);
    expect(before).not.toContain(id);
  });
});
