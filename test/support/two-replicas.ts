import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, EngineUnderTest, type StoredCase } from './engine-under-test.js';
import type { DeliveryRecord, Life, StoredLetter } from './delivery-audit.js';
import { MailLedger } from './mail-ledger.js';
import { productionSettings } from './production-settings.js';
import { startProduct, type ProductProcess } from './product-process.js';
import { callItProduction } from './seeded-installation.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';
import { untilOfficeHours } from './hours.js';
import { until } from './until.js';
import { oldDebt } from './complaints.js';

/** Long ago for any machine that runs this: every deadline that follows has passed. */
const FILED_AT = at('2025-03-03');

/** A mail server answers so long after it has taken a mail, at most. */
const SLOWEST_ANSWER_MS = 40;

/** A machine that is busy with other things takes ten times as long as one that is not. */
const BUSY = { timeout: 600_000 };

/** So much of its share of the work is done when a kill comes, at most. */
const LATEST_KILL = 0.8;

/** Numbers from 0 to 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A case as it must be once everything that is due has come, whoever does it. */
export interface Course {
  /** `cause template recipient` of each letter. */
  readonly letters: readonly string[];
  readonly events: readonly string[];
  /** Each generation of each clock with its status and how many of its moments have fired. */
  readonly clocks: readonly string[];
  /** Moments of clocks that have fired. */
  readonly moments: number;
}

export function courseOf({ history, clocks, notices }: StoredCase): Course {
  const firedOf = (clock: (typeof clocks)[number]) =>
    clock.stages.filter(({ firedAt }) => firedAt !== null).length;
  return {
    letters: notices.map(letterOf).toSorted(),
    events: history.map(({ event }) => event),
    clocks: clocks
      .map((clock) => `${clock.name}#${clock.generation} ${clock.status} ${firedOf(clock)}`)
      .toSorted(),
    moments: clocks.reduce((sum, clock) => sum + firedOf(clock), 0),
  };
}

const letterOf = ({
  cause,
  template,
  recipient,
}: Record<'cause' | 'template' | 'recipient', string>) => `${cause} ${template} ${recipient}`;

/** The course of a case that one undisturbed sweeper takes through the same years, alone. */
export async function undisturbedCourse(): Promise<Course> {
  const database = await openTestDatabase();
  const office = await EngineUnderTest.start(database);
  office.time.advanceTo(FILED_AT);
  const id = await office.file('arrears', { filing: oldDebt });
  office.time.advanceTo(new Date());
  while ((await office.sweeper.runOnce()) > 0);
  const course = courseOf(await office.stored(id));
  await office.close();
  await database.close();
  return course;
}

/** Several processes of the product on one database, each with a mail server of its own. */
export class Replicas {
  readonly lives: Life[] = [];
  /** Of these processes alone: a machine remembers the database that it worked on. */
  private readonly folder = mkdtempSync(join(tmpdir(), 'qingnuo-replicas-'));
  private readonly ledgers: MailLedger[] = [];
  private readonly running: (Running | undefined)[] = [];
  /** The processes run in working hours, whenever the test does. */
  readonly shiftMs = untilOfficeHours();

  constructor(
    private readonly database: TestDatabase,
    private readonly random: () => number,
  ) {}

  async start(place: number): Promise<void> {
    const ledger = await MailLedger.start(() => this.random() * SLOWEST_ANSWER_MS);
    this.ledgers.push(ledger);
    const product = await startProduct({
      ...productionSettings(this.database.url, this.folder),
      SMTP_URL: ledger.url,
      ALLOW_PLAIN_SMTP: '1',
      MAIL_DOMAIN_PER_MINUTE: '0',
      MAIL_DOMAIN_AT_ONCE: '8',
      SWEEP_INTERVAL_SECONDS: '1',
      DISPATCH_INTERVAL_SECONDS: '1',
      NODE_OPTIONS: '--import=./test/support/shifted-clock.mjs',
      CLOCK_SHIFT_MS: String(this.shiftMs),
      // The database is at the hour of the test, and a holiday may be a week.
      CLOCK_SKEW_MINUTES: '20160',
    });
    this.running[place] = { product, ledger };
  }

  /** The place of a process that still waits for the answer to a mail; false: there is none. */
  unaware(): [number] | false {
    const place = this.running.findIndex((one) => one !== undefined && one.ledger.unanswered > 0);
    return place === -1 ? false : [place];
  }

  async end(place: number, signal: Life['ending']): Promise<void> {
    const ending = this.running[place];
    if (!ending) throw new Error(`No process runs at place ${place}.`);
    this.running[place] = undefined;
    await ending.product.stop(signal);
    const unrecorded = await unrecordedLetters(this.database);
    this.lives.push({ ending: signal, taken: ending.ledger.taken, unrecorded });
  }

  /** Ends whatever runs still, also after a failure. */
  async close(): Promise<void> {
    for (const [place, running] of this.running.entries()) {
      if (running) await this.end(place, 'SIGKILL');
    }
    await Promise.all(this.ledgers.map((ledger) => ledger.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface Running {
  readonly product: ProductProcess;
  readonly ledger: MailLedger;
}

export interface Plan {
  readonly cases: number;
  readonly kills: number;
  readonly random: () => number;
}

/** What a run left behind. */
export interface Aftermath {
  readonly course: Course;
  readonly stored: readonly StoredCase[];
  readonly record: DeliveryRecord;
}

/**
 * Files the cases, lets two processes work off all that is due while one of them is killed again
 * and again, at moments and in an order that chance decides, and lets a last one send what the
 * killed ones had claimed. Each kill has a share of the cases, held back until its turn: on a busy
 * machine one process could do everything while the other one starts.
 */
export async function sufferKills(
  database: TestDatabase,
  { cases, kills, random }: Plan,
): Promise<Aftermath> {
  const course = await undisturbedCourse();
  const office = await EngineUnderTest.start(database);
  const replicas = new Replicas(database, random);
  const held: Held[] = [];
  try {
    office.time.advanceTo(FILED_AT);
    const ids: string[] = [];
    for (let count = 0; count < cases; count += 1) {
      // Each has a debtor of its own: that one owes more already would be told to the acceptor.
      const respondent = { ...oldDebt.respondent, name: `某市第${ids.length}示例局` };
      ids.push(await office.file('arrears', { filing: { ...oldDebt, respondent } }));
    }
    await callItProduction(database.url);
    const shares = Array.from({ length: kills }, (_, kill) =>
      ids.filter((_id, index) => index % kills === kill),
    );
    for (const share of shares) held.push(await holdBack(database, share));
    await Promise.all([replicas.start(0), replicas.start(1)]);
    for (const [kill, share] of shares.entries()) {
      const done = await progressOf(database);
      const work = share.length * (course.moments + course.letters.length);
      const goal = done + random() * LATEST_KILL * work;
      await held[kill]?.release();
      await until(async () => (await progressOf(database)) >= goal, BUSY);
      // Every other one hits a process that does not know of a mail that it has delivered.
      const [place] =
        kill % 2 === 0 ? await until(() => replicas.unaware(), BUSY) : [random() < 0.5 ? 0 : 1];
      await replicas.end(place, 'SIGKILL');
      await replicas.start(place);
    }
    await until(() => nothingDue(database, replicas.shiftMs), BUSY);
    await Promise.all([replicas.end(0, 'SIGTERM'), replicas.end(1, 'SIGTERM')]);
    await endLeases(database);
    await replicas.start(0);
    await until(() => nothingPending(database), BUSY);
    await replicas.end(0, 'SIGTERM');

    const stored = await Promise.all(ids.map((id) => office.stored(id)));
    return {
      course,
      stored,
      record: {
        owed: ids.flatMap((id) => course.letters.map((letter) => `${id} ${letter}`)),
        stored: stored.flatMap(({ notices }) =>
          notices.map((notice): StoredLetter => ({
            obligation: `${notice.caseId} ${letterOf(notice)}`,
            messageId: notice.messageId,
            status: notice.status,
            attempts: notice.attempts,
          })),
        ),
        lives: replicas.lives,
      },
    };
  } finally {
    await replicas.close();
    await Promise.all(held.map((share) => share.release()));
    await office.close();
  }
}

const one = async (database: TestDatabase, sql: string): Promise<number> => {
  const [row] = await database.dataSource.query<{ n: number }[]>(sql);
  return row?.n ?? 0;
};

/** Moments that have fired and letters that have been sent. */
const progressOf = (database: TestDatabase): Promise<number> =>
  one(
    database,
    `SELECT (SELECT count(*) FROM notices WHERE status = 'sent')::int +
            (SELECT count(*) FROM clocks, jsonb_array_elements(stages) AS stage
              WHERE stage ->> 'firedAt' IS NOT NULL)::int AS n`,
  );

/** The processes' time. */
const thenIs = (shiftMs: number): string => `now() + interval '${Math.round(shiftMs)} ms'`;

/** No clock is due, and no letter but those whose lease has not ended. */
const nothingDue = async (database: TestDatabase, shiftMs: number): Promise<boolean> =>
  (await one(
    database,
    `SELECT (SELECT count(*) FROM clocks WHERE next_stage_at <= ${thenIs(shiftMs)})::int +
            (SELECT count(*) FROM notices WHERE next_attempt_at <= ${thenIs(shiftMs)})::int AS n`,
  )) === 0;

const nothingPending = async (database: TestDatabase): Promise<boolean> =>
  (await one(database, `SELECT count(*)::int AS n FROM notices WHERE status = 'pending'`)) === 0;

/** Message-IDs of letters that have been tried and have no answer. */
async function unrecordedLetters(database: TestDatabase): Promise<ReadonlySet<string>> {
  const rows = await database.dataSource.query<{ id: string }[]>(
    `SELECT message_id AS id FROM notices WHERE status = 'pending' AND attempts > 0`,
  );
  return new Set(rows.map(({ id }) => id));
}

interface Held {
  /** The second time does nothing. */
  readonly release: () => Promise<void>;
}

/** Keeps all processes from these cases and their letters, as a transaction that works at them. */
async function holdBack({ dataSource }: TestDatabase, ids: readonly string[]): Promise<Held> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT id FROM cases WHERE id = ANY ($1) FOR UPDATE', [ids]);
  await runner.query('SELECT id FROM notices WHERE case_id = ANY ($1) FOR UPDATE', [ids]);
  const release = async () => {
    if (runner.isReleased) return;
    await runner.rollbackTransaction();
    await runner.release();
  };
  return { release };
}

/** As if the time of every lease had passed. */
async function endLeases(database: TestDatabase): Promise<void> {
  await database.dataSource.query(
    `UPDATE notices SET next_attempt_at = now() WHERE status = 'pending'`,
  );
}
