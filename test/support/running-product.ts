import type { Type } from '@nestjs/common';
import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '../../src/config/load-config.js';
import { createApp } from '../../src/create-app.js';
import { ApiClient } from './api-client.js';
import { AnswerCheck, checkedFetch } from './check-answers.js';
import type { TestDatabase } from './test-database.js';

/** Everything that a case and what hangs on it may change, counted. */
export interface Counts {
  readonly cases: number;
  readonly numbers: number;
  readonly history: number;
  readonly clocks: number;
  readonly notices: number;
  readonly evidence: number;
  readonly keys: number;
}

/** Tests ask as fast as they can, all from one address; those of the limits set them. */
export const withoutRateLimits = {
  RATE_LIMIT_ADDRESS: '0',
  RATE_LIMIT_ACCOUNT: '0',
  RATE_LIMIT_SYSTEM: '0',
  RATE_LIMIT_FILINGS: '0',
};

/** The demonstration in the process of the test, on a port of its own; its time begins as told. */
export class RunningProduct {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly database: TestDatabase,
    readonly dataDir: string,
    readonly url: string,
    readonly api: ApiClient,
    /** Every address that the product itself serves, as `GET /cases/{id}`. */
    readonly routes: readonly string[],
  ) {}

  /** @param now the instant that simulated time starts at; it runs from there */
  static async start(
    database: TestDatabase,
    now: Date,
    settings: Record<string, string> = {},
  ): Promise<RunningProduct> {
    const dataDir = dataDirAt(now);
    const config = loadConfig({
      NODE_ENV: 'demonstration',
      PORT: '0',
      ...withoutRateLimits,
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      ...settings,
    });
    const app = await createApp(config);
    const server = app.getHttpAdapter().getInstance();
    const routes: string[] = [];
    server.addHook('onRoute', ({ method, url: path }) => {
      const place = path.replaceAll(/:(\w+)/g, '{$1}');
      for (const each of [method].flat()) if (each !== 'HEAD') routes.push(`${each} ${place}`);
    });
    await app.init();
    const url = await server.listen({ host: config.host, port: 0 });
    // Whatever a spec asks, the answer is what the interface tells of it.
    const api = new ApiClient(
      url,
      checkedFetch(() => AnswerCheck.of(url)),
    );
    return new RunningProduct(app, database, dataDir, url, api, routes);
  }

  /** What is stored now; a refused request must leave it as it is. */
  async counts(): Promise<Counts> {
    const [counts] = await this.database.dataSource.query<[Counts]>(
      `SELECT (SELECT count(*)::int FROM cases) AS cases,
              (SELECT coalesce(sum(last), 0)::int FROM case_numbers) AS numbers,
              (SELECT count(*)::int FROM case_history) AS history,
              (SELECT count(*)::int FROM clocks) AS clocks,
              (SELECT count(*)::int FROM notices) AS notices,
              (SELECT count(*)::int FROM evidence) AS evidence,
              (SELECT count(*)::int FROM idempotency_keys) AS keys`,
    );
    return counts;
  }

  /** A part of it, for what no route does. */
  part<Part>(type: Type<Part>): Part {
    return this.app.get(type);
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** A data folder whose simulated time stands at an instant. */
export function dataDirAt(now: Date): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-e2e-'));
  const aheadMs = now.getTime() - Date.now();
  writeFileSync(join(dataDir, 'simulated-time.json'), JSON.stringify({ aheadMs }));
  return dataDir;
}
