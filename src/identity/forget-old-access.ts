import { Injectable } from '@nestjs/common';
import { SessionTime } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { HOUR_MS } from './front-gate.js';
import { KnownClients } from './known-clients.js';
import { RateLimits } from './rate-limits.js';
import { Throttles } from './throttles.js';

/** So long somebody who comes with an old code or token is told that it is over, and why. */
const KEPT_DAYS = 7;
const EVERY_MS = 3_600_000;

/** Deletes what opens nothing any more: counts of failures, sessions, codes and their requests. */
@Injectable()
export class ForgetOldAccess {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttles: Throttles,
    private readonly clients: KnownClients,
    private readonly limits: RateLimits,
    private readonly time: SessionTime,
    loops: Loops,
  ) {
    const round = () => this.runOnce();
    loops.add({ name: 'forgetting of old access', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  async runOnce(): Promise<void> {
    const before = new Date(this.time.now().getTime() - KEPT_DAYS * 86_400_000);
    const { manager } = this.transactions;
    await this.throttles.forget();
    await manager.query('DELETE FROM sessions WHERE expires_at <= $1 OR ended_at <= $1', [before]);
    await this.clients.forget();
    await this.limits.forget(2 * HOUR_MS);
    await manager.query('DELETE FROM registrations WHERE expires_at <= $1', [before]);
    await manager.query('DELETE FROM password_resets WHERE expires_at <= $1', [before]);
  }
}
