import type { Socket } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { seed } from '../seeds/run.js';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { WorkflowRegistry } from './engine/workflow-registry.js';
import { newFastifyAdapter } from './http/fastify-adapter.js';
import { refuseWhileRestored } from './http/restore-gate.js';
import { refuseWhileStanding } from './http/schema-gate.js';
import { serveOpenApi } from './http/openapi/serve-open-api.js';
import { compressAnswers, httpOptions, setUpHttp } from './http/set-up-http.js';
import { ProductLogger } from './log/product-logger.js';
import { TimeSource } from './kernel/time-source.js';
import type { EmbeddedPostgres } from './store/embedded/embedded-postgres.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { SchemaWatch } from './store/schema-watch.js';
import { Transactions } from './store/transactions.js';

/**
 * The whole product, migrated and seeded, not yet listening; tests start it as `main.ts` does.
 *
 * @param embedded the embedded database, if somebody has begun to open it already
 */
export async function createApp(
  config: Config,
  embedded: Promise<EmbeddedPostgres> | null = null,
): Promise<NestFastifyApplication> {
  const adapter = newFastifyAdapter(config);
  endConnectionsOnStop(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(
    await AppModule.forRoot(config, embedded),
    adapter,
    // A start that fails is told once, by whoever called; Nest would log it a second time.
    { ...httpOptions, abortOnError: false, bufferLogs: true, autoFlushLogs: false },
  );
  // A command, which has no role, keeps the standard output for its list.
  const to = config.roles.size === 0 ? process.stderr : process.stdout;
  app.useLogger(new ProductLogger(config.log, to));
  app.flushLogs();
  refuseWhileStanding(adapter.getInstance(), app.get(SchemaWatch));
  refuseWhileRestored(adapter.getInstance(), app.get(RestoreWatch));
  await compressAnswers(app);
  setUpHttp(app);
  if (config.showsApi) serveOpenApi(app, app.get(WorkflowRegistry).all);
  await seed(app.get(Transactions), {
    demo: config.mode === 'demo',
    at: app.get(TimeSource).now(),
  });
  return app;
}

/**
 * A stop closes the connections that are idle at that moment. One that is still being served
 * would be kept open for the next request, and one that has not asked for anything yet (browsers
 * open some in advance) does not count as idle: the stop would wait for both.
 */
function endConnectionsOnStop(adapter: FastifyAdapter): void {
  const server = adapter.getInstance();
  const connections = new Set<Socket>();
  let stopping = false;
  server.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.addHook('preClose', async () => {
    stopping = true;
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
  server.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  server.addHook('onResponse', async () => {
    // A download that had begun before the stop: its head has promised to keep the connection.
    if (stopping)
      setImmediate(() => {
        server.server.closeIdleConnections();
      });
  });
}
