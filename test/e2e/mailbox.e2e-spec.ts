import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { MailServer } from '../../src/notices/mail-server.js';
import { SmtpMailTransport } from '../../src/notices/smtp-mail-transport.js';
import { Mailbox } from '../../src/demo/mailbox.js';
import { MailboxController } from '../../src/demo/mailbox.controller.js';
import { MailboxRoutes } from '../../src/demo/mailbox-routes.js';
import { SimulatedTime } from '../../src/demo/simulated-time.js';
import { StandInsModule } from '../../src/demo/stand-ins.module.js';

const dataDir = mkdtempSync(join(tmpdir(), 'mailbox-'));
const config = { ...loadConfig({}), dataDir };
const address = 'enterprise1@demo.qingnuo.example';
let app: NestFastifyApplication;

beforeAll(async () => {
  const testing = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(config), StandInsModule],
    controllers: [MailboxController],
    providers: [MailboxRoutes],
  }).compile();
  app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  app.setGlobalPrefix('api/v1');
  await app.init();

  const transport = new SmtpMailTransport(config, app.get(MailServer));
  const mail = {
    threadId: '<case-1@demo.qingnuo.example>',
    text: '请查收。',
    html: '<html><head><title>t</title></head><body><p>请<script>alert(1)</script>查收。</p></body></html>',
    language: 'zh-CN',
    returnToken: null,
    date: new Date('2027-01-04T01:00:00Z'),
  } as const;
  for (const [messageId, to, subject] of [
    ['<1@demo.qingnuo.example>', address, '回执 <b>1</b>'],
    ['<2@demo.qingnuo.example>', 'handler.promise.450100@demo.qingnuo.example', '转办函'],
  ] as const) {
    await transport.send({ ...mail, messageId, to: { name: '示例', address: to }, subject });
  }
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true });
});

const get = (url: string) => app.inject({ method: 'GET', url });
const items = async (query = '') =>
  (await get(`/api/v1/mailbox${query}`)).json<{ items: Record<string, string>[] }>().items;

describe('the mailbox', () => {
  it('has each mail once, on disk and in the list, newest first', async () => {
    expect(readdirSync(join(dataDir, 'mailbox'))).toHaveLength(2);
    expect(await items()).toMatchObject([{ subject: '转办函' }, { subject: '回执 <b>1</b>' }]);
  });

  it('lists what one address received, whatever its case', async () => {
    const [item, ...others] = await items(`?to=${address.toUpperCase()}`);
    expect(others).toEqual([]);
    expect(item).toEqual({
      id: expect.any(String),
      to: address,
      from: 'no-reply@demo.qingnuo.example',
      subject: '回执 <b>1</b>',
      at: '2027-01-04T01:00:00.000Z',
      messageId: '<1@demo.qingnuo.example>',
      inReplyTo: '<case-1@demo.qingnuo.example>',
      text: expect.stringContaining('请查收。'),
      html: expect.stringContaining('<p>'),
    });
    expect(await items('?to=nobody@demo.qingnuo.example')).toEqual([]);
  });

  it('is the same after a restart', async () => {
    const again = new Mailbox(config, new SimulatedTime(config));
    expect(await again.list()).toEqual(await app.get(Mailbox).list());
  });
});

describe('the mailbox page', () => {
  it('lists mail and receivers, values escaped, and says that it is a demonstration', async () => {
    const page = await get('/mailbox');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['x-qingnuo-demonstration']).toBeDefined();
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('回执 &lt;b&gt;1&lt;/b&gt;');
    expect(page.body).toContain('演示环境');
    expect(page.body).toContain('2027-01-04 09:00');
    const filtered = await get(`/mailbox?to=${address}`);
    expect(filtered.body).not.toContain('转办函');
    expect((await get('/mailbox?to=%3Cscript%3E')).body).not.toContain('<script>');
  });

  it('shows a mail as its receiver sees it, in a frame that can run nothing', async () => {
    const [{ id = '' } = {}] = await items(`?to=${address}`);
    const page = await get(`/mailbox/${id}`);
    expect(page.body).toContain(`<iframe src="/mailbox/${id}/html" sandbox="allow-popups`);
    const frame = await get(`/mailbox/${id}/html`);
    expect(frame.body).toContain('查收。</p>');
    expect(frame.headers['content-security-policy']).toMatch(/^sandbox allow-popups/);
    expect(frame.headers['content-security-policy']).not.toContain('script');
    expect(frame.headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('shows the plain text and the headers', async () => {
    const [{ id = '' } = {}] = await items(`?to=${address}`);
    expect((await get(`/mailbox/${id}?view=text`)).body).toContain('<pre>请查收。');
    const headers = await get(`/mailbox/${id}?view=headers`);
    expect(headers.body).toContain('Auto-Submitted: auto-generated');
    expect(headers.body).toContain('Message-ID: &lt;1@demo.qingnuo.example&gt;');
  });

  it('says so when there is no such mail', async () => {
    for (const url of ['/mailbox/none', '/mailbox/none/html', '/mailbox/..%2Fx']) {
      expect((await get(url)).statusCode).toBe(404);
    }
  });
});
