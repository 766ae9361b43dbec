import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { unitId } from '../../../seeds/reference-data.js';
import { WorkingCalendar } from '../../../src/calendar/working-calendar.js';
import { CaseArchiving } from '../../../src/engine/case-archiving.js';
import { EngineService } from '../../../src/engine/engine.service.js';
import { PartyDirectory } from '../../../src/engine/party-directory.js';
import { WorkflowRegistry } from '../../../src/engine/workflow-registry.js';
import { NoScanner } from '../../../src/evidence/file-scanner.js';
import { EvidenceIntake } from '../../../src/evidence/evidence-intake.js';
import { FolderStore } from '../../../src/evidence/folder-store.js';
import { Uploads } from '../../../src/evidence/uploads.js';
import { Clocks } from '../../../src/clocks/clocks.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { LetterLink } from '../../../src/notices/letter-link.entity.js';
import { LetterLinks, maskedLink } from '../../../src/notices/letter-links.js';
import { LinkAnswers } from '../../../src/respondents/link-answers.js';
import { LinkDoor } from '../../../src/respondents/link-door.js';
import { LinkLog } from '../../../src/respondents/link-log.js';
import { RespondentLinks1791800000000 } from '../../../src/store/migrations/1791800000000-respondent-links.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { found } from '../../support/respondent.js';
import { pdf } from '../../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const request = { questions: ['欠款是否属实？'], address: found('r@debtor.example') };

let database: TestDatabase;
let office: EngineUnderTest;
let door: LinkDoor;
let uploads: Uploads;
let dataDir: string;
/** Answers that come to nothing in the middle of their transaction, as if the process died. */
let dying: LinkAnswers;
let answers: LinkAnswers;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-links-'));
  const config = loadConfig({ DATA_DIR: dataDir });
  uploads = new Uploads(config, office.time);
  await uploads.open();
  const intake = new EvidenceIntake(new FolderStore(config.evidence.folder), new NoScanner());
  const { transactions } = database;
  const log = new LinkLog(transactions, office.time);
  const engine = office.part(EngineService);
  answers = new LinkAnswers(engine, intake, log, office.time, transactions);
  const fullDisk = { write: () => Promise.reject(new Error('disk full')) };
  dying = new LinkAnswers(engine, intake, fullDisk as never, office.time, transactions);
  door = new LinkDoor(
    transactions,
    office.part(WorkflowRegistry),
    office.part(PartyDirectory),
    office.part(Clocks),
    office.part(WorkingCalendar),
    office.time,
  );
});
afterAll(async () => {
  await office.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

async function askedCase(): Promise<string> {
  const id = await office.file('arrears');
  await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
  await office.act(id, 'feedback.request', { payload: request });
  return id;
}

const linksOf = (caseId: string) =>
  database.dataSource.manager.find(LetterLink, { where: { caseId }, order: { id: 'ASC' } });

/** The link of a letter as it leaves. */
async function tokenOf(caseId: string, id: string): Promise<string> {
  const config = loadConfig({});
  const link = maskedLink(config.publicUrl);
  const letter = { language: 'zh-CN' as const, subject: '', text: link, html: link };
  const links = new LetterLinks(database.transactions, config);
  const { text } = await links.addressed(caseId, id, letter, office.time.now());
  return text.split('/r/')[1] ?? '';
}

async function sent(answer: string) {
  const file = await uploads.receive(Readable.from([pdf()]));
  return { answer, files: [{ file, name: 'a.pdf' }] };
}

describe('the link of a letter', () => {
  it('is owed with its letter, and opened by each token that left', async () => {
    const caseId = await askedCase();
    const [link] = await linksOf(caseId);
    expect(link).toMatchObject({ clock: 'respondentFeedback', generation: 1, answeredSeq: null });
    const tokens = [await tokenOf(caseId, link!.id), await tokenOf(caseId, link!.id)];
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(await door.open(token)).toMatchObject({ state: 'open' });
    expect(await door.open(tokens[0]!.replace(/^./, '~'))).toBeNull();
  });

  it('answers with its files and its own use, or not at all', async () => {
    const caseId = await askedCase();
    const [link] = await linksOf(caseId);
    const opened = (await door.open(await tokenOf(caseId, link!.id)))!;
    const stored = async () => [
      await office.stored(caseId),
      await linksOf(caseId),
      await database.dataSource.query<object[]>('SELECT * FROM evidence WHERE case_id = $1', [
        caseId,
      ]),
    ];
    const before = await stored();
    await expect(dying.give(opened, await sent('属实。'), '::1')).rejects.toThrow('disk full');
    expect(await stored()).toEqual(before);

    await answers.give(opened, await sent('属实。'), '::1');
    const [{ history }, [used], evidence] = (await stored()) as [
      Awaited<ReturnType<typeof office.stored>>,
      LetterLink[],
      unknown[],
    ];
    expect(history.at(-1)).toMatchObject({ event: 'feedback.submit', seq: used?.answeredSeq });
    expect(evidence).toHaveLength(1);
  });

  it('says of an archived case what it said before', async () => {
    const caseId = await askedCase();
    const [link] = await linksOf(caseId);
    const token = await tokenOf(caseId, link!.id);
    await answers.give((await door.open(token))!, await sent('属实。'), '::1');
    await office.act(caseId, 'complaint.withdraw');
    const { dataSource } = database;
    await office.lettersLeave();
    await dataSource.query(`UPDATE cases SET ended_at = '2024-01-01' WHERE id = $1`, [caseId]);
    await dataSource.query('UPDATE clocks SET ended_at = now() WHERE ended_at IS NULL');
    const before = await door.open(token);
    expect(before).toMatchObject({ state: 'answered' });
    expect(await office.part(CaseArchiving).archive(at('2025-01-01'))).toMatchObject({ cases: 1 });
    const { archivedAt } = await office.record(caseId);
    expect(archivedAt).not.toBeNull();
    expect(await door.open(token)).toEqual({
      ...before,
      record: { ...before!.record, archivedAt },
    });
  });

  it('does not answer what was asked anew while its page was open', async () => {
    const caseId = await askedCase();
    const [link] = await linksOf(caseId);
    const opened = (await door.open(await tokenOf(caseId, link!.id)))!;
    await office.act(caseId, 'feedback.request', { payload: request });
    const before = await office.stored(caseId);
    await expect(answers.give(opened, await sent('属实。'), '::1')).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
    });
    expect(await office.stored(caseId)).toEqual(before);
  });

  it('does not leave once it is revoked', async () => {
    const caseId = await askedCase();
    const [link] = await linksOf(caseId);
    const { filedBy } = await office.record(caseId);
    const revocation = { revokedAt: office.time.now(), revokedBy: filedBy };
    await database.dataSource.manager.update(LetterLink, { id: link!.id }, revocation);
    await expect(tokenOf(caseId, link!.id)).rejects.toThrow('revoked');
  });
});

describe('a case of before', () => {
  it('asks for feedback like a new one', async () => {
    const id = await office.file('arrears');
    await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
    const { manager } = database.dataSource;
    await manager.query(
      `UPDATE cases SET snapshot = snapshot #- '{context,feedback}' WHERE id = $1`,
      [id],
    );
    const runner = database.dataSource.createQueryRunner();
    const migration = new RespondentLinks1791800000000();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    await office.act(id, 'feedback.request', { payload: request });
    expect(await linksOf(id)).toHaveLength(1);
  });
});
