import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './config/config.js';
import { loadConfig } from './config/load-config.js';
import { StartReport } from './config/start-report.js';
import { ProductLogger } from './log/product-logger.js';
import { startFailure } from './start-failure.js';
import { EmbeddedPostgres } from './store/embedded/embedded-postgres.js';

/**
 * What has not ended by then is given up, so that a stop always comes to an end before whoever asked
 * for it loses patience. Nothing that was answered is lost by it.
 */
const LONGEST_STOP_MS = 9_000;

async function start(config: Config): Promise<void> {
  // The embedded database takes a second to open, and reading the product's modules another:
  // they go side by side.
  const embedded = config.databaseUrl === null ? EmbeddedPostgres.open(config.dataDir) : null;
  // A failure is met where the database is waited for.
  embedded?.catch(() => undefined);
  const { createApp } = await import('./create-app.js');
  const app = await createApp(config, embedded);
  stopOnSignal(app, config);
  try {
    await serve(app, config);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function serve(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.init();
  if (config.roles.has('http')) {
    // Not `app.listen`, which logs a taken port with a stack before it fails.
    const { host, port } = config;
    const address = await app.getHttpAdapter().getInstance().listen({ host, port });
    say(config, `清诺 Qingnuo listens at ${address}`);
  } else {
    say(config, `清诺 Qingnuo is at work: ${[...config.roles].join(', ')}`);
  }
  const { ProbeListener } = await import('./health/probe-listener.js');
  const { url } = app.get(ProbeListener);
  if (url !== null) say(config, `Its health listens at ${url}`);
  const report = app.get(StartReport).text();
  if (report) say(config, report);
}

/** For a person at the machine, or as a line of the log. */
function say({ log }: Config, text: string): void {
  if (log.format === 'json') new ProductLogger(log).log(text, 'Start');
  else console.log(`${text}\n`);
}

/** Requests finish, then the workers and the database stop, each by its own shutdown hook. */
function stopOnSignal(app: NestFastifyApplication, { log }: Config): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => {
      const sentence = 'What was under way did not end in time, and is given up.';
      new ProductLogger(log).error(sentence, 'Stop');
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    app.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

function fail(error: unknown, config: Config | null = null): void {
  console.error(startFailure(error, config));
  process.exit(1);
}

try {
  const config = loadConfig();
  // Whatever is written is this user's alone, also what a part of Node or a library writes.
  if (config.mode === 'production') process.umask(0o077);
  start(config).catch((error: unknown) => {
    fail(error, config);
  });
} catch (error) {
  fail(error);
}
