import { Config } from '../../src/config/config.js';
import { AccountLetters } from '../../src/identity/account-letters.js';
import type { Principal } from '../../src/identity/principal.js';
import { Outbox } from '../../src/notices/outbox.js';
import { TemplateLibrary } from '../../src/notices/template-library.js';
import { WebhookDispatcher } from '../../src/notices/webhook-dispatcher.js';
import type { WebhookEndpoint } from '../../src/notices/webhook-endpoint.entity.js';
import { WebhookHealth } from '../../src/notices/webhook-health.js';
import { WebhookTransport } from '../../src/notices/webhook-transport.js';
import { WebhookDeliveries } from '../../src/webhooks/webhook-deliveries.js';
import { WebhookLetters } from '../../src/webhooks/webhook-letters.js';
import { Webhooks } from '../../src/webhooks/webhooks.js';
import { accountOf, at, EngineUnderTest } from './engine-under-test.js';
import { idleWebhooks } from './idle-webhooks.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

/** An enterprise's webhooks on a database of their own, put together as the product does it. */
export class WebhookDesk {
  private constructor(
    readonly database: TestDatabase,
    readonly office: EngineUnderTest,
    readonly webhooks: Webhooks,
    readonly deliveries: WebhookDeliveries,
    readonly owner: Principal,
  ) {}

  static async open(): Promise<WebhookDesk> {
    const database = await openTestDatabase();
    const settings = { timeoutMs: 3_000, reach: 'loopback', plainHttp: true } as const;
    const office = await EngineUnderTest.start(database, { settings: { webhooks: settings } });
    office.time.advanceTo(at('2026-09-14'));
    const config = office.part(Config);
    const letters = new AccountLetters(config, office.part(Outbox), office.part(TemplateLibrary));
    letters.onModuleInit();
    const webhooks = new Webhooks(
      database.transactions,
      office.part(WebhookTransport),
      letters,
      office.incidents,
      office.time,
    );
    webhooks.onModuleInit();
    new WebhookLetters(office.part(WebhookHealth), letters).onModuleInit();
    const deliveries = new WebhookDeliveries(database.transactions, office.time);
    const { id: accountId, email, name, enterpriseId } = accountOf('enterprise1');
    const owner = { accountId, email, name, enterpriseId, language: 'zh-CN' } as Principal;
    return new WebhookDesk(database, office, webhooks, deliveries, owner);
  }

  endpoint(url: string, types?: string[]): Promise<WebhookEndpoint> {
    return this.webhooks.create(this.owner, { url, ...(types && { types }) }, '203.0.113.7');
  }

  /** Everything that is due goes out; answers with how many tries that were. */
  async deliver(by = this.office.part(WebhookDispatcher)): Promise<number> {
    const { delivered } = await by.runs.begin();
    return delivered;
  }

  /** Another process on the same database. */
  another(): WebhookDispatcher {
    return idleWebhooks(this.office.part(Config), this.database.transactions, this.office.time);
  }

  later(ms: number): void {
    this.office.time.advanceTo(new Date(this.office.time.now().getTime() + ms));
  }

  async withoutEndpoints(): Promise<void> {
    for (const { id } of await this.webhooks.list(this.owner)) {
      await this.webhooks.remove(this.owner, id);
    }
  }

  async close(): Promise<void> {
    await this.office.close();
    await this.database.close();
  }
}
