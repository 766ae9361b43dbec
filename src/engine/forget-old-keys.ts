import { Injectable } from '@nestjs/common';
import { TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { KEY_DAYS } from './idempotency.js';

const EVERY_MS = 3_600_000;

/** Deletes idempotency keys whose promise is over, so that the table stays small. */
@Injectable()
export class ForgetOldKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    loops: Loops,
  ) {
    const round = () => this.runOnce();
    loops.add({ name: 'forgetting of old keys', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  async runOnce(): Promise<void> {
    const before = new Date(this.time.now().getTime() - KEY_DAYS * 86_400_000);
    const { manager } = this.transactions;
    await manager.query('DELETE FROM idempotency_keys WHERE created_at < $1', [before]);
  }
}
