import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import { unitId } from '../../../seeds/reference-data.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { accountLetters } from '../../../src/identity/account-letters.js';
import type { Principal } from '../../../src/identity/principal.js';
import { Incidents } from '../../../src/incidents/incidents.js';
import { Metrics } from '../../../src/metrics/metrics.js';
import { AttachmentSources } from '../../../src/notices/attachment-sources.js';
import { DispatchQueue } from '../../../src/notices/dispatch-queue.js';
import { LetterFates } from '../../../src/notices/letter-fates.js';
import { Dispatcher } from '../../../src/notices/dispatcher.js';
import { LetterLinks } from '../../../src/notices/letter-links.js';
import { Notices } from '../../../src/notices/notices.js';
import { Outbox, type NoticeOrder } from '../../../src/notices/outbox.js';
import { MailHealth } from '../../../src/notices/mail-health.js';
import { MailPace } from '../../../src/notices/mail-pace.js';
import { SmtpMailTransport } from '../../../src/notices/smtp-mail-transport.js';
import { TemplateLibrary } from '../../../src/notices/template-library.js';
import { WriteBatch } from '../../../src/store/write-batch.js';
import { FrontDesk } from '../../support/front-desk.js';
import { hours } from '../../support/hours.js';
import { idleWebhooks } from '../../support/idle-webhooks.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';

const config = loadConfig({});
const email = 'new@office.example';

let database: TestDatabase;
let desk: FrontDesk;
let server: TestMailServer;
let incidents: Incidents;
let admin: Principal;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  admin = await desk.principal('admin');
});
afterAll(() => database.close());

beforeEach(async () => {
  server = await TestMailServer.start();
  incidents = new Incidents(database.transactions);
  for (const table of ['incidents', 'notices']) {
    await database.dataSource.query(`DELETE FROM ${table}`);
  }
});
afterEach(() => server.down());

/** Another one is another process. */
function dispatcher(): Dispatcher {
  const templates = new TemplateLibrary();
  expect(templates.load([accountLetters])).toEqual([]);
  new Notices(database.transactions, templates, incidents, hours).onModuleInit();
  const queue = new DispatchQueue(database.transactions, incidents, new LetterFates());
  const transport = new SmtpMailTransport(config, server);
  const links = new LetterLinks(database.transactions, config);
  const attachments = new AttachmentSources(config);
  return new Dispatcher(
    config,
    queue,
    templates,
    links,
    attachments,
    transport,
    desk.time,
    hours,
    new MailHealth(database.transactions, incidents),
    new MailPace(config, database.transactions),
    new Metrics(),
    idleWebhooks(config, database.transactions, desk.time),
  );
}

async function invite(): Promise<string> {
  const unit = unitId('450100', 'investment', 'promise-handling');
  const request = { email, name: '经办', role: 'handler', unitId: unit } as const;
  await desk.invitations.invite(request, admin);
  return desk.code(email);
}

const stored = async () => JSON.stringify(await database.dataSource.query('SELECT * FROM notices'));

describe('a letter about an account', () => {
  it('goes out once, with its proof, in no thread of a case', async () => {
    const code = await invite();
    const tried = await Promise.all([dispatcher().runOnce(), dispatcher().runOnce()]);
    expect(tried[0] + tried[1]).toBe(1);
    const [received] = server.received;
    expect(received).toMatchObject({ recipient: email });
    expect(received?.mail.text).toContain(code);
    expect(received?.mail.text).toContain('http://localhost:3000/account');
    expect(received?.mail.inReplyTo).toBeUndefined();
    const [letter] = await desk.letters(email);
    expect(letter?.notice).toMatchObject({
      caseId: null,
      status: 'sent',
      attempts: 1,
      messageId: received?.mail.messageId,
      subject: '清诺：邀请您加入南宁市投资促进局',
    });
  });

  it('leaves no code behind once it is sent, but its subject', async () => {
    const code = await invite();
    expect(await stored()).toContain(code);
    server.treat(email, { refuse: 450 });
    await dispatcher().runOnce();
    expect(await stored()).toContain(code);

    server.treat(email, null);
    desk.time.advance({ seconds: 30 });
    await dispatcher().runOnce();
    expect(server.received.at(-1)?.mail.text).toContain(code);
    expect(await stored()).not.toContain(code);
    const [letter] = await desk.letters(email);
    expect(letter?.notice).toMatchObject({ variables: {}, textBody: null, htmlBody: null });
    expect(letter?.notice.subject).not.toBeNull();
  });

  it('without a code is kept as it went out', async () => {
    await desk.registrations.ask(
      {
        uscc: '91450100MA0TEXT215',
        name: '示例企业',
        email: `observer@${demoDomain}`,
        password: 'correct-horse-battery',
        divisionCode: '450100',
      },
      '203.0.113.7',
    );
    await dispatcher().runOnce();
    const [letter] = await desk.letters(`observer@${demoDomain}`);
    expect(letter?.notice).toMatchObject({ confidential: false, status: 'sent' });
    expect(letter?.notice.textBody).toContain('本邮箱已有账号');
  });

  it('that is refused is an incident of no case, and goes out when it is retried', async () => {
    const code = await invite();
    server.treat(email, { refuse: 550 });
    await dispatcher().runOnce();
    const [incident] = await incidents.list();
    expect(incident).toMatchObject({ caseId: null, kind: 'notice' });
    expect(incident?.cause).not.toContain(code);

    server.treat(email, null);
    await incidents.retry(incident?.id ?? '', admin.accountId, desk.time.now());
    await dispatcher().runOnce();
    expect(server.received.at(-1)?.mail.text).toContain(code);
    expect(await incidents.list()).toEqual([]);
    expect(await stored()).not.toContain(code);
  });

  it('to a stranger is no incident when it is refused: it has failed, without its code', async () => {
    const stranger = 'made-up@nowhere.example';
    const request = {
      uscc: '91450100MA0TEXT215',
      name: '示例企业',
      email: stranger,
      password: 'correct-horse-battery',
      divisionCode: '450100',
    };
    await desk.registrations.ask(request, '203.0.113.7');
    const code = await desk.code(stranger);
    await desk.resets.ask('nobody@nowhere.example', '203.0.113.7');
    const known = `observer@${demoDomain}`;
    await desk.resets.ask(known, '203.0.113.7');
    for (const address of [stranger, 'nobody@nowhere.example', known]) {
      server.treat(address, { refuse: 550 });
    }
    await dispatcher().runOnce();
    for (const address of [stranger, 'nobody@nowhere.example']) {
      const [letter] = await desk.letters(address);
      expect(letter?.notice).toMatchObject({ status: 'failed', party: 'stranger', attempts: 1 });
      expect(letter?.notice.lastError).toContain('550');
    }
    expect(await stored()).not.toContain(code);
    // The letter to an account is somebody's, and an administrator's task.
    const [letter] = await desk.letters(known);
    expect(await incidents.list()).toMatchObject([{ caseId: null, subject: letter?.notice.id }]);
    server.treat(known, null);
  });

  it('to a stranger that we cannot write is an incident all the same', async () => {
    const email = 'stranger@nowhere.example';
    await desk.resets.ask(email, '203.0.113.7');
    await database.dataSource.query(
      "UPDATE notices SET template = 'accounts@1/gone' WHERE recipient = $1",
      [email],
    );
    await dispatcher().runOnce();
    expect(await incidents.list()).toMatchObject([{ kind: 'notice', attempts: 1 }]);
  });

  it('is owed once for one cause, though no case stands beside it', async () => {
    const order: NoticeOrder = {
      caseId: null,
      cause: 'invitation:1',
      template: 'accounts@1/invitation',
      party: 'account',
      recipient: email,
      recipientName: '经办',
      accountId: null,
      language: 'zh-CN',
      variables: {},
    };
    const put = (orders: NoticeOrder[]) =>
      database.transactions.run((tx) => {
        const batch = new WriteBatch(tx);
        new Outbox(config, hours).put(batch, orders, desk.time.now());
        return batch.send();
      });
    await Promise.all([put([order]), put([order]), put([order])]);
    expect(await desk.counts('notices')).toEqual({ notices: 1 });
    await put([{ ...order, cause: 'invitation:2' }]);
    expect(await desk.counts('notices')).toEqual({ notices: 2 });
  });
});
