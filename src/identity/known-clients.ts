import { Injectable } from '@nestjs/common';
import { SessionTime } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { WriteBatch } from '../store/write-batch.js';
import { clientOf } from './client-address.js';
import { fingerprint } from './fingerprint.js';

/** So long after its last sign-in a client is known. */
const KNOWN_DAYS = 30;

/**
 * The addresses from which each account was signed in to with success. Strangers who try an
 * account's password must not shut out its owner, so a client that is known is counted by itself.
 */
@Injectable()
export class KnownClients {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
  ) {}

  /** The same look-up for an address of an account and for one that nobody has. */
  async isKnown(email: string, address: string): Promise<boolean> {
    const rows = await this.transactions.manager.query<unknown[]>(
      'SELECT 1 FROM known_clients WHERE client = $1 AND last_at > $2',
      [clientHash(email, address), this.knownSince()],
    );
    return rows.length > 0;
  }

  /** Whoever signs in, or proves the mailbox, from this address is no stranger there. */
  remember(batch: WriteBatch, accountId: string, email: string, address: string): void {
    const client = clientHash(email, address);
    batch.add`INSERT INTO known_clients (client, account_id, last_at)
      VALUES (${client}, ${accountId}, ${this.time.now()})
      ON CONFLICT (client) DO UPDATE SET last_at = excluded.last_at RETURNING 1`;
  }

  /** Every client of the account but the one at this address is a stranger again. */
  forgetOthers(batch: WriteBatch, accountId: string, email: string, address: string): void {
    const client = clientHash(email, address);
    batch.add`DELETE FROM known_clients WHERE account_id = ${accountId} AND client <> ${client}`;
  }

  /** Deletes those that are known no more. */
  async forget(): Promise<void> {
    await this.transactions.manager.query('DELETE FROM known_clients WHERE last_at <= $1', [
      this.knownSince(),
    ]);
  }

  private knownSince(): Date {
    return new Date(this.time.now().getTime() - KNOWN_DAYS * 86_400_000);
  }
}

function clientHash(email: string, address: string): string {
  return fingerprint(`client ${clientOf(address)} of ${email.toLowerCase()}`);
}
