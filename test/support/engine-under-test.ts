import 'reflect-metadata';
import { Test, type TestingModule } from '@nestjs/testing';
import { Global, Module, type Abstract, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { demoAccounts, demoDomain } from '../../seeds/demo-accounts.js';
import { seed } from '../../seeds/run.js';
import { CalendarModule } from '../../src/calendar/calendar.module.js';
import { Clock } from '../../src/clocks/clock.entity.js';
import { Clocks } from '../../src/clocks/clocks.js';
import { DueClockHandler } from '../../src/clocks/due-clock-handler.js';
import { Sweeper } from '../../src/clocks/sweeper.js';
import { SweeperModule } from '../../src/clocks/sweeper.module.js';
import type { Config } from '../../src/config/config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import type { ActingRole, Actor, WorkflowDefinition } from '../../src/definition/index.js';
import { Case } from '../../src/engine/case.entity.js';
import { EngineModule } from '../../src/engine/engine.module.js';
import { EngineService } from '../../src/engine/engine.service.js';
import { HistoryEntry } from '../../src/engine/history-entry.entity.js';
import { Incidents } from '../../src/incidents/incidents.js';
import { IncidentsModule } from '../../src/incidents/incidents.module.js';
import { LoopsModule } from '../../src/loops/loops.module.js';
import { TimeSource } from '../../src/kernel/time-source.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { MetricsModule } from '../../src/metrics/metrics.module.js';
import { ConfiguredMailServer, MailServer } from '../../src/notices/mail-server.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { NoticesModule } from '../../src/notices/notices.module.js';
import { Outbox } from '../../src/notices/outbox.js';
import { PoliciesModule } from '../../src/policies/policies.module.js';
import { PartiesModule } from '../../src/parties/parties.module.js';
import { RatesModule } from '../../src/rates/rates.module.js';
import { Transactions } from '../../src/store/transactions.js';
import { workflows } from '../../workflows/index.js';
import { ManualTime } from './manual-time.js';
import type { TestDatabase } from './test-database.js';
import { exampleOf } from './complaints.js';

/** How somebody acts, where it is not the event's example by the first role that may. */
export interface Manner {
  readonly by?: ActingRole;
  readonly payload?: object;
  readonly key?: string;
  readonly expectedVersion?: number;
  /** The route of its own; the act's, when it is not given. */
  readonly through?: string;
  /** Which account; by role and kind, when it is not given. */
  readonly as?: string;
  /** Somebody in the place of whoever it would be, in the same role and unit. */
  readonly person?: Person;
}

/** An account, and the one that it stands in for. */
export type Person = Pick<Actor, 'accountId' | 'onBehalfOf'>;

/** A case as the tables hold it. */
export interface StoredCase {
  readonly record: Case;
  readonly history: readonly HistoryEntry[];
  readonly clocks: readonly Clock[];
  readonly notices: readonly Notice[];
}

/** An instant of a day in China: `at('2026-09-18')` is ten in the morning. */
export const at = (date: string, time = '10:00'): Date => new Date(`${date}T${time}:00+08:00`);

/** The engine, its clocks and its letters on a real database; a test moves the time. */
export class EngineUnderTest {
  readonly engine: EngineService;
  readonly moments: DueClockHandler;
  readonly sweeper: Sweeper;
  readonly incidents: Incidents;

  private constructor(
    private readonly module: TestingModule,
    private readonly database: TestDatabase,
    readonly time: ManualTime,
    private readonly registered: readonly WorkflowDefinition[],
  ) {
    this.engine = module.get(EngineService);
    this.moments = module.get(DueClockHandler, { strict: false });
    this.sweeper = module.get(Sweeper);
    this.incidents = module.get(Incidents);
  }

  /** @param outbox stands in for the product's; `registered` for its workflows */
  static async start(
    database: TestDatabase,
    { registered = workflows, outbox, server, settings = {} }: StartOptions = {},
  ): Promise<EngineUnderTest> {
    const time = new ManualTime();
    await seed(database.transactions, { demo: true, at: time.now() });
    const config = { ...loadConfig({}), roles: new Set<never>(), ...settings };
    const builder = Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        storeOn(database),
        LoopsModule,
        MetricsModule,
        CalendarModule,
        PoliciesModule,
        RatesModule,
        IncidentsModule,
        NoticesModule,
        SweeperModule,
        EngineModule.forRoot(registered, PartiesModule),
        worldOf(time, server),
      ],
    });
    if (outbox) builder.overrideProvider(Outbox).useValue(outbox);
    const module = await builder.compile();
    await module.init();
    return new EngineUnderTest(module, database, time, registered);
  }

  /** Files the example of a kind, or what is given; answers with the case's id. */
  async file(
    kind: string,
    { filing, key }: { filing?: object; key?: string } = {},
  ): Promise<string> {
    const { enterpriseId, name } = accountOf('enterprise1');
    const actor = this.actor('enterprise', kind);
    return this.engine.open(
      {
        kind,
        filing: plain(filing ?? exampleOf(this.workflow(kind))),
        actor: { ...actor, accountId: actor.accountId ?? '' },
        enterprise: { id: enterpriseId ?? '', name },
        at: this.time.now(),
        ...(key === undefined ? {} : { idempotencyKey: key }),
      },
      ({ record }) => Promise.resolve(record.id),
    );
  }

  /** An officer opens a case about others; answers with its id. */
  async propose(
    kind: string,
    filing: object,
    by: string,
    person: Partial<Person> = {},
  ): Promise<string> {
    const { id: accountId, role, unitId, name } = accountOf(by);
    return this.engine.open(
      {
        kind,
        filing: plain(filing),
        actor: { role, accountId, unitId, name, ...person },
        enterprise: null,
        at: this.time.now(),
        inScope: () => true,
      },
      ({ record }) => Promise.resolve(record.id),
    );
  }

  /** Cases about a case, in the order of their opening. */
  about(caseId: string): Promise<Case[]> {
    return this.database.dataSource.manager
      .createQueryBuilder(Case, 'c')
      .where('c.about_ids @> :ids', { ids: [caseId] })
      .orderBy('c.filed_at')
      .addOrderBy('c.id')
      .getMany();
  }

  /** Somebody does an act now; answers with the version after it. */
  async act(caseId: string, type: string, manner: Manner = {}): Promise<number> {
    const { kind, unitId } = await this.record(caseId);
    const event = this.workflow(kind).events[type];
    const { payload, key, expectedVersion, through = event?.through } = manner;
    return this.engine.send(
      {
        caseId,
        event: { type, payload: plain(payload ?? event?.example ?? {}) },
        actor: {
          ...(manner.as
            ? actorNamed(manner.as)
            : this.actor(manner.by ?? event?.by[0] ?? 'admin', kind, unitId)),
          ...manner.person,
        },
        at: this.time.now(),
        inScope: () => true,
        ...(through === undefined ? {} : { through }),
        ...(key === undefined ? {} : { idempotencyKey: key }),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      },
      ({ record }) => Promise.resolve(record.version),
    );
  }

  /** Acts in their order, each by its example unless a payload is given. */
  async play(caseId: string, ...acts: readonly (string | readonly [string, object])[]) {
    for (const each of acts) {
      const [type, payload] = typeof each === 'string' ? [each] : each;
      await this.act(caseId, type, payload === undefined ? {} : { payload });
    }
  }

  /** Every letter that waits is taken over by a mail server that this test does not look at. */
  async lettersLeave(): Promise<void> {
    await this.database.dataSource.query(
      `UPDATE notices SET status = 'sent', sent_at = $1, next_attempt_at = NULL
        WHERE status = 'pending'`,
      [this.time.now()],
    );
  }

  /** Another sweeper on the same database, as on another machine. */
  anotherSweeper(handler = this.module.get(DueClockHandler)): Sweeper {
    return new Sweeper(
      this.database.transactions,
      handler,
      this.incidents,
      this.time,
      new Metrics(),
    );
  }

  record(id: string): Promise<Case> {
    return this.database.dataSource.manager.findOneByOrFail(Case, { id });
  }

  /** Every row of a case. */
  async stored(caseId: string): Promise<StoredCase> {
    const { manager } = this.database.dataSource;
    return {
      record: await this.record(caseId),
      history: await manager.find(HistoryEntry, { where: { caseId }, order: { seq: 'ASC' } }),
      clocks: await this.module.get(Clocks).of(caseId, manager),
      notices: await manager.find(Notice, { where: { caseId }, order: { id: 'ASC' } }),
    };
  }

  async clock(caseId: string, name: string, generation = 1): Promise<Clock> {
    const key = { caseId, name, generation };
    return this.database.dataSource.manager.findOneByOrFail(Clock, key);
  }

  /** The letters of a case that a clock's moments or an event caused, as `template→party`. */
  async letters(caseId: string, cause: string): Promise<readonly string[]> {
    const { notices } = await this.stored(caseId);
    return notices
      .filter((notice) => notice.cause === cause)
      .map(({ template, party }) => `${template.split('/')[1] ?? ''}→${party}`);
  }

  /** A part of the engine that a test puts others on. */
  part<Part>(type: Type<Part> | Abstract<Part>): Part {
    return this.module.get(type, { strict: false });
  }

  close(): Promise<void> {
    return this.module.close();
  }

  private workflow(kind: string): WorkflowDefinition {
    const found = this.registered.find(({ key }) => key === kind);
    if (!found) throw new Error(`${kind} is not registered.`);
    return found;
  }

  /** A handler is one of the unit that has the case. */
  private actor(role: ActingRole, kind: string, leading: string | null = null): Actor {
    const { id, unitId, name } = accountOf(addressOf(role, kind));
    const handles = role === 'handler' || role === 'handlerHead';
    return { role, accountId: id, unitId: (handles ? leading : null) ?? unitId, name };
  }
}

interface StartOptions {
  readonly registered?: readonly WorkflowDefinition[];
  readonly outbox?: Pick<Outbox, 'put'>;
  /** Where letters are handed in; nobody listens when it is not given. */
  readonly server?: MailServer;
  readonly settings?: Partial<Config>;
}

function addressOf(role: ActingRole, kind: string): string {
  const names: Partial<Record<ActingRole, string>> = {
    enterprise: 'enterprise1',
    acceptor: `acceptor.${kind}`,
    acceptorHead: `head.${kind}`,
    handler: `handler.${kind}.450100`,
    handlerHead: `head.${kind}.450100`,
  };
  return names[role] ?? role;
}

const accounts = demoAccounts();

/** An account of the demonstration, by the part of its address before the `@`. */
export function accountOf(name: string) {
  const found = accounts.find(({ email }) => email === `${name}@${demoDomain}`);
  if (!found) throw new Error(`There is no account ${name}.`);
  return found;
}

/** A respondent has no account; everybody else is one of the demonstration. */
function actorNamed(name: string): Actor {
  if (name === 'respondent') return { role: name, accountId: null, unitId: null, name: '某局' };
  const { id: accountId, role, unitId, name: called } = accountOf(name);
  return { role, accountId, unitId, name: called };
}

/** As it comes out of a request body. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The place of `StoreModule`, which would open a database by the settings. */
function storeOn(database: TestDatabase) {
  @Global()
  @Module({
    imports: [
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ type: 'postgres' as const }),
        dataSourceFactory: () => database.connect(),
      }),
    ],
    providers: [Transactions],
    exports: [Transactions],
  })
  class TestStore {}
  return TestStore;
}

function worldOf(
  time: ManualTime,
  server: MailServer = new ConfiguredMailServer('smtp://127.0.0.1:1'),
) {
  @Global()
  @Module({
    providers: [
      { provide: TimeSource, useValue: time },
      { provide: MailServer, useValue: server },
    ],
    exports: [TimeSource, MailServer],
  })
  class World {}
  return World;
}
