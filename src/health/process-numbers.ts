import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TimeWatch } from '../clocks/time-watch.js';
import { incidentKinds } from '../incidents/incident.entity.js';
import { TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Outages } from '../loops/outages.js';
import { Metrics } from '../metrics/metrics.js';
import { Patience } from './patience.js';
import { RestoreWatch } from '../restores/restore-watch.js';
import { poolState } from './pool-state.js';
import { gaugesOf } from './process-gauges.js';

/** What is due and not done, of all processes together. */
interface QueueRow {
  readonly dueMoments: number;
  readonly oldestMoment: Date | null;
  readonly dueLetters: number;
  readonly oldestLetter: Date | null;
  readonly dueWebhooks: number;
  readonly oldestWebhook: Date | null;
  readonly waitingLetters: number;
}

/** Whoever reads gives up after ten seconds, and must hear by then that the database is silent. */
const PATIENCE_MS = 3_000;

/** Beyond so many the number says "many": counting them all would cost more than it tells. */
const MOST_COUNTED = 100_000;

/** Numbers that are looked up whenever somebody reads `/metrics`. */
@Injectable()
export class ProcessNumbers {
  private readonly gauges;
  private readonly patience = new Patience(PATIENCE_MS);

  constructor(
    private readonly metrics: Metrics,
    private readonly dataSource: DataSource,
    private readonly loops: Loops,
    private readonly outages: Outages,
    private readonly watch: TimeWatch,
    private readonly restores: RestoreWatch,
    private readonly time: TimeSource,
  ) {
    this.gauges = gaugesOf(metrics);
  }

  get contentType(): string {
    return this.metrics.registry.contentType;
  }

  /** In the text format of Prometheus. */
  async text(): Promise<string> {
    this.ownNumbers();
    try {
      // A database that is silent holds up neither the numbers nor whoever reads them.
      await this.patience.with(() => this.databaseNumbers());
      this.gauges.database.set(1);
    } catch (error) {
      // The reader sees that it is down; numbers of before would look as if it were not.
      this.outages.begin('metrics', error);
      for (const gauge of this.gauges.ofDatabase) gauge.reset();
      this.gauges.database.set(0);
    }
    return this.metrics.registry.metrics();
  }

  private ownNumbers(): void {
    const { pool, loopAge, loopLate, loopFailing, outages, timeWrong, restored } = this.gauges;
    const { total, idle, waiting } = poolState(this.dataSource);
    pool.set({ state: 'total' }, total);
    pool.set({ state: 'idle' }, idle);
    pool.set({ state: 'waiting' }, waiting);
    for (const { name, sinceMs, isLate, isFailing } of this.loops.states) {
      loopAge.set({ loop: name }, sinceMs / 1000);
      loopLate.set({ loop: name }, isLate ? 1 : 0);
      loopFailing.set({ loop: name }, isFailing ? 1 : 0);
    }
    outages.set(this.outages.names.length);
    timeWrong.set(this.watch.trouble === null ? 0 : 1);
    restored.set(this.restores.trouble === null ? 0 : 1);
  }

  private async databaseNumbers(): Promise<void> {
    const now = this.time.now();
    const [row] = await this.dataSource.query<[QueueRow]>(
      `SELECT (SELECT count(*)::integer FROM (SELECT FROM clocks WHERE next_stage_at <= $1
                LIMIT ${MOST_COUNTED}) due) AS "dueMoments",
              (SELECT min(next_stage_at) FROM clocks WHERE next_stage_at <= $1) AS "oldestMoment",
              (SELECT count(*)::integer FROM (SELECT FROM notices
                WHERE endpoint_id IS NULL AND next_attempt_at <= $1
                LIMIT ${MOST_COUNTED}) due) AS "dueLetters",
              (SELECT min(next_attempt_at) FROM notices
                WHERE endpoint_id IS NULL AND next_attempt_at <= $1) AS "oldestLetter",
              (SELECT count(*)::integer FROM (SELECT FROM notices
                WHERE endpoint_id IS NULL AND next_attempt_at > $1
                LIMIT ${MOST_COUNTED}) later) AS "waitingLetters",
              (SELECT count(*)::integer FROM (SELECT FROM notices
                WHERE endpoint_id IS NOT NULL AND next_attempt_at <= $1
                LIMIT ${MOST_COUNTED}) due) AS "dueWebhooks",
              (SELECT min(next_attempt_at) FROM notices
                WHERE endpoint_id IS NOT NULL AND next_attempt_at <= $1) AS "oldestWebhook"`,
      [now],
    );
    const age = (since: Date | null) => (since ? (now.getTime() - since.getTime()) / 1000 : 0);
    const { queue, oldest, incidents } = this.gauges;
    queue.set({ queue: 'deadlines' }, row.dueMoments);
    queue.set({ queue: 'letters' }, row.dueLetters);
    queue.set({ queue: 'lettersLater' }, row.waitingLetters);
    oldest.set({ queue: 'deadlines' }, age(row.oldestMoment));
    oldest.set({ queue: 'letters' }, age(row.oldestLetter));
    queue.set({ queue: 'webhooks' }, row.dueWebhooks);
    oldest.set({ queue: 'webhooks' }, age(row.oldestWebhook));
    const open = await this.dataSource.query<{ kind: string; count: number }[]>(
      `SELECT kind, count(*)::integer AS count FROM incidents WHERE resolved_at IS NULL GROUP BY kind`,
    );
    for (const kind of incidentKinds) {
      incidents.set({ kind }, open.find((row) => row.kind === kind)?.count ?? 0);
    }
    this.outages.end('metrics');
  }
}
