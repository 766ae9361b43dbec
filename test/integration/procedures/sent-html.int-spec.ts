import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config/load-config.js';
import { Loops } from '../../../src/loops/loops.js';
import { Outages } from '../../../src/loops/outages.js';
import { ForgetSentHtml } from '../../../src/notices/forget-sent-html.js';
import { aCase } from '../../support/a-case.js';
import { ManualTime } from '../../support/manual-time.js';
import { PostOffice } from '../../support/post-office.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';

const reader = 'a@unit.example';

let database: TestDatabase;
let server: TestMailServer;
let office: PostOffice;
let time: ManualTime;
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
});
afterEach(() => server.down());

/** The letter has come back, and somebody has it sent again. */
async function cameBack(): Promise<void> {
  const { id } = await office.row(caseId, reader);
  await database.dataSource.query(`UPDATE notices SET status = 'failed' WHERE id = $1`, [id]);
  const report = { caseId, kind: 'notice', subject: id, cause: 'x', attempts: 1 } as const;
  const at = time.now();
  await database.transactions.run((tx) => office.incidents.open(tx, { ...report, at }));
  const [incident] = await office.incidents.list({ caseId });
  await office.incidents.retry(incident?.id ?? '', null, at);
  await office.dispatcher().runOnce();
}

describe('the HTML of a letter', () => {
  it('is not kept once it has left; its words are', async () => {
    await office.owe(caseId, [reader]);
    await office.dispatcher().runOnce();
    const { status, textBody, htmlBody, subject } = await office.row(caseId, reader);
    expect([status, subject, htmlBody]).toEqual(['sent', 'P-2026-450100-000001 有新进展', null]);
    expect(textBody).toContain('请处理。');
  });

  it.each([
    ['is tried again', 451, 'pending'],
    ['nobody takes', 550, 'failed'],
  ])('of one that %s is kept', async (_, refuse, status) => {
    server.treat(reader, { refuse });
    await office.owe(caseId, [reader]);
    await office.dispatcher().runOnce();
    const row = await office.row(caseId, reader);
    expect(row.status).toBe(status);
    expect(row.htmlBody).toContain('<p>请处理。</p>');
  });

  it('is made anew, and the same, for one that came back and is sent again', async () => {
    await office.owe(caseId, [reader]);
    await office.dispatcher().runOnce();
    await cameBack();
    const [first, again] = server.received.map(({ mail }) => mail);
    expect(first?.html).toContain('<p>请处理。</p>');
    expect([again?.subject, again?.text, again?.html]).toEqual([
      first?.subject,
      first?.text,
      first?.html,
    ]);
  });

  it('says the words that were kept where the template has others by now', async () => {
    await office.owe(caseId, [reader]);
    await office.dispatcher().runOnce();
    const of = [`UPDATE notices SET text_body = '请<u>尽快</u>处理。'`] as const;
    await database.dataSource.query(...of);
    await cameBack();
    const again = server.received.at(-1)?.mail;
    expect(again?.text?.trim()).toBe('请<u>尽快</u>处理。');
    expect(again?.html).toContain('>请&lt;u&gt;尽快&lt;/u&gt;处理。<');
  });
});

describe('the HTML of letters that left before', () => {
  const recipients = Array.from({ length: 7 }, (_, index) => `r${index}@unit.example`);
  const forgetting = () =>
    new ForgetSentHtml(
      database.transactions,
      new Loops(loadConfig({ ROLES: 'sweeper' }), new Outages()),
    );

  it('goes in one walk; what waits or failed keeps its own', async () => {
    await office.owe(caseId, recipients);
    const statuses = `(ARRAY['sent', 'pending', 'failed'])[1 + substr(recipient, 2, 1)::int % 3]`;
    await database.dataSource.query(
      `UPDATE notices SET html_body = recipient, text_body = 'words', status = ${statuses}`,
    );
    let steps = 0;
    await forgetting().runOnce({ batch: 2, alive: () => (steps += 1) });
    expect(steps).toBe(5);
    const rows = await Promise.all(recipients.map((each) => office.row(caseId, each)));
    expect(rows.map(({ htmlBody }) => htmlBody)).toEqual(
      recipients.map((each, index) => (index % 3 === 0 ? null : each)),
    );
    expect(rows.every(({ textBody }) => textBody === 'words')).toBe(true);
  });

  it('is not looked for a second time', async () => {
    const walk = forgetting();
    await walk.runOnce();
    let steps = 0;
    await walk.runOnce({ alive: () => (steps += 1) });
    expect(steps).toBe(0);
  });
});
