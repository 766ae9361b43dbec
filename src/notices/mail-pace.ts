import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Transactions } from '../store/transactions.js';
import { domainOf } from './mail-identity.js';

/** So many letters to one domain leave without a pause, after one has had none for a while. */
const BURST = 10;
/** How long everything for a domain waits that said that it is written to too fast. */
const SLOWER_MS = 60_000;
/** A letter whose turn has come is put off no more, unless working hours came in between. */
const TURN_MS = 60_000;

/**
 * Spreads the letters to one domain over time, over all processes; other domains are not touched.
 * Each letter is given its turn once. Our own domain is our own
 * affair.
 */
@Injectable()
export class MailPace {
  private readonly intervalMs: number;
  private readonly own: string;

  constructor(
    { mailPace, mailFrom }: Config,
    private readonly transactions: Transactions,
  ) {
    this.intervalMs = mailPace.perMinute === 0 ? 0 : 60_000 / mailPace.perMinute;
    this.own = domainOf(mailFrom);
  }

  /** When the letter's turn is; null: now. */
  async turnOf(
    { recipient, slotAt }: { readonly recipient: string; readonly slotAt: Date | null },
    now: Date,
  ): Promise<Date | null> {
    const domain = domainOf(recipient);
    if (this.intervalMs === 0 || this.isOwn(domain) || hasTurn(slotAt, now)) return null;
    const [row] = await this.transactions.manager.query<{ at: Date }[]>(
      `INSERT INTO mail_domains AS d (domain, next_at) VALUES ($1, $2::timestamptz + $3::interval)
       ON CONFLICT (domain) DO UPDATE SET next_at = greatest(d.next_at, $2) + $3::interval
       RETURNING next_at - $3::interval * (1 + $4::integer) AS at`,
      [domain, now, milliseconds(this.intervalMs), BURST],
    );
    return row && row.at > now ? row.at : null;
  }

  /** Also one above it or within it: `qingnuo.gx.example` and `gx.example`. */
  private isOwn(domain: string): boolean {
    return `.${this.own}`.endsWith(`.${domain}`) || `.${domain}`.endsWith(`.${this.own}`);
  }

  /** The domain said that it is written to too fast. */
  async slower(recipient: string, now: Date): Promise<void> {
    if (this.intervalMs === 0) return;
    const until = new Date(now.getTime() + SLOWER_MS + BURST * this.intervalMs);
    await this.transactions.manager.query(
      `INSERT INTO mail_domains AS d (domain, next_at) VALUES ($1, $2)
       ON CONFLICT (domain) DO UPDATE SET next_at = greatest(d.next_at, $2)`,
      [domainOf(recipient), until],
    );
  }
}

const milliseconds = (count: number): string => `${count} milliseconds`;

function hasTurn(slotAt: Date | null, now: Date): boolean {
  return slotAt !== null && slotAt <= now && now.getTime() - slotAt.getTime() <= TURN_MS;
}
