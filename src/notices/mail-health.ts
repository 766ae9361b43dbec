import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { Transactions } from '../store/transactions.js';
import { MailServerState } from './mail-server-state.entity.js';

/** A server that has taken nothing for so long is an incident; known with the next try. */
const OUTAGE_MS = 30 * 60_000;

/** The subject of its incident: there is one server. */
const SERVER = 'smtp';

/**
 * Whether the mail server takes anything at all. One that does not is one incident, whatever waits
 * for it, with a line in the log when it begins and when it is over, over all processes; it closes
 * by itself when letters go again.
 */
@Injectable()
export class MailHealth implements OnModuleInit, Retrying {
  private readonly log = new Logger(MailHealth.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
  ) {}

  onModuleInit(): void {
    this.incidents.retryWith('mailServer', this);
  }

  /** It took nothing this time; `cause` is what it, or the way to it, said. */
  async fails(cause: string, at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { failingSince, toldAt } = await stateIn(tx);
      const since = failingSince ?? at;
      const isOutage = at.getTime() - since.getTime() >= OUTAGE_MS;
      // What was told stays told, also where a clock is behind or a delivery began before.
      const told = toldAt ?? (isOutage ? at : null);
      await tx.update(MailServerState, { id: 1 }, { failingSince: since, toldAt: told });
      if (told === null) return;
      const report = { caseId: null, kind: 'mailServer', subject: SERVER, cause } as const;
      await this.incidents.open(tx, { ...report, attempts: 0, at });
      if (toldAt !== null) return;
      this.log.error(`The mail server takes nothing since ${since.toISOString()}: ${cause}`);
    });
  }

  /** It took a letter, or said something about one. */
  async works(at: Date): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { failingSince, toldAt } = await stateIn(tx);
      if (failingSince === null) return;
      await tx.update(MailServerState, { id: 1 }, { failingSince: null, toldAt: null });
      if (toldAt === null) return;
      await tx.query(
        `UPDATE incidents SET resolved_at = $1 WHERE kind = 'mailServer' AND resolved_at IS NULL`,
        [at],
      );
      // Nobody has an incident any more by which to say so.
      await this.tryAll(tx, at);
      this.log.log(`The mail server takes letters again, after ${minutes(failingSince, at)}.`);
    });
  }

  /** Whatever has been tried in vain is tried now. */
  retry(tx: EntityManager, _caseId: string | null, _subject: string, at: Date): Promise<void> {
    return this.tryAll(tx, at);
  }

  private async tryAll(tx: EntityManager, at: Date): Promise<void> {
    await tx.query(
      `UPDATE notices SET next_attempt_at = $1
        WHERE endpoint_id IS NULL AND status = 'pending' AND last_error IS NOT NULL AND next_attempt_at > $1`,
      [at],
    );
  }
}

/** Locked until the transaction ends, so that of several processes one tells. */
async function stateIn(tx: EntityManager): Promise<MailServerState> {
  const lock = { mode: 'pessimistic_write' } as const;
  return tx.findOneOrFail(MailServerState, { where: { id: 1 }, lock });
}

const minutes = (from: Date, to: Date): string =>
  `${Math.round((to.getTime() - from.getTime()) / 60_000)} minutes`;
