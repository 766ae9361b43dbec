import { Injectable } from '@nestjs/common';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';

const EVERY_MS = 3_600_000;
/** Letters that are looked at in one statement. */
const BATCH = 1_000;

interface Forgetting {
  readonly batch?: number;
  /** Called after each batch. */
  readonly alive?: () => void;
}

/**
 * Empties the HTML of letters that left before the product stopped keeping it (`whole-letter.ts`
 * makes it anew). One walk by the letters' ids, in short statements: an index that finds them would
 * cost each delivery more than the walk costs once per start.
 */
@Injectable()
export class ForgetSentHtml {
  /** The last letter that was looked at; null: the walk is over. */
  private last: string | null = '00000000-0000-0000-0000-000000000000';
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    loops: Loops,
  ) {
    loops.add({
      name: 'forgetting of sent HTML',
      role: 'dispatcher',
      everyMs: EVERY_MS,
      firstMs: 60_000,
      // It goes by no time.
      asksNoTime: true,
      round: (alive) => this.runOnce({ alive }),
      stop: () => {
        this.stopping = true;
      },
    });
  }

  /** Goes on where it was interrupted; does nothing once it has come to the end. */
  async runOnce({ batch = BATCH, alive = () => undefined }: Forgetting = {}): Promise<void> {
    while (this.last !== null && !this.stopping) {
      const [step] = await this.transactions.manager.query<[{ last: string | null }]>(
        `WITH seen AS MATERIALIZED (
           SELECT id, status = 'sent' AND html_body IS NOT NULL AS holds
             FROM notices WHERE id > $1 ORDER BY id LIMIT $2
         ), emptied AS (
           UPDATE notices n SET html_body = NULL FROM seen
            WHERE n.id = seen.id AND seen.holds AND n.status = 'sent'
         )
         SELECT (SELECT id FROM seen ORDER BY id DESC LIMIT 1) AS last`,
        [this.last, batch],
      );
      this.last = step.last;
      alive();
    }
  }
}
