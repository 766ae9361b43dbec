import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TimeWatch } from '../clocks/time-watch.js';
import { Config } from '../config/config.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { Loops } from '../loops/loops.js';
import { troubleOf } from '../store/database-trouble.js';
import { RestoreWatch } from '../restores/restore-watch.js';
import { SchemaWatch } from '../store/schema-watch.js';
import { Patience, Late } from './patience.js';
import { poolState } from './pool-state.js';

export const checkStatuses = ['ok', 'failing'] as const;

/** One thing that a process needs for its work. */
export interface Check {
  readonly name: string;
  readonly status: (typeof checkStatuses)[number];
  /** What is wrong, in a sentence without names of people, addresses or secrets. */
  readonly detail?: string;
}

/** What hangs is as good as away for whoever asks whether to send work here. */
const PATIENCE_MS = 5_000;
/** Asked again so soon, the same answer is given: the question is open to everybody. */
const KEPT_MS = 1_000;
const MIB = 1024 * 1024;

/** Whether this process can do what its roles promise. */
@Injectable()
export class Readiness {
  private kept: { readonly at: number; readonly checks: readonly Check[] } | null = null;
  private looking: Promise<readonly Check[]> | null = null;
  private readonly patience = {
    database: new Patience(PATIENCE_MS),
    store: new Patience(PATIENCE_MS),
    disk: new Patience(PATIENCE_MS),
  };

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly store: EvidenceStore,
    private readonly loops: Loops,
    private readonly time: TimeWatch,
    private readonly restores: RestoreWatch,
    private readonly schema: SchemaWatch,
  ) {}

  /** Every check of this process; never rejects. One look serves all who ask meanwhile. */
  async checks(): Promise<readonly Check[]> {
    if (this.kept && performance.now() - this.kept.at < KEPT_MS) return this.kept.checks;
    this.looking ??= this.look();
    return this.looking;
  }

  private async look(): Promise<readonly Check[]> {
    const checks = await Promise.all(this.asked());
    this.kept = { at: performance.now(), checks };
    this.looking = null;
    return checks;
  }

  private asked(): Promise<Check>[] {
    const { roles } = this.config;
    const keepsFiles = roles.has('http') || roles.has('dispatcher');
    return [
      checked('database', () => this.database()),
      ...(keepsFiles ? [checked('evidenceStore', () => this.evidenceStore())] : []),
      ...(keepsFiles ? [checked('disk', () => this.disk())] : []),
      // With http, acts are refused and the rest goes on: the administrator comes by the same way.
      ...(roles.has('http')
        ? []
        : [
            checked('time', async () => this.time.trouble),
            checked('restore', async () => this.restores.trouble),
          ]),
      checked('schema', async () => this.standing()),
      ...this.loops.states
        .filter(({ isEssential }) => isEssential)
        .map(({ name, sinceMs, isLate }) =>
          checked(`loop: ${name}`, async () =>
            isLate
              ? `It gives no sign of life; well for the last time ${since(sinceMs)} ago.`
              : null,
          ),
        ),
    ];
  }

  /** A round trip, for which the pool must have a connection to give. */
  private async database(): Promise<string | null> {
    try {
      await this.patience.database.with(() => this.dataSource.query('SELECT 1'));
      return null;
    } catch (error) {
      const { waiting } = poolState(this.dataSource);
      const trouble = troubleOf(error)?.kind ?? 'no answer';
      return waiting > 0
        ? `${trouble}; ${waiting} wait for a connection.`
        : `It does not work (${trouble}).`;
    }
  }

  private standing(): string | null {
    const { standing, sentence } = this.schema.state();
    return standing ? sentence : null;
  }

  private async evidenceStore(): Promise<string | null> {
    try {
      await this.patience.store.with(() => this.store.check(PATIENCE_MS));
      return null;
    } catch (error) {
      return error instanceof Late ? 'It does not answer.' : 'It cannot be used.';
    }
  }

  private async disk(): Promise<string | null> {
    const { bavail, bsize } = await this.patience.disk.with(() => statfs(this.config.dataDir));
    const free = Math.floor((bavail * bsize) / MIB);
    const wanted = this.config.diskFreeMinMib;
    return free >= wanted
      ? null
      : `${free} MiB are free where files are kept, less than ${wanted}.`;
  }
}

const since = (ms: number): string => `${Math.round(ms / 1000)} s`;

async function checked(name: string, look: () => Promise<string | null>): Promise<Check> {
  try {
    const detail = await look();
    return detail === null ? { name, status: 'ok' } : { name, status: 'failing', detail };
  } catch {
    return { name, status: 'failing', detail: 'It could not be looked at.' };
  }
}
