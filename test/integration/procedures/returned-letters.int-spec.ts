import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { unitId } from '../../../seeds/reference-data.js';
import { Dispatcher } from '../../../src/notices/dispatcher.js';
import { Notice } from '../../../src/notices/notice.entity.js';
import { ReportIntake } from '../../../src/notices/report-intake.js';
import { ReportListener } from '../../../src/notices/report-listener.js';
import { ReportMailbox } from '../../../src/notices/report-mailbox.js';
import { returnAddress } from '../../../src/notices/return-address.js';
import { oldDebt } from '../../support/complaints.js';
import { Dovecot, hasDovecot } from '../../support/dovecot.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { Postfix, hasPostfix } from '../../support/postfix.js';
import { found } from '../../support/respondent.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';
import { until } from '../../support/until.js';

const address = 'bounces@qingnuo.example';
const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handler = 'handler.arrears.450100';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** An arrears case whose respondent was asked by a letter. */
async function anAskedDebt(office: EngineUnderTest, email: string): Promise<string> {
  const id = await office.file('arrears', { filing: oldDebt });
  await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
  const payload = { questions: ['欠款是否属实？'], address: found(email) };
  await office.act(id, 'feedback.request', { as: handler, payload });
  return id;
}

const letterTo = (caseId: string, recipient: string): Promise<Notice> =>
  database.dataSource.manager.findOneByOrFail(Notice, { caseId, recipient });

/** What a server writes about a letter. */
const reportOn = ({ returnToken, messageId }: Notice, action = 'failed', to = address): string =>
  [
    'From: MAILER-DAEMON@mx.respondent.example',
    `To: ${to}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    `Original-Envelope-Id: ${returnToken ?? ''}`,
    '',
    'Final-Recipient: rfc822; office@respondent.example',
    `Action: ${action}`,
    `Status: ${action === 'failed' ? '5.1.1' : '4.4.1'}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--b--',
    '',
  ].join('\r\n');

const withReturns = (imapUrl: string | null = null) => ({
  settings: { bounces: { address, imapUrl, listen: null } },
});

describe('a report', () => {
  let server: TestMailServer;
  let office: EngineUnderTest;
  let id: string;
  let letter: Notice;
  const box = 'reported@respondent.example';

  beforeAll(async () => {
    server = await TestMailServer.start();
    office = await EngineUnderTest.start(database, { server, ...withReturns() });
    office.time.advanceTo(at('2026-03-02'));
    id = await anAskedDebt(office, box);
    await office.part(Dispatcher).runOnce();
    letter = await letterTo(id, box);
  });
  afterAll(async () => {
    await office.close();
    await server.down();
  });

  const take = (raw: string) => office.part(ReportIntake).take(Buffer.from(raw), []);

  it('is asked for with the letter, under a token that stands in no other place', () => {
    const { envelopes } = server;
    const sent = envelopes.find(({ recipient }) => recipient === box);
    expect(sent?.from).toBe(returnAddress(address, letter.returnToken ?? ''));
    expect(letter).toMatchObject({ status: 'sent' });
  });

  it.each([
    ['of a token that is none of ours', () => reportOn({ ...letter, returnToken: 'a'.repeat(32) })],
    ['of the Message-ID alone', () => reportOn({ ...letter, returnToken: null })],
    ['of another letter', () => reportOn({ ...letter, messageId: '<other@qingnuo.example>' })],
  ])('%s changes nothing', async (_, forged) => {
    const before = await office.stored(id);
    expect(await take(forged())).toBe('passed over');
    expect(await office.stored(id)).toEqual(before);
  });

  it('of a delay is told beside the proof, and holds nothing', async () => {
    expect(await take(reportOn(letter, 'delayed'))).toBe('delayed');
    expect(await letterTo(id, box)).toMatchObject({ status: 'sent', lastError: 'delayed: 4.4.1' });
    expect(await office.clock(id, 'respondentFeedback')).toMatchObject({ status: 'running' });
  });

  it('of a failure does what a refusal at once does, and once', async () => {
    expect(await take(reportOn(letter))).toBe('failed');
    expect(await letterTo(id, box)).toMatchObject({
      status: 'failed',
      lastError: 'came back: 5.1.1',
      smtpResponse: letter.smtpResponse,
    });
    expect(await office.incidents.list({ caseId: id })).toMatchObject([
      { kind: 'notice', subject: letter.id, cause: 'came back: 5.1.1' },
    ]);
    expect(await office.clock(id, 'respondentFeedback')).toMatchObject({ status: 'paused' });
    const before = await office.stored(id);
    expect(await take(reportOn(letter))).toBe('passed over');
    expect(await office.stored(id)).toEqual(before);
  });

  it('lets the letter go again as it was, but for the secret of its link', async () => {
    const [incident] = await office.incidents.list({ caseId: id });
    await office.incidents.retry(incident?.id ?? '', null, office.time.now());
    await office.part(Dispatcher).runOnce();
    const ours = server.received.filter(({ recipient }) => recipient === box);
    const [first, again] = ours.map(({ mail: { subject, text, html } }) =>
      [subject, text, html].map((part) => String(part).replaceAll(/\/r\/[\w-]+/g, '/r/…')),
    );
    expect(first?.join()).toContain('</html>');
    expect(again).toEqual(first);
  });
});

describe('our own listener', () => {
  it('takes mail for addresses with a token, and no other', async () => {
    const office = await EngineUnderTest.start(database, withReturns());
    const port = await office.part(ReportListener).listen({ host: '127.0.0.1', port: 0 });
    const client = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    const send = (to: string) =>
      client.sendMail({ envelope: { from: '', to: [to] }, raw: reportOn({} as Notice) });
    for (const to of [address, 'postmaster@qingnuo.example', 'bounces+x@qingnuo.example']) {
      await expect(send(to)).rejects.toMatchObject({ responseCode: 550 });
    }
    const taken = await send(returnAddress(address, 'a'.repeat(32)));
    expect(taken.response).toContain('250');
    client.close();
    await office.part(ReportListener).beforeApplicationShutdown();
    await office.close();
  });
});

const withPostfix = hasPostfix() ? describe : describe.skip;

withPostfix('a letter that a real Postfix has taken and that comes back later', () => {
  it('has failed then: its term stands still; another one goes on', async () => {
    const far = await TestMailServer.start();
    const office = await EngineUnderTest.start(database, { server: far, ...withReturns() });
    const port = await office.part(ReportListener).listen({ host: '127.0.0.1', port: 0 });
    const farPort = Number(new URL(await far.url()).port);
    const postfix = await Postfix.start({
      'respondent.example': farPort,
      'qingnuo.example': port,
      'demo.qingnuo.example': farPort,
    });
    try {
      const relayed = await EngineUnderTest.start(database, { server: postfix, ...withReturns() });
      relayed.time.advanceTo(at('2026-03-03'));
      far.treat('gone@respondent.example', { refuse: 550, words: '5.1.1 User unknown' });
      const lost = await anAskedDebt(relayed, 'gone@respondent.example');
      const heard = await anAskedDebt(relayed, 'here@respondent.example');
      await relayed.part(Dispatcher).runOnce();
      expect((await letterTo(lost, 'gone@respondent.example')).smtpResponse).toContain('queued as');

      const failed = await until(async () => {
        const letter = await letterTo(lost, 'gone@respondent.example');
        return letter.status === 'failed' && letter;
      });
      expect(failed.lastError).toContain('came back: 5.1.1');
      expect(failed.lastError).toContain('User unknown');
      expect(await relayed.clock(lost, 'respondentFeedback')).toMatchObject({ status: 'paused' });
      await until(() => far.recipients.includes('here@respondent.example'));
      expect(await letterTo(heard, 'here@respondent.example')).toMatchObject({ status: 'sent' });
      expect(await relayed.clock(heard, 'respondentFeedback')).toMatchObject({ status: 'running' });
      await relayed.close();
    } finally {
      postfix.stop();
      await office.part(ReportListener).beforeApplicationShutdown();
      await office.close();
      await far.down();
    }
  });
});

const withDovecot = hasDovecot() ? describe : describe.skip;

withDovecot('a mailbox of a real IMAP server', () => {
  it('is read once, whatever else lies in it', async () => {
    const server = await TestMailServer.start();
    const dovecot = await Dovecot.start();
    const office = await EngineUnderTest.start(database, { server, ...withReturns(dovecot.url) });
    try {
      office.time.advanceTo(at('2026-03-04'));
      const box = 'mailbox@respondent.example';
      const id = await anAskedDebt(office, box);
      await office.part(Dispatcher).runOnce();
      const mailbox = office.part(ReportMailbox);
      expect(await mailbox.runOnce()).toBe(0);
      const letter = await letterTo(id, box);
      dovecot.deliver('From: somebody@else.example\r\nSubject: 广告\r\n\r\n广告\r\n');
      dovecot.deliver(reportOn(letter));
      expect(await mailbox.runOnce()).toBe(2);
      expect(await letterTo(id, box)).toMatchObject({ status: 'failed' });
      expect(await mailbox.runOnce()).toBe(0);
    } finally {
      await office.close();
      await dovecot.stop();
      await server.down();
    }
  });
});
