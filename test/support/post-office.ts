import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Config } from '../../src/config/config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Incidents } from '../../src/incidents/incidents.js';
import type { TimeSource } from '../../src/kernel/time-source.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { AttachmentSources } from '../../src/notices/attachment-sources.js';
import { DispatchQueue } from '../../src/notices/dispatch-queue.js';
import { Dispatcher } from '../../src/notices/dispatcher.js';
import { letterExample } from '../../src/notices/letter.js';
import { LetterFates } from '../../src/notices/letter-fates.js';
import { LetterLinks } from '../../src/notices/letter-links.js';
import { MailHealth } from '../../src/notices/mail-health.js';
import { MailPace } from '../../src/notices/mail-pace.js';
import type { MailTransport } from '../../src/notices/mail-transport.js';
import type { MailServer } from '../../src/notices/mail-server.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { Notices } from '../../src/notices/notices.js';
import { Outbox, type NoticeOrder } from '../../src/notices/outbox.js';
import { SmtpMailTransport } from '../../src/notices/smtp-mail-transport.js';
import { TemplateLibrary } from '../../src/notices/template-library.js';
import { WriteBatch } from '../../src/store/write-batch.js';
import { hours } from './hours.js';
import { idleWebhooks } from './idle-webhooks.js';
import type { TestDatabase } from './test-database.js';

/** Everything about letters, put together as the product does it, with one template. */
export class PostOffice {
  readonly config: Config;
  readonly incidents: Incidents;
  readonly attachments: AttachmentSources;
  readonly notices: Notices;
  private readonly health: MailHealth;
  readonly transport: MailTransport;
  /** Nobody listens, unless a test has somebody do so. */
  readonly fates = new LetterFates();
  private readonly outbox: Outbox;
  private readonly templates = new TemplateLibrary();

  constructor(
    private readonly database: TestDatabase,
    server: MailServer,
    private readonly time: TimeSource,
    settings: Partial<Config> = {},
  ) {
    this.config = { ...loadConfig({}), ...settings };
    this.attachments = new AttachmentSources(this.config);
    this.outbox = new Outbox(this.config, hours);
    this.incidents = new Incidents(database.transactions);
    this.notices = new Notices(database.transactions, this.templates, this.incidents, hours);
    this.notices.onModuleInit();
    this.health = new MailHealth(database.transactions, this.incidents);
    this.health.onModuleInit();
    this.transport = new SmtpMailTransport(this.config, server);
    const problems = withTemplate((template) =>
      this.templates.load([
        { key: 'test', version: 1, notices: { told: { to: 'handler' } }, templates: [template] },
      ]),
    );
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  /** Another one is another process on the same database. */
  dispatcher(transport: MailTransport = this.transport): Dispatcher {
    const queue = new DispatchQueue(this.database.transactions, this.incidents, this.fates);
    const links = new LetterLinks(this.database.transactions, this.config);
    const { attachments } = this;
    return new Dispatcher(
      this.config,
      queue,
      this.templates,
      links,
      attachments,
      transport,
      this.time,
      hours,
      this.health,
      new MailPace(this.config, this.database.transactions),
      new Metrics(),
      idleWebhooks(this.config, this.database.transactions, this.time),
    );
  }

  /** Owes a letter to each recipient, in a transaction of its own. */
  async owe(caseId: string, recipients: readonly string[], order: Partial<NoticeOrder> = {}) {
    const at = this.time.now();
    await this.database.transactions.run((tx) => {
      const batch = new WriteBatch(tx);
      this.outbox.put(
        batch,
        recipients.map((recipient) => ({
          caseId,
          cause: 'event:1',
          template: 'test@1/told',
          party: 'handler',
          recipient,
          recipientName: '经办，南宁',
          accountId: null,
          language: 'zh-CN',
          variables: letterExample('zh-CN'),
          ...order,
        })),
        at,
      );
      return batch.send();
    });
  }

  /** The row of a case for a recipient. */
  async row(caseId: string, recipient: string): Promise<Notice> {
    return this.database.dataSource.manager.findOneByOrFail(Notice, { caseId, recipient });
  }
}

/** A folder with one template, for as long as it takes to read it. */
function withTemplate<Outcome>(read: (folder: URL) => Outcome): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-letters-'));
  try {
    const text = '---\nsubject: {{caseNumber}} 有新进展\n---\n{{readerName}}：\n\n请处理。\n';
    writeFileSync(join(folder, 'told.zh-CN.md'), text);
    return read(pathToFileURL(`${folder}/`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
