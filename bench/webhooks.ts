import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDataSource } from '../src/store/open-data-source.js';
import type { DataSource } from 'typeorm';
import { Transactions } from '../src/store/transactions.js';
import { WebhookDispatcher } from '../src/notices/webhook-dispatcher.js';
import { allEntities } from '../test/support/entities.js';
import { accountOf, at, EngineUnderTest } from '../test/support/engine-under-test.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { timed } from './timed.js';
import type { Figure } from './table.js';

const WEBHOOKS = 6_000;
const DATABASE = 'webhooks';

/** Webhooks that wait, delivered by one process to a receiver on the same machine. */
export async function measureWebhooks(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  const receiver = await Receiver.start();
  try {
    await server.run(`CREATE DATABASE ${DATABASE}`);
    const databaseUrl = server.url(DATABASE);
    const settings = { databaseUrl, databasePoolSize: 10, dataDir: '', mode: 'demo' } as const;
    const open = async () => openDataSource(settings, await allEntities());
    const dataSource = await open();
    const office = await EngineUnderTest.start(
      {
        url: databaseUrl,
        kind: 'postgres',
        dataSource,
        transactions: new Transactions(dataSource),
        connect: open,
        close: () => dataSource.destroy(),
      },
      { settings: { webhooks: { timeoutMs: 10_000, reach: 'loopback', plainHttp: true } } },
    );
    office.time.advanceTo(at('2026-09-14', '10:00'));
    await subscribe(office, dataSource, receiver.url);
    await office.file('promise');
    await copyTo(dataSource, WEBHOOKS);
    const dispatcher = office.part(WebhookDispatcher);
    const { ms } = await timed(async () => {
      // What an enterprise has too much of at once waits a moment.
      while (receiver.received < WEBHOOKS) {
        await (
          await dispatcher.runs.begin()
        ).delivered;
        office.time.advanceTo(new Date(office.time.now().getTime() + 1_000));
      }
    });
    await office.close();
    await dataSource.destroy();
    const name = `webhooks/s, ${WEBHOOKS.toLocaleString('en')} that wait, into a local receiver`;
    return [{ name, value: (WEBHOOKS / (ms / 1_000)).toFixed(0), target: '≥ 300' }];
  } finally {
    await receiver.stop();
    await server.stop();
  }
}

async function subscribe(
  office: EngineUnderTest,
  dataSource: DataSource,
  url: string,
): Promise<void> {
  const { enterpriseId, id } = accountOf('enterprise1');
  await dataSource.query(
    `INSERT INTO webhook_endpoints (id, enterprise_id, url, types, secret, status, failures,
       created_at, created_by)
     VALUES (gen_random_uuid(), $1, $2, '{}', 'whsec_bench', 'active', 0, $3, $4)`,
    [enterpriseId, url, office.time.now(), id],
  );
}

/** Copies of the one that waits, each of another cause. */
async function copyTo(dataSource: DataSource, count: number): Promise<void> {
  await dataSource.query(
    `INSERT INTO notices
       SELECT (jsonb_populate_record(n, jsonb_build_object(
                'id', gen_random_uuid(), 'cause', 'event:' || copy,
                'message_id', '<' || copy || '@bench>'))).*
         FROM notices n, generate_series(2, $1::integer) AS copy WHERE n.endpoint_id IS NOT NULL`,
    [count],
  );
}

/** Takes everything, and counts it. */
class Receiver {
  received = 0;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      request.resume().on('end', () => {
        this.received += 1;
        response.writeHead(204).end();
      });
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Receiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
