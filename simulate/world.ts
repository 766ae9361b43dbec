import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from 'typeorm';
import { seed } from '../seeds/run.js';
import { AppModule } from '../src/app.module.js';
import { loadConfig } from '../src/config/load-config.js';
import type { Actor } from '../src/definition/index.js';
import { SimulatedTime } from '../src/demo/simulated-time.js';
import { Simulation } from '../src/demo/simulation.js';
import { EngineService } from '../src/engine/engine.service.js';
import { WorkflowRegistry } from '../src/engine/workflow-registry.js';
import { Uploads } from '../src/evidence/uploads.js';
import { newFastifyAdapter } from '../src/http/fastify-adapter.js';
import { httpOptions, setUpHttp } from '../src/http/set-up-http.js';
import { EmbeddedPostgres } from '../src/store/embedded/embedded-postgres.js';
import { Transactions } from '../src/store/transactions.js';
import { MailCatcher } from './mail-catcher.js';
import { StandingTime } from './standing-time.js';

/**
 * The product as the demonstration has it, on an embedded store of its own, without the web in
 * front and without workers in the background: time stands still but for `pass`.
 */
export class World {
  readonly engine: EngineService;
  readonly workflows: WorkflowRegistry;
  readonly manager: EntityManager;

  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly dataDir: string,
    readonly time: StandingTime,
    readonly mail: MailCatcher,
  ) {
    this.engine = app.get(EngineService);
    this.workflows = app.get(WorkflowRegistry);
    this.manager = app.get(Transactions).manager;
  }

  /** @param dataDir an empty folder, or one with a cluster in it; it is removed at the end */
  static async open(start: Date, dataDir = newFolder()): Promise<World> {
    const time = new StandingTime(start);
    const mail = new MailCatcher(time);
    await mail.up();
    const config = {
      ...loadConfig({ NODE_ENV: 'demonstration', DATA_DIR: dataDir, SMTP_URL: mail.url }),
      roles: new Set<never>(),
    };
    const embedded = EmbeddedPostgres.open(dataDir);
    // Time is the one thing that is not the product's own.
    const module = await Test.createTestingModule({
      imports: [await AppModule.forRoot(config, embedded)],
    })
      .overrideProvider(SimulatedTime)
      .useValue(time)
      .compile();
    const app = module.createNestApplication<NestFastifyApplication>(
      newFastifyAdapter(config),
      httpOptions,
    );
    app.useLogger(false);
    setUpHttp(app);
    await seed(app.get(Transactions), { demo: true, at: start });
    await app.init();
    // Without the web in front nobody else makes room for files, which documents are as well.
    await app.get(Uploads).open();
    return new World(app, dataDir, time, mail);
  }

  /** Time goes on to an instant; what is due on the way happens, each at its own moment. */
  async pass(until: Date): Promise<void> {
    await this.app.get(Simulation).passUntil(until);
  }

  /** A complaint is filed; answers with the case's id. */
  file(
    kind: string,
    filing: unknown,
    actor: Actor & { readonly accountId: string },
    enterprise: { readonly id: string; readonly name: string },
  ): Promise<string> {
    const at = this.time.now();
    return this.engine.open({ kind, filing, actor, enterprise, at }, ({ record }) =>
      Promise.resolve(record.id),
    );
  }

  /** An officer proposes a measure about complaints. */
  async propose(filing: object, actor: Actor): Promise<void> {
    const at = this.time.now();
    const command = { kind: 'measure', filing, actor, enterprise: null, at, inScope: () => true };
    await this.engine.open(command, () => Promise.resolve(null));
  }

  async act(caseId: string, actor: Actor, type: string, payload: unknown): Promise<void> {
    const at = this.time.now();
    const command = { caseId, event: { type, payload }, actor, at, inScope: () => true };
    await this.engine.send(command, () => Promise.resolve(null));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mail.down();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'qingnuo-simulate-'));
}
