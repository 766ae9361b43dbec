import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';

/** A client that has not repeated its request by then will not. */
const KEPT_DAYS = 30;
const EVERY_MS = 3_600_000;

/** Deletes idempotency keys that nobody will send again, so that the table stays small. */
@Injectable()
export class ForgetOldKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(ForgetOldKeys.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
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
    await manager.query('DELETE FROM idempotency_keys WHERE created_at < $1', [before]);
  }
}
