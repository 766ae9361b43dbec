import { Injectable } from '@nestjs/common';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';

/** By then somebody has noticed that a clock was wrong. */
export const IMAGES_KEPT_DAYS = 30;
const EVERY_MS = 3_600_000;

/** Deletes images of cases that nobody will go back to; by the database's clock, since ours may be wrong. */
@Injectable()
export class ForgetOldImages {
  constructor(
    private readonly transactions: Transactions,
    loops: Loops,
  ) {
    const round = () => this.runOnce();
    loops.add({ name: 'forgetting of old images', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  async runOnce(): Promise<void> {
    await this.transactions.manager.query(
      `DELETE FROM case_images
        WHERE recorded_at < clock_timestamp() - make_interval(days => $1)`,
      [IMAGES_KEPT_DAYS],
    );
  }
}
