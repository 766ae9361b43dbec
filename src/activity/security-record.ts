import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { chained, type ChainEnd } from './event-chain.js';
import { eventColumns } from './event-columns.js';
import type { NewSecurityEvent } from './security-event.entity.js';

/** Rows of one statement; more wait for the next. */
const MOST_AT_ONCE = 500;
/** Beyond that many the database is away or far behind: nobody is let wait for it. */
const MOST_WAITING = 5_000;
/** A row that is not written by then is given up by its request. */
const LONGEST_WAIT_MS = 10_000;

interface Waiting {
  readonly event: NewSecurityEvent;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes what people do. Whatever arrives while a statement is under way goes with the next one,
 * so that a hundred readers at once cost a few commits, not a hundred. One row of
 * `security_chain` is the end of the chain: several processes make one chain, as each moves that
 * row in the statement that adds its own.
 */
@Injectable()
export class SecurityRecord {
  private waiting: Waiting[] = [];
  private isWriting = false;
  /** Where this process left the chain; another one may have moved it on since. */
  private end: ChainEnd | null = null;

  constructor(private readonly transactions: Transactions) {}

  /**
   * Comes back when the event is committed.
   *
   * @throws DomainError UNAVAILABLE when it could not be written
   */
  append(event: NewSecurityEvent): Promise<void> {
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(unwritten());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(unwritten());
      }, LONGEST_WAIT_MS);
      const written = () => {
        clearTimeout(timer);
        resolve();
      };
      const failed = (cause: unknown) => {
        clearTimeout(timer);
        reject(unwritten(cause));
      };
      this.waiting.push({ event, written, failed });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      await this.writeBatch(this.waiting.splice(0, MOST_AT_ONCE));
    }
    this.isWriting = false;
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.write(batch.map(({ event }) => event));
      for (const { written } of batch) written();
    } catch (error) {
      this.end = null;
      // One row that the database cannot take must not take the others with it.
      if (batch.length > 1 && isAboutData(error)) {
        for (const one of batch) await this.writeBatch([one]);
      } else {
        for (const { failed } of batch) failed(error);
      }
    }
  }

  private async write(events: readonly NewSecurityEvent[]): Promise<void> {
    if (this.end !== null) {
      const moved = await move(this.transactions.manager, this.end, events);
      if (moved) {
        this.end = moved;
        return;
      }
    }
    this.end = await this.transactions.run(async (tx) => {
      const moved = await move(tx, await lockEnd(tx), events);
      if (!moved) throw new Error('The end of the record moved under its lock.');
      return moved;
    });
  }
}

async function lockEnd(tx: EntityManager): Promise<ChainEnd> {
  const [end] = await tx.query<ChainEnd[]>(
    'SELECT seq::float8 AS seq, hash FROM security_chain FOR UPDATE',
  );
  if (!end) throw new Error('The record has lost its end.');
  return end;
}

/** Appends the events and moves the end, both or neither: null when the end is elsewhere by now. */
async function move(
  tx: EntityManager,
  end: ChainEnd,
  events: readonly NewSecurityEvent[],
): Promise<ChainEnd | null> {
  const rows = chained(end, events);
  const last = rows.at(-1) ?? end;
  const [found] = await tx.query<{ moved: number }[]>(
    `WITH moved AS (
       UPDATE security_chain SET seq = $3, hash = $4 WHERE seq = $1 AND hash = $2 RETURNING 1
     ), written AS (
       INSERT INTO security_events (${eventColumns.list})
       SELECT ${eventColumns.properties}
         FROM jsonb_to_recordset($5::jsonb) AS row (${eventColumns.typed})
        WHERE EXISTS (SELECT 1 FROM moved)
     )
     SELECT count(*)::integer AS moved FROM moved`,
    [end.seq, end.hash, last.seq, last.hash, JSON.stringify(rows)],
  );
  return found?.moved === 1 ? { seq: last.seq, hash: last.hash } : null;
}

/** SQLSTATE class 22: a value that does not fit. */
function isAboutData(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('22');
}

function unwritten(cause?: unknown): DomainError {
  const message =
    'What people do is recorded, and the record cannot be written now; nothing is handed out.';
  return new DomainError('UNAVAILABLE', message, {}, { cause });
}
