import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { SessionTime } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { KnownClients } from './known-clients.js';
import { Throttles } from './throttles.js';

/** So long somebody who comes with an old code or token is told that it is over, and why. */
const KEPT_DAYS = 7;
const EVERY_MS = 3_600_000;

/** Deletes what opens nothing any more: counts of failures, sessions, codes and their requests. */
@Injectable()
export class ForgetOldAccess implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(ForgetOldAccess.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly throttles: Throttles,
    private readonly clients: KnownClients,
    private readonly time: SessionTime,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('sweeper')) return;
    this.timer = setInterval(() => {
      this.runOnce().catch((error: unknown) => {
        this.log.error(error instanceof Error ? error.message : String(error));
      });
    }, EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async runOnce(): Promise<void> {
    const before = new Date(this.time.now().getTime() - KEPT_DAYS * 86_400_000);
    const { manager } = this.transactions;
    await this.throttles.forget();
    await manager.query('DELETE FROM sessions WHERE expires_at <= $1 OR ended_at <= $1', [before]);
    await this.clients.forget();
    await manager.query('DELETE FROM registrations WHERE expires_at <= $1', [before]);
    await manager.query('DELETE FROM password_resets WHERE expires_at <= $1', [before]);
  }
}
