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
/** More than all beats from a decision until the next one: in a millisecond there is none. */
const BEATS_AHEAD = 10_000_000;

/** Of incidents and outages. */
export const RESTORE = 'restore';
/** The outage of the file beside the database. */
const SEEN = 'database-seen.json';

interface WatchRow {
  readonly life: string;
  readonly systemId: string | null;
  readonly databaseId: string | null;
  readonly beat: number;
  readonly cause: string | null;
  /** Asked only where nobody has looked before. */
  readonly hasCases: boolean;
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
  private looking: Promise<string | null> | null = null;
  private known: Promise<LastSeen | null> | null = null;

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
    const round = () => this.round();
    loops.add({ name: 'restore watch', role: null, everyMs: EVERY_MS, asksNoTime: true, round });
  }

  onModuleInit(): void {
    this.incidents.retryWith(RESTORE, this);
  }

  /** Before anything is asked of this process. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.isWatching) await this.round();
  }

  /** Why this process stands, as it was found last; null while it works. */
  get trouble(): string | null {
    return this.standing;
  }

  /** Looks anew; null where there is nothing against any work. Who asks meanwhile shares the look. */
  look(): Promise<string | null> {
    if (!this.isWatching) return Promise.resolve(null);
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async lookOnce(): Promise<string | null> {
    const known = await (this.known ??= this.readKnown());
    // Before the row is read: another beat of this process may be written and noted meanwhile.
    const seen = new Map(this.seen);
    const { manager } = this.transactions;
    const row = await rowOf(manager);
    const cause = row.cause ?? causeOf(row, await identityOf(manager), known, seen);
    if (cause !== null) {
      if (row.cause === null) await this.stand(cause);
      this.outages.begin(RESTORE, cause);
    } else if (this.standing !== null) this.outages.end(RESTORE);
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
      await tx.query('UPDATE restore_watch SET deciding_since = NULL');
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

  /**
   * The database is the one that is worked on from now on, and ahead of whatever a machine has seen
   * of it or of an earlier decision.
   *
   * @throws DomainError EVENT_NOT_ACCEPTED when something speaks against it at once
   */
  async release(at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { systemId, databaseId } = await identityOf(tx);
      const seen = Math.max(0, ...this.seen.values());
      await tx.query(
        `UPDATE restore_watch SET standing_since = NULL, standing_cause = NULL,
                deciding_since = NULL, system_id = $1, database_id = $2,
                beat = ${BEATS_AHEAD} +
                  greatest(beat, $3::bigint, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)`,
        [systemId, databaseId, seen],
      );
      await tx.query(
        `UPDATE incidents SET resolved_at = $1
          WHERE kind = 'restore' AND subject = 'database' AND resolved_at IS NULL`,
        [at],
      );
    });
    // One that had begun before this was committed says what was.
    await this.looking?.catch(() => undefined);
    const cause = await this.look();
    if (cause !== null) throw new DomainError('EVENT_NOT_ACCEPTED', cause);
  }

  /**
   * One decision at a time, which one that was cut off can be begun again after `stand`.
   *
   * @throws DomainError EVENT_NOT_ACCEPTED
   */
  async claim(): Promise<void> {
    const [rows] = await this.transactions.manager.query<[object[], number]>(
      `UPDATE restore_watch SET deciding_since = clock_timestamp()
        WHERE standing_since IS NOT NULL
          AND coalesce(deciding_since < clock_timestamp() - interval '1 hour', true)
        RETURNING 1`,
    );
    if (rows.length > 0) return;
    const how =
      'Nothing stands, or another decision is under way. If this database was restored, or that ' +
      'decision was cut off, say so first: --stand.';
    throw new DomainError('EVENT_NOT_ACCEPTED', how);
  }

  /** Looks, and lets the number go up where all is well. */
  private async round(): Promise<void> {
    if ((await this.look()) !== null) return;
    const { manager } = this.transactions;
    const { systemId, databaseId } = await identityOf(manager);
    // A role that may not ask for the server's identity leaves what another one has written, and
    // nobody takes a database for known that has come in its place since the look.
    const [rows] = await manager.query<[LastSeen[], number]>(
      `UPDATE restore_watch
          SET beat = beat + 1, system_id = coalesce($1, system_id), database_id = $2
        WHERE standing_since IS NULL AND coalesce(database_id = $2, true)
          AND coalesce(system_id = $1, true)
        RETURNING life, beat::float8 AS beat`,
      [systemId, databaseId],
    );
    const [now] = rows;
    if (!now) return;
    this.note(now);
    // A command may be run by another user, whose file the product could not read.
    if (this.config.roles.size > 0) await this.keep(now);
  }

  private note({ life, beat }: LastSeen): void {
    this.seen.set(life, Math.max(beat, this.seen.get(life) ?? 0));
  }

  /** What this machine has kept; without it the database is known by its identity alone. */
  private async readKnown(): Promise<LastSeen | null> {
    try {
      const known = await readLastSeen(this.config.dataDir);
      if (known) this.note(known);
      return known;
    } catch (error) {
      this.outages.begin(SEEN, error);
      return null;
    }
  }

  /** A folder that cannot be written to keeps nobody from work: it is told. */
  private async keep(now: LastSeen): Promise<void> {
    try {
      await writeLastSeen(this.config.dataDir, now);
      this.outages.end(SEEN);
    } catch (error) {
      this.outages.begin(SEEN, error);
    }
  }
}

/** What says that the database is not the one that was worked on; null: nothing does. */
function causeOf(
  row: WatchRow,
  identity: DatabaseIdentity,
  known: LastSeen | null,
  seen: ReadonlyMap<string, number>,
): string | null {
  // Nobody has looked yet: it is new, or from a backup of before there was anything to look at.
  if (row.databaseId === null) {
    return known && known.life !== row.life && row.hasCases ? OLDER : null;
  }
  // What one role may ask for and another one may not is no difference.
  const isOtherServer =
    row.systemId !== null && identity.systemId !== null && row.systemId !== identity.systemId;
  if (isOtherServer || row.databaseId !== identity.databaseId) return COPIED;
  return row.beat < (seen.get(row.life) ?? 0) ? OLDER : null;
}

async function rowOf(database: Pick<EntityManager, 'query'>): Promise<WatchRow> {
  const [row] = await database.query<[WatchRow]>(
    `SELECT life, system_id AS "systemId", database_id::text AS "databaseId",
            beat::float8 AS beat, standing_cause AS cause,
            database_id IS NULL AND EXISTS (SELECT FROM cases) AS "hasCases"
       FROM restore_watch`,
  );
  return row;
}
