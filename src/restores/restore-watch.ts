import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config/config.js';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { Loops } from '../loops/loops.js';
import { Outages } from '../loops/outages.js';
import { Transactions } from '../store/transactions.js';
import { identityOf, type DatabaseIdentity } from './database-identity.js';
import { readLastSeen, writeLastSeen, type LastSeen } from './last-seen.js';

const EVERY_MS = 5_000;
const BEAT_EVERY_MS = 60_000;
/** More minutes than a database is behind the one that was lost: 19 years. */
const BEATS_AHEAD = 10_000_000;

/** Of incidents and outages. */
export const RESTORE = 'restore';

interface WatchRow {
  readonly life: string;
  readonly systemId: string | null;
  readonly databaseId: string | null;
  readonly beat: number;
  readonly cause: string | null;
}

const COPIED =
  'The database is a copy of the one that was worked on: it was restored, moved or upgraded.';
const OLDER = 'The database is older than it was when this machine saw it last: it was restored.';

/**
 * Whether the database is the one that was worked on, or one that was restored from before: it is
 * known again by the identity of its server and its own, and by a number that goes up and is kept
 * beside it, too. On a restored one letters would go out and numbers be given a second time. So
 * every loop with a role stands still, and nothing is taken that would be written, until an operator
 * has said by `npm run after-restore` what is to be done.
 */
@Injectable()
export class RestoreWatch implements OnApplicationBootstrap, OnModuleInit, Retrying {
  private readonly isWatching: boolean;
  private readonly seen = new Map<string, number>();
  private standing: string | null = null;
  private beatAtMs = -BEAT_EVERY_MS;

  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly outages: Outages,
    loops: Loops,
  ) {
    // An embedded database is copied with its folder, and has nobody to write to.
    this.isWatching = config.mode === 'production';
    if (!this.isWatching) return;
    loops.workOnly(async () => (await this.look()) === null);
    const round = () => this.look();
    loops.add({ name: 'restore watch', role: null, everyMs: EVERY_MS, asksNoTime: true, round });
  }

  onModuleInit(): void {
    this.incidents.retryWith(RESTORE, this);
  }

  /** Before anything is asked of this process. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.isWatching) return;
    const known = await readLastSeen(this.config.dataDir);
    if (known) this.note(known);
    await this.look();
  }

  /** Why this process stands, as it was found last; null while it works. */
  get trouble(): string | null {
    return this.standing;
  }

  /** Looks anew; null where there is nothing against any work. */
  async look(): Promise<string | null> {
    if (!this.isWatching) return null;
    const { manager } = this.transactions;
    const row = await rowOf(manager);
    const identity = await identityOf(manager);
    const cause = row.cause ?? causeOf(row, identity, this.seen.get(row.life) ?? 0);
    if (cause !== null) {
      if (row.cause === null) await this.stand(cause);
      this.outages.begin(RESTORE, cause);
    } else {
      if (this.standing !== null) this.outages.end(RESTORE);
      await this.beat(row, identity);
    }
    this.standing = cause;
    return cause;
  }

  /**
   * For commands that change cases.
   *
   * @throws DomainError UNAVAILABLE while it is not decided what becomes of a restore
   */
  async requireDecided(): Promise<void> {
    const cause = await this.look();
    if (cause !== null)
      throw new DomainError('UNAVAILABLE', `${cause} npm run after-restore first.`);
  }

  /** It is not for the interface to say what becomes of letters and numbers. */
  retry(): Promise<void> {
    const how = 'The operator says on the machine what is to be done: npm run after-restore.';
    return Promise.reject(new DomainError('EVENT_NOT_ACCEPTED', how));
  }

  /** Every process of the installation stands from now on. */
  async stand(cause: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        `UPDATE restore_watch SET standing_since = clock_timestamp(), standing_cause = $1
          WHERE standing_since IS NULL`,
        [cause],
      );
      if (changed === 0) return;
      const [now] = await tx.query<[{ at: Date }]>('SELECT clock_timestamp() AS at');
      const about = { caseId: null, kind: RESTORE, subject: 'database' } as const;
      await this.incidents.open(tx, { ...about, cause, attempts: 0, at: now.at });
    });
  }

  /** The database is the one that is worked on from now on; ahead of whatever a machine has seen. */
  async release(at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { systemId, databaseId } = await identityOf(tx);
      await tx.query(
        `UPDATE restore_watch SET standing_since = NULL, standing_cause = NULL,
                beat = beat + ${BEATS_AHEAD}, system_id = $1, database_id = $2`,
        [systemId, databaseId],
      );
      await tx.query(
        `UPDATE incidents SET resolved_at = $1 WHERE kind = 'restore' AND resolved_at IS NULL`,
        [at],
      );
    });
    await this.look();
  }

  private async beat(row: WatchRow, identity: DatabaseIdentity): Promise<void> {
    if (performance.now() - this.beatAtMs < BEAT_EVERY_MS) return;
    const [rows] = await this.transactions.manager.query<[{ beat: number }[], number]>(
      `UPDATE restore_watch SET beat = beat + 1, system_id = $1, database_id = $2
        WHERE standing_since IS NULL RETURNING beat::float8 AS beat`,
      [identity.systemId, identity.databaseId],
    );
    const [after] = rows;
    if (!after) return;
    const now = { life: row.life, beat: after.beat };
    this.note(now);
    await writeLastSeen(this.config.dataDir, now);
    this.beatAtMs = performance.now();
  }

  private note({ life, beat }: LastSeen): void {
    this.seen.set(life, Math.max(beat, this.seen.get(life) ?? 0));
  }
}

/** What says that the database is not the one that was worked on; null: nothing does. */
function causeOf(row: WatchRow, identity: DatabaseIdentity, seenBeat: number): string | null {
  if (row.databaseId === null) return null;
  // What one role may ask for and another one may not is no difference.
  const isOtherServer =
    row.systemId !== null && identity.systemId !== null && row.systemId !== identity.systemId;
  if (isOtherServer || row.databaseId !== identity.databaseId) return COPIED;
  return row.beat < seenBeat ? OLDER : null;
}

async function rowOf(database: Pick<EntityManager, 'query'>): Promise<WatchRow> {
  const [row] = await database.query<[WatchRow]>(
    `SELECT life, system_id AS "systemId", database_id::text AS "databaseId",
            beat::float8 AS beat, standing_cause AS cause
       FROM restore_watch`,
  );
  return row;
}
