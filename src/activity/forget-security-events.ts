import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { SessionTime } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { SecurityRecord } from './security-record.js';

const EVERY_MS = 3_600_000;
/** Rows of one transaction. */
const BATCH = 5_000;
const DAY_MS = 86_400_000;

interface Forgetting {
  /** Rows of one transaction. */
  readonly batch?: number;
  /** Called after each. */
  readonly alive?: () => void;
}

/**
 * Deletes rows that are older than the setting, from the oldest on and in their order. The last of
 * each batch stays as an anchor, by its hash, so that what is left is still one chain with a
 * known beginning. The database refuses every other deletion.
 */
@Injectable()
export class ForgetSecurityEvents {
  private stopping = false;

  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly record: SecurityRecord,
    private readonly time: SessionTime,
    loops: Loops,
  ) {
    loops.add({
      name: 'forgetting of security events',
      role: 'sweeper',
      everyMs: EVERY_MS,
      round: (alive) => this.runOnce({ alive }),
      stop: () => {
        this.stopping = true;
      },
    });
  }

  /** How many rows went. */
  async runOnce({ batch = BATCH, alive = () => undefined }: Forgetting = {}): Promise<number> {
    const now = this.time.now();
    const before = new Date(now.getTime() - this.config.securityRecord.days * DAY_MS);
    let forgotten = 0;
    for (;;) {
      const { rows, upToSeq } = await this.forget(before, now, batch);
      forgotten += rows;
      alive();
      if (rows > 0) {
        const details = { rows, upToSeq, before: before.toISOString() };
        await this.record.append({ at: now, kind: 'record.forgotten', role: 'system', details });
      }
      if (rows < batch || this.stopping) return forgotten;
    }
  }

  private forget(
    before: Date,
    now: Date,
    batch: number,
  ): Promise<{ readonly rows: number; readonly upToSeq: number }> {
    return this.transactions.run(async (tx) => {
      // Two processes at once: the second one finds what the first one has left.
      await tx.query('LOCK TABLE security_anchors IN SHARE ROW EXCLUSIVE MODE');
      const oldest = await tx.query<{ seq: number; hash: string; old: boolean }[]>(
        `SELECT seq::float8 AS seq, hash, at < $1 AS old FROM security_events
          ORDER BY security_events.seq LIMIT $2`,
        [before, batch],
      );
      const firstKept = oldest.findIndex(({ old }) => !old);
      const gone = firstKept === -1 ? oldest : oldest.slice(0, firstKept);
      const last = gone.at(-1);
      if (!last) return { rows: 0, upToSeq: 0 };
      await tx.query('INSERT INTO security_anchors (up_to_seq, hash, at) VALUES ($1, $2, $3)', [
        last.seq,
        last.hash,
        now,
      ]);
      await tx.query('DELETE FROM security_events WHERE seq <= $1', [last.seq]);
      return { rows: gone.length, upToSeq: last.seq };
    });
  }
}
