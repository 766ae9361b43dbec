import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { letterExample } from '../../../src/notices/letter.js';
import { maskedTrackingLink } from '../../../src/notices/tracking-code.js';
import { migrate } from '../../../src/store/migrate.js';
import { aCase } from '../../support/a-case.js';
import { ManualTime } from '../../support/manual-time.js';
import { PostOffice } from '../../support/post-office.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';

const CODE = '4FT7K2M9QRSX';
const number = 'P-2026-450100-000001';
const enterprise = 'owner@enterprise.example';

let database: TestDatabase;
let server: TestMailServer;
let time: ManualTime;
let office: PostOffice;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  server = await TestMailServer.start();
  time = new ManualTime();
  office = new PostOffice(database, server, time);
  await database.dataSource.query('DELETE FROM incidents');
  await database.dataSource.query('DELETE FROM notices');
  caseId = await aCase(database.dataSource);
  await database.dataSource.query('UPDATE cases SET tracking_code = $1 WHERE id = $2', [
    CODE,
    caseId,
  ]);
});
afterEach(() => server.down());

const masked = () => maskedTrackingLink(office.config.publicUrl, number);
const variables = () => ({ ...letterExample('zh-CN'), link: masked() });

/** A letter to the enterprise, about whose case it is. */
const owed = (party = 'enterprise', accountId: string | null = caseId) =>
  office.owe(caseId, [enterprise], { party, accountId, variables: variables() });

const texts = () => server.received.map(({ mail }) => [mail.text, mail.html].join('\n'));

describe('the tracking code of a letter', () => {
  it('is put in as it leaves, and kept with no letter', async () => {
    await owed();
    await office.dispatcher().runOnce();
    const [text = ''] = texts();
    expect(text).toContain(`?code=${CODE}`);
    expect(text).not.toContain('***');
    const row = await office.row(caseId, enterprise);
    expect(row).toMatchObject({ status: 'sent' });
    expect(JSON.stringify(row)).not.toContain(CODE);
    expect(row.textBody).toContain(masked());
  });

  it('is the same when the letter is tried again, under one Message-ID', async () => {
    await owed();
    server.treat(enterprise, { refuse: 451, at: 'DATA' });
    await office.dispatcher().runOnce();
    expect(await office.row(caseId, enterprise)).toMatchObject({ status: 'pending', attempts: 1 });
    expect(JSON.stringify(await office.row(caseId, enterprise))).not.toContain(CODE);
    server.treat(enterprise, null);
    time.advance({ minutes: 1 });
    await office.dispatcher().runOnce();
    expect(texts().at(-1)).toContain(`?code=${CODE}`);
    expect(await office.row(caseId, enterprise)).toMatchObject({
      status: 'sent',
      messageId: server.received.at(-1)?.mail.messageId,
    });
  });

  it.each([
    ['another party', 'handler', 'account'],
    ['somebody without an account', 'enterprise', null],
  ])('is not told to %s, who is written the mask', async (_who, party, account) => {
    await owed(party, account === null ? null : caseId);
    await office.dispatcher().runOnce();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).not.toContain(CODE);
  });
});

async function knowsUnits(): Promise<boolean> {
  const columns = await database.dataSource.query<unknown[]>(
    `SELECT 1 FROM information_schema.columns
      WHERE table_name = 'notices' AND column_name = 'unit_id'`,
  );
  return columns.length > 0;
}

describe('a letter of the version before', () => {
  it('is masked by the migration, sent or not, and still leaves with the code', async () => {
    await owed();
    while (await knowsUnits()) await database.dataSource.undoLastMigration();
    const told = { ...variables(), link: masked().replace('***', CODE), trackingCode: CODE };
    await database.dataSource.query(
      `UPDATE notices SET variables = $1, subject = '已收到', text_body = $2, html_body = $3`,
      [told, `查询码：${CODE}\n${told.link}`, `<b>${CODE}</b> ${told.link.replace('=', '&#x3D;')}`],
    );
    await migrate(database.dataSource);
    const row = await office.row(caseId, enterprise);
    expect(JSON.stringify(row)).not.toContain(CODE);
    expect(row.variables).toMatchObject({ link: masked(), trackingCode: '*'.repeat(12) });
    await office.dispatcher().runOnce();
    expect(texts()[0]).toContain(`查询码：${CODE}`);
    expect(texts()[0]).toContain(`?code=${CODE}`);
    expect(texts()[0]).not.toContain('***');
  });
});
