import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { CaseArchive } from '../../../src/archive/case-archive.js';
import { manifestText, type Manifest } from '../../../src/archive/archive-manifest.js';
import { CaseFigures } from '../../../src/archive/case-figures.js';
import { LprPublications } from '../../../src/rates/lpr-publications.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { DocumentAttachments } from '../../../src/documents/document-attachments.js';
import { DocumentLibrary } from '../../../src/documents/document-library.js';
import { DocumentReading } from '../../../src/documents/document-reading.js';
import { IssuedDocument } from '../../../src/documents/document.entity.js';
import { Documents, type DocumentOrder } from '../../../src/documents/documents.js';
import { WorkflowRegistry } from '../../../src/engine/workflow-registry.js';
import { Evidence } from '../../../src/evidence/evidence.entity.js';
import { placeOf } from '../../../src/evidence/evidence-store.js';
import { FolderStore } from '../../../src/evidence/folder-store.js';
import { Uploads } from '../../../src/evidence/uploads.js';
import { measureDocuments } from '../../../workflows/measure/measure.documents.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { FileRoom, principalOf } from '../../support/file-room.js';
import { PostOffice } from '../../support/post-office.js';
import { pdf } from '../../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';

let database: TestDatabase;
let office: EngineUnderTest;
let room: FileRoom;
let server: TestMailServer;
let documents: Documents;
let reading: DocumentReading;
let archive: CaseArchive;
let folder: string;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-28'));
  room = await FileRoom.open(database, office);
  server = await TestMailServer.start();
  const config = loadConfig({ DATA_DIR: room.dataDir });
  ({ folder } = config.evidence);
  const store = new FolderStore(folder);
  const { transactions } = database;
  const registry = office.part(WorkflowRegistry);
  const library = new DocumentLibrary();
  expect(library.load('measure@1', measureDocuments)).toEqual([]);
  documents = new Documents(registry, library, store, new Uploads(config, office.time));
  reading = new DocumentReading({} as never, transactions, store);
  const figures = new CaseFigures(registry, office.part(LprPublications), office.time);
  archive = new CaseArchive(transactions, registry, reading, figures, store);
  caseId = await office.file('arrears');
});
afterAll(async () => {
  await server.down();
  room.close();
  await office.close();
  await database.close();
});

const order = (more: Partial<DocumentOrder> = {}): DocumentOrder => ({
  caseId,
  id: randomUUID(),
  template: 'measure@1/supervisionNotice',
  variables: measureDocuments.examples.supervisionNotice,
  series: '南工信督',
  issuer: '南宁市工业和信息化局',
  addressee: '某公司',
  issuedOn: '2026-09-28',
  shownToEnterprise: false,
  at: office.time.now(),
  ...more,
});

const issue = (more: Partial<DocumentOrder> = {}) =>
  database.transactions.run((tx) => documents.issue(tx, order(more)));

/** Where the content of a file lies on the disk. */
const pathOf = (sha256: string) => join(folder, placeOf(sha256));

describe('an official document', () => {
  it('is numbered in the series of its year without a gap', async () => {
    expect((await issue()).documentNumber).toBe('南工信督〔2026〕1号');
    const undone = database.transactions.run(async (tx) => {
      expect((await documents.issue(tx, order())).documentNumber).toBe('南工信督〔2026〕2号');
      throw new Error('refused after all');
    });
    await expect(undone).rejects.toThrow('refused after all');
    expect((await issue()).documentNumber).toBe('南工信督〔2026〕2号');
    expect((await issue({ issuedOn: '2027-01-04' })).documentNumber).toBe('南工信督〔2027〕1号');
    expect((await issue({ series: '南工信函' })).documentNumber).toBe('南工信函〔2026〕1号');
  });

  it('passes over a number that an officer has given by hand', async () => {
    const series = '南工信受';
    const given = '南工信受〔2026〕1号';
    await issue({ series, documentNumber: given });
    expect((await issue({ series })).documentNumber).toBe('南工信受〔2026〕2号');
    await expect(issue({ series, documentNumber: given })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('is not issued when its content cannot be kept, and its number stays free', async () => {
    const away = new Error('the store is away');
    const put = jest.spyOn(FolderStore.prototype, 'put').mockRejectedValue(away);
    await expect(issue({ series: '南工信待' })).rejects.toThrow(away.message);
    put.mockRestore();
    expect((await issue({ series: '南工信待' })).documentNumber).toBe('南工信待〔2026〕1号');
  });

  it('has a number of its own, also of two that are given one at the same moment', async () => {
    const both = [1, 2].map(() => issue({ documentNumber: '南工信特〔2026〕1号' }));
    const ends = await Promise.allSettled(both);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = ends.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'INPUT_INVALID' } });
  });

  it('has a number of its own, also when one is given that is next in its series', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const series = `南工信竞${round}`;
      const given = `${series}〔2026〕1号`;
      const both = [issue({ documentNumber: given, series }), issue({ series })];
      const [byHand, next] = await Promise.allSettled(both);
      // Whoever comes second: one is refused, or the other takes the number after it.
      if (byHand?.status === 'rejected') {
        expect(byHand.reason).toMatchObject({ code: 'INPUT_INVALID' });
      }
      const number = byHand?.status === 'rejected' ? given : `${series}〔2026〕2号`;
      expect(next).toMatchObject({ status: 'fulfilled', value: { documentNumber: number } });
    }
  });

  it('is kept under its hash and never changed', async () => {
    const { id, sha256, size, name } = await issue();
    const { content } = await reading.get(caseId, id);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    expect(content).toHaveLength(size);
    expect(name).toMatch(/^南工信督〔2026〕3号 .*督办书\.docx$/);
    const { manager } = database.dataSource;
    const changes = [
      () => manager.update(IssuedDocument, { id }, { title: '另一' }),
      () => manager.delete(IssuedDocument, { id }),
    ];
    for (const change of changes) await expect(change()).rejects.toThrow('append-only');
  });

  it('is not handed out once its content has changed or gone', async () => {
    const { id, sha256 } = await issue({ addressee: '另一公司' });
    writeFileSync(pathOf(sha256), 'forged');
    await expect(reading.get(caseId, id)).rejects.toMatchObject({ code: 'EVIDENCE_DAMAGED' });
    rmSync(pathOf(sha256));
    await expect(reading.get(caseId, id)).rejects.toMatchObject({ code: 'EVIDENCE_DAMAGED' });
  });
});

describe('a letter that carries something', () => {
  const appointment = {
    kind: 'appointment' as const,
    appointment: {
      uid: 'interview-1',
      sequence: 1,
      method: 'REQUEST' as const,
      summary: '约谈',
      description: '请携带对账函。',
      location: '301会议室',
      url: null,
      startsAt: '2026-10-15T01:30:00Z',
      endsAt: '2026-10-15T03:00:00Z',
      organiser: '南宁市工业和信息化局',
      attendees: [{ name: '张主任', email: 'head@debtor.example' }],
    },
  };

  it('leaves with its document and with its invitation in both forms', async () => {
    const post = new PostOffice(database, server, office.time);
    new DocumentAttachments(post.attachments, reading);
    const { id, name, sha256 } = await issue();
    const document = { kind: 'document' as const, documentId: id };
    await post.owe(caseId, ['with@debtor.example'], { attachments: [document, appointment] });
    await post.dispatcher().runOnce();
    const mail = server.received.at(-1)!.mail;
    const file = mail.attachments.find(({ filename }) => filename === name);
    expect(createHash('sha256').update(file!.content).digest('hex')).toBe(sha256);
    const forms = mail.attachments.filter(({ content }) =>
      content.toString().startsWith('BEGIN:VCALENDAR'),
    );
    expect(forms.map(({ contentType }) => contentType).toSorted()).toEqual([
      'application/ics',
      'text/calendar',
    ]);
    expect(forms[0]!.content.toString()).toContain('METHOD:REQUEST');
    expect(mail.text).toContain('请处理。');
  });

  it('never leaves without it: that is an incident', async () => {
    const post = new PostOffice(database, server, office.time);
    new DocumentAttachments(post.attachments, reading);
    const { id, sha256 } = await issue({ addressee: '第三家公司' });
    rmSync(pathOf(sha256));
    const document = { kind: 'document' as const, documentId: id };
    await post.owe(caseId, ['without@debtor.example'], { attachments: [document] });
    const before = server.received.length;
    await post.dispatcher().runOnce();
    expect(server.received).toHaveLength(before);
    const row = await post.row(caseId, 'without@debtor.example');
    expect(row).toMatchObject({
      status: 'failed',
      lastError: expect.stringContaining('not there'),
    });
    const incidents = await post.incidents.list({ caseId });
    expect(incidents.filter(({ subject }) => subject === row.id)).toMatchObject([
      { kind: 'notice', cause: row.lastError },
    ]);
  });
});

describe('the archive of a case', () => {
  const owner = principalOf('enterprise1');
  const add = async (id: string, content: string, name: string) =>
    room.acts.add(owner, id, await room.sent(pdf(content), name), {});

  /** Recomputes everything that the manifest says, from the archive alone. */
  async function checked(bytes: Buffer): Promise<{ manifest: Manifest; hash: string }> {
    const zip = await fromBufferPromise(bytes);
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
    const manifest = JSON.parse(String(files.get('manifest.json'))) as Manifest;
    expect([...files.keys()]).toEqual(['manifest.json', ...manifest.files.map(({ path }) => path)]);
    for (const { path, size, sha256 } of manifest.files) {
      const content = files.get(path)!;
      expect([path, content.length]).toEqual([path, size]);
      expect([path, createHash('sha256').update(content).digest('hex')]).toEqual([path, sha256]);
    }
    const text = String(files.get('manifest.json'));
    return { manifest, hash: createHash('sha256').update(text).digest('hex') };
  }

  it('holds what its manifest says, is the same each time, and leaves sealed files out', async () => {
    const id = await office.file('arrears');
    await add(id, 'open', '对账函.pdf');
    const sealed = await add(id, 'secret', '报价单.pdf');
    await room.acts.seal(principalOf('head.arrears'), id, sealed.id, '商业秘密', {});
    const built = await archive.build(id, '移送审计监督');
    const bytes = await buffer(built.content);
    const { manifest, hash } = await checked(bytes);
    expect(hash).toBe(built.manifestSha256);
    expect(manifestText(manifest).sha256).toBe(hash);
    const { version, lastHash } = await office.record(id);
    expect(manifest).toMatchObject({
      purpose: '移送审计监督',
      historySeq: version,
      historyHash: lastHash,
    });
    const paths = manifest.files.map(({ path }) => path.replace(/\/[\w-]{36}\//, '/'));
    expect(paths).toEqual([
      'facts.json',
      'figures.json',
      'history.json',
      'evidence.json',
      'evidence/对账函.pdf',
    ]);
    expect(bytes.includes('报价单.pdf')).toBe(false);

    const again = await archive.build(id, '移送审计监督');
    expect(Buffer.compare(await buffer(again.content), bytes)).toBe(0);
    const other = await archive.build(id, '另一目的');
    expect(other.manifestSha256).not.toBe(built.manifestSha256);
    other.content.destroy();
  });

  it('is not made of a file that changed or went', async () => {
    const id = await office.file('arrears');
    const { sha256 } = await add(id, 'to be changed', 'a.pdf');
    writeFileSync(pathOf(sha256), pdf('to be Changed'));
    const changed = await archive.build(id, '移送');
    await expect(buffer(changed.content)).rejects.toThrow('not what was handed in');
    rmSync(pathOf(sha256));
    const gone = await archive.build(id, '移送');
    await expect(buffer(gone.content)).rejects.toMatchObject({ code: 'EVIDENCE_DAMAGED' });
    expect(await database.dataSource.manager.countBy(Evidence, { caseId: id })).toBe(1);
  });
});
