import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unitId } from '../../seeds/reference-data.js';
import type { HistoryBody } from '../support/api-client.js';
import { caseWith, type Act } from '../support/case-acts.js';
import { filesIn, formOf, handIn, type EvidenceBody } from '../support/evidence.js';
import { RunningProduct } from '../support/running-product.js';
import * as sample from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const acceptorHead = 'head.promise';
const handler = 'handler.promise.450100';
const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };
const handling: readonly Act[] = [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', investment],
  [handler, 'referral.sign'],
];
const MIB = 1024 * 1024;
const agreement = sample.pdf('agreement');

let database: TestDatabase;
let product: RunningProduct;
let id: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const now = new Date('2026-09-14T10:00:00+08:00');
  product = await RunningProduct.start(database, now, { EVIDENCE_MAX_MIB: '1' });
  ({ id } = await caseWith(product.api, handling));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const add = (as: string | null, form: FormData | string, headers = {}, caseId = id) =>
  handIn(product.api, as, caseId, form, headers);

const list = (as: string) => product.api.list<EvidenceBody>(as, `/cases/${id}/evidence`);

const open = (as: string, evidenceId: string) =>
  product.api.response(as, `/cases/${id}/evidence/${evidenceId}`);

/** Adds what must be refused: neither a row nor a file of it may be left. */
async function refused(as: string | null, form: FormData | string, headers = {}, caseId = id) {
  const stored = async () => [await product.counts(), filesIn(product.dataDir)];
  const before = await stored();
  const answer = await add(as, form, headers, caseId);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await stored()).toEqual(before);
  return answer;
}

describe('a file that is handed in', () => {
  it('is listed, named in the history, and handed out as it was', async () => {
    const before = filesIn(product.dataDir);
    const form = formOf("招商引资协议; '终稿' (1).pdf", agreement, { note: '2026年3月签订。' });
    const added = await add('enterprise1', form);
    expect(added).toMatchObject({
      status: 201,
      body: {
        name: "招商引资协议; '终稿' (1).pdf",
        type: 'application/pdf',
        size: agreement.length,
        sha256: createHash('sha256').update(agreement).digest('hex'),
        note: '2026年3月签订。',
        shownToEnterprise: true,
        uploadedBy: { role: 'enterprise', unit: null },
        sealed: null,
      },
    });
    for (const reader of ['enterprise1', acceptor, handler, 'supervisor', 'credit']) {
      expect(await list(reader)).toEqual([added.body]);
    }
    for (const reader of ['observer', 'admin']) {
      const refused = await product.api.request(reader, `/cases/${id}/evidence`);
      expect([reader, refused.status]).toEqual([reader, 403]);
    }
    const history = await product.api.list<HistoryBody>(handler, `/cases/${id}/history`);
    const { sha256, name } = added.body;
    expect(history.at(-1)).toMatchObject({ event: 'evidence.add', payload: { sha256, name } });

    const answer = await open(handler, added.body.id);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(agreement);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(agreement.length),
      'content-disposition': expect.stringMatching(
        /^attachment; filename="[?]+; '[?]+' \(1\)\.pdf"; filename\*=UTF-8''%E6%8B%9B/,
      ),
      etag: `"${sha256}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'cache-control': 'private, no-store',
    });
    expect(filesIn(product.dataDir).filter((place) => !before.includes(place))).toEqual([
      `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`,
    ]);
  });

  it('is kept once, however often and by whomever it is handed in', async () => {
    const files = filesIn(product.dataDir);
    const again = await add(handler, formOf('协议副本.pdf', agreement));
    expect(again.status).toBe(201);
    expect(filesIn(product.dataDir)).toEqual(files);
    const answer = await open(handler, again.body.id);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(agreement);
  });

  it('is added once under one key, and another one is refused under it', async () => {
    const headers = { 'idempotency-key': 'evidence-1' };
    const first = await add('enterprise1', formOf('照片.png', sample.png()), headers);
    expect(first.status).toBe(201);
    const counts = await product.counts();
    const again = await add('enterprise1', formOf('照片.png', sample.png()), headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await product.counts()).toEqual(counts);
    const other = await refused('enterprise1', formOf('照片.jpg', sample.jpeg()), headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('may be an office document, and comes as one', async () => {
    for (const [name, content, type] of [
      ['说明.docx', sample.office('docx'), /wordprocessingml\.document$/],
      ['清单.XLSX', sample.office('xlsx'), /spreadsheetml\.sheet$/],
      ['批复.ofd', sample.ofd(), /^application\/ofd$/],
      ['旧文.doc', sample.oldWord(), /^application\/msword$/],
    ] as const) {
      const added = await add('enterprise1', formOf(name, content));
      expect(added).toMatchObject({ status: 201, body: { type: expect.stringMatching(type) } });
    }
  });
});

describe('a file of any type that is taken', () => {
  it.each(Object.entries(sample.takenFiles))(
    '%s: is handed out to be saved, and never shown',
    async (extension, content) => {
      const added = await add('enterprise1', formOf(`证据.${extension}`, content()));
      expect(added).toMatchObject({ status: 201, body: { size: content().length } });
      const answer = await open(acceptor, added.body.id);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(content());
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': added.body.type,
        'content-disposition': expect.stringMatching(/^attachment;/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      });
    },
  );
});

describe('a file of an officer', () => {
  it('is not for the enterprise, neither in the list nor by its id nor in the history', async () => {
    const secret = sample.pdf('internal');
    const { body } = await add(handler, formOf('内部核查意见.pdf', secret, { note: '内部' }));
    expect(body).toMatchObject({ shownToEnterprise: false, uploadedBy: { role: 'handler' } });
    expect((await list(acceptor)).map((each) => each.id)).toContain(body.id);
    expect((await list('enterprise1')).map((each) => each.id)).not.toContain(body.id);
    expect((await open('enterprise1', body.id)).status).toBe(404);
    expect((await open(acceptor, body.id)).status).toBe(200);
    const read = await product.api.response('enterprise1', `/cases/${id}/history`);
    const history = await read.text();
    for (const word of ['内部核查意见', body.sha256, body.id]) expect(history).not.toContain(word);
    expect(history).toContain('evidence.add');
  });

  it('is for the enterprise if the officer says so; without the name of the officer', async () => {
    const form = formOf('核查结果.pdf', sample.pdf('result'), { shownToEnterprise: 'true' });
    const { body } = await add(handler, form);
    const shown = (await list('enterprise1')).find((each) => each.id === body.id);
    expect(shown?.uploadedBy).toEqual({
      role: 'handler',
      name: null,
      unit: { id: investment.unitId, name: '南宁市投资促进局' },
    });
    expect(body.uploadedBy.name).toBe('南宁市投资促进局 经办');
    expect((await open('enterprise1', body.id)).status).toBe(200);
    const history = await product.api.list<HistoryBody>('enterprise1', `/cases/${id}/history`);
    expect(history.at(-1)).toMatchObject({
      payload: { name: '核查结果.pdf', sha256: body.sha256 },
      actor: { role: 'handler', name: null },
    });
  });
});

describe('a file is refused', () => {
  const png = sample.png();

  it.each<[string, number, string, string, Buffer]>([
    ['a page that is called a PDF', 422, 'EVIDENCE_CONTENT_MISMATCH', 'a.pdf', sample.html()],
    ['a picture that is called a PDF', 422, 'EVIDENCE_CONTENT_MISMATCH', 'a.pdf', png],
    ['a PDF that is called a picture', 422, 'EVIDENCE_CONTENT_MISMATCH', 'a.png', agreement],
    ['a program', 415, 'EVIDENCE_TYPE_NOT_ALLOWED', 'a.exe', Buffer.from('MZ')],
    ['a page', 415, 'EVIDENCE_TYPE_NOT_ALLOWED', 'a.html', sample.html()],
    [
      'a drawing that runs scripts',
      415,
      'EVIDENCE_TYPE_NOT_ALLOWED',
      'a.svg',
      Buffer.from('<svg/>'),
    ],
    ['no type', 415, 'EVIDENCE_TYPE_NOT_ALLOWED', 'contract', agreement],
    ['a type for macros', 415, 'EVIDENCE_TYPE_NOT_ALLOWED', 'a.docm', sample.office('docx')],
    [
      'macros',
      415,
      'EVIDENCE_TYPE_NOT_ALLOWED',
      'a.docx',
      sample.office('docx', { 'word/vbaProject.bin': 'x' }),
    ],
    [
      'a path inside the document',
      422,
      'EVIDENCE_CONTENT_MISMATCH',
      'a.docx',
      sample.office('docx', { '../../evil': 'x' }),
    ],
    [
      'a mail with a program',
      415,
      'EVIDENCE_TYPE_NOT_ALLOWED',
      'a.eml',
      sample.mail({ 'a.exe': 'MZ' }),
    ],
    [
      'an invoice with entities of elsewhere',
      422,
      'EVIDENCE_CONTENT_MISMATCH',
      'a.xml',
      sample.invoice('', '<!DOCTYPE a SYSTEM "https://x.example/a.dtd">'),
    ],
    [
      'a recording that is called a picture',
      422,
      'EVIDENCE_CONTENT_MISMATCH',
      'a.png',
      sample.amr(),
    ],
    ['more than the limit', 413, 'EVIDENCE_TOO_LARGE', 'a.pdf', Buffer.alloc(MIB + 1)],
    ['much more than the limit', 413, 'EVIDENCE_TOO_LARGE', 'a.pdf', Buffer.alloc(3 * MIB)],
  ])('for %s: %i', async (_what, status, code, name, content) => {
    const answer = await refused('enterprise1', formOf(name, content));
    expect(answer).toMatchObject({ status, body: { status, code } });
  });

  it.each<[string, string, Buffer, string]>([
    ['a path in the name', '../../etc/a.pdf', agreement, 'fileNameWithoutPath'],
    ['a path of Windows in it', 'C:\\contracts\\a.pdf', agreement, 'fileNameWithoutPath'],
    ['a turned name', 'a\u202Efdp.pdf', agreement, 'fileNameVisible'],
    ['a name that is too long', `${'合'.repeat(90)}.pdf`, agreement, 'fileNameLength'],
    ['nothing in it', 'a.pdf', Buffer.alloc(0), 'fileNotEmpty'],
  ])('for %s', async (_what, name, content, rule) => {
    const answer = await refused('enterprise1', formOf(name, content));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'INPUT_INVALID', errors: [{ path: 'file', rule }] },
    });
  });

  it('when there is none, when there are two, and with fields that are wrong', async () => {
    const none = new FormData();
    none.append('note', 'no file');
    const two = formOf('a.pdf', agreement);
    two.append('file', new Blob([png]), 'b.png');
    const three = formOf('a.pdf', agreement);
    for (const name of ['b.png', 'c.png']) three.append('file', new Blob([png]), name);
    const elsewhere = new FormData();
    elsewhere.append('attachment', new Blob([png]), 'b.png');
    const twice = formOf('a.pdf', agreement, { note: 'one' });
    twice.append('note', 'two');
    for (const [form, path, rule] of [
      [none, 'file', 'isFile'],
      [two, 'file', 'oneFile'],
      [three, 'file', 'oneFile'],
      [elsewhere, 'attachment', 'unknownField'],
      [twice, 'note', 'once'],
      [formOf('a.pdf', agreement, { owner: 'me' }), 'owner', 'unknownField'],
      [formOf('a.pdf', agreement, { note: 'n'.repeat(2_001) }), 'note', 'maxLength'],
      [formOf('a.pdf', agreement, { note: 'a\0b' }), 'note', 'isStorable'],
      [formOf('a.pdf', agreement, { shownToEnterprise: 'yes' }), 'shownToEnterprise', 'isIn'],
      [
        formOf('a.pdf', agreement, { shownToEnterprise: 'false' }),
        'shownToEnterprise',
        'ownFileIsShown',
      ],
    ] as const) {
      const answer = await refused('enterprise1', form);
      expect(answer).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
      expect((answer.body as unknown as { errors: unknown }).errors).toContainEqual(
        expect.objectContaining({ path, rule }),
      );
    }
  });

  it.each([
    ['no form', 415, 'UNSUPPORTED_MEDIA_TYPE', '{}', {}],
    ['no boundary', 400, 'MALFORMED_REQUEST', 'x', { 'content-type': 'multipart/form-data' }],
    [
      'a form that is cut off',
      400,
      'MALFORMED_REQUEST',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
      { 'content-type': 'multipart/form-data; boundary=x' },
    ],
  ])('when it is %s', async (_what, status, code, body, headers) => {
    const answer = await refused('enterprise1', body, headers);
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it.each<[string, number, string | null]>([
    ['an enterprise that did not file the case', 404, 'enterprise2'],
    ['an acceptor of another kind', 404, 'acceptor.arrears'],
    ['a unit that does not have the case', 404, 'handler.promise.450200'],
    ['an observer', 403, 'observer'],
    ['an auditor', 403, 'auditor'],
    ['an administrator', 403, 'admin'],
    ['nobody', 401, null],
  ])('from %s: %i', async (_who, status, as) => {
    const answer = await refused(as, formOf('a.pdf', agreement));
    expect(answer.status).toBe(status);
  });

  it('on a case that is over, and on a version that has passed', async () => {
    const over = await caseWith(product.api, [
      ['enterprise1', 'complaint.withdraw', { reason: '已付', underPressure: false }],
    ]);
    const other = formOf('other.pdf', sample.pdf('other'));
    const late = await refused('enterprise1', other, {}, over.id);
    expect(late).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACCEPTED' } });
    const stale = await refused('enterprise1', other, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  });

  it('as an act without a file', async () => {
    const body = { type: 'evidence.add', payload: {} };
    const request = { method: 'POST', body };
    const answer = await product.api.request('enterprise1', `/cases/${id}/events`, request);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ rule: 'hasOwnRoute' }] } });
    const { availableEvents } = await product.api.case('enterprise1', id);
    expect(availableEvents.map(({ type }) => type)).not.toContain('evidence.add');
  });
});

describe('a sealed file', () => {
  const seal = (as: string, evidenceId: string, body: object = { reason: '含第三方商业秘密。' }) =>
    product.api.request(as, `/cases/${id}/evidence/${evidenceId}/seal`, { method: 'POST', body });

  it('stays in the list with the reason, and few may open it', async () => {
    const { body } = await add('enterprise1', formOf('合同.pdf', sample.pdf('sealed')));
    for (const [as, status] of [
      [acceptor, 403],
      ['enterprise1', 403],
      ['head.arrears', 404],
    ] as const) {
      expect((await seal(as, body.id)).status).toBe(status);
    }
    expect(await seal(acceptorHead, body.id, {})).toMatchObject({ status: 422 });
    expect((await open('enterprise1', body.id)).status).toBe(200);

    expect(await seal(acceptorHead, body.id)).toMatchObject({
      status: 200,
      body: { sealed: { reason: '含第三方商业秘密。', by: 'acceptorHead' } },
    });
    const listed = (await list('enterprise1')).find((each) => each.id === body.id);
    expect(listed?.sealed).toMatchObject({ reason: '含第三方商业秘密。', by: 'acceptorHead' });
    for (const as of ['enterprise1', acceptor, handler]) {
      const answer = await open(as, body.id);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'EVIDENCE_SEALED' });
    }
    expect((await open(acceptorHead, body.id)).status).toBe(200);
    expect((await open('supervisor', body.id)).status).toBe(200);
    const history = await product.api.list<HistoryBody>(acceptor, `/cases/${id}/history`);
    expect(history.at(-1)).toMatchObject({
      event: 'evidence.seal',
      payload: { evidenceId: body.id, reason: '含第三方商业秘密。' },
    });
  });

  it('is not sealed a second time, and nothing is deleted', async () => {
    const [sealed] = (await list(acceptor)).filter((each) => each.sealed !== null);
    const counts = await product.counts();
    expect(await seal('supervisor', sealed?.id ?? '')).toMatchObject({
      status: 409,
      body: { code: 'EVIDENCE_ALREADY_SEALED' },
    });
    const path = `/cases/${id}/evidence/${sealed?.id ?? ''}`;
    expect((await product.api.response(acceptorHead, path, { method: 'DELETE' })).status).toBe(405);
    expect(await product.counts()).toEqual(counts);
  });
});

describe('a file whose content changed in the store', () => {
  it('is never handed out; it is an incident until it is put back', async () => {
    const content = sample.pdf('to be damaged');
    const { body } = await add(handler, formOf('a.pdf', content));
    const { sha256 } = body;
    const place = join(product.dataDir, 'evidence', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const forged = Buffer.from(content.toString().replace('damaged', 'DAMAGED'));

    const broken = async () => {
      const answer = await open(handler, body.id);
      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({ code: 'EVIDENCE_DAMAGED' });
    };
    // A read-only file is replaced like any other.
    rmSync(place);
    await broken();
    writeFileSync(place, forged);
    await broken();

    const incidents = () =>
      product.api.list<{ id: string; kind: string; subject: string }>(acceptor, '/incidents');
    const [incident, more] = await incidents();
    expect(incident).toMatchObject({ kind: 'evidence', subject: body.id });
    expect(more).toBeUndefined();
    const retry = () =>
      product.api.response(acceptor, `/incidents/${incident?.id ?? ''}/retry`, { method: 'POST' });
    expect((await retry()).status).toBe(500);
    expect(await incidents()).toHaveLength(1);

    // To hand in the same content once more makes the stored one whole.
    expect((await add(handler, formOf('b.pdf', content))).status).toBe(201);
    expect((await retry()).status).toBe(204);
    expect(await incidents()).toEqual([]);
    expect((await open(handler, body.id)).status).toBe(200);
  });
});
