import { Injectable } from '@nestjs/common';
import { inputInvalid } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { eventColumns } from './event-columns.js';
import type { SecurityEvent } from './security-event.entity.js';

export interface SecurityEventFilter {
  readonly from?: string;
  readonly to?: string;
  readonly kind?: string;
  readonly accountId?: string;
  readonly caseId?: string;
}

export interface SecurityEventPage extends SecurityEventFilter {
  readonly cursor?: string;
  readonly limit?: number;
}

const DEFAULT_LIMIT = 100;
/** Rows of an export that are in the memory at once. */
const CHUNK = 1_000;

/** Reads the record: page by page from the newest on, or all of it from the oldest on. */
@Injectable()
export class SecurityEventList {
  constructor(private readonly transactions: Transactions) {}

  /** @throws DomainError INPUT_INVALID for a cursor that is none */
  async page(
    filter: SecurityEventPage,
  ): Promise<{ readonly items: readonly SecurityEvent[]; readonly nextCursor: string | null }> {
    const limit = filter.limit ?? DEFAULT_LIMIT;
    const { conditions, values } = conditionsOf(filter);
    if (filter.cursor !== undefined) {
      const { at, seq } = placeIn(filter.cursor);
      conditions.push(
        `(at, seq) < ($${values.push(at)}::timestamptz, $${values.push(seq)}::bigint)`,
      );
    }
    const rows = await this.select(conditions, values, `at DESC, seq DESC LIMIT ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
  }

  /** Every event of the filter that is there at the beginning, in the order of the chain. */
  async *all(filter: SecurityEventFilter): AsyncGenerator<SecurityEvent> {
    const [end] = await this.transactions.manager.query<{ seq: number }[]>(
      'SELECT seq::float8 AS seq FROM security_chain',
    );
    for (let after = 0; ;) {
      const { conditions, values } = conditionsOf(filter);
      conditions.push(
        `seq > $${values.push(after)}::bigint AND seq <= $${values.push(end?.seq ?? 0)}::bigint`,
      );
      const rows = await this.select(conditions, values, `security_events.seq LIMIT ${CHUNK}`);
      yield* rows;
      const last = rows.at(-1);
      if (rows.length < CHUNK || !last) return;
      after = last.seq;
    }
  }

  private select(
    conditions: readonly string[],
    values: readonly unknown[],
    order: string,
  ): Promise<SecurityEvent[]> {
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    return this.transactions.manager.query<SecurityEvent[]>(
      `SELECT ${eventColumns.selection} FROM security_events ${where} ORDER BY ${order}`,
      [...values],
    );
  }
}

function conditionsOf({ from, to, kind, accountId, caseId }: SecurityEventFilter) {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const hold = (condition: (place: string) => string, value: unknown) => {
    if (value !== undefined) conditions.push(condition(`$${values.push(value)}`));
  };
  hold((place) => `at >= ${place}::timestamptz`, from);
  hold((place) => `at < ${place}::timestamptz`, to);
  hold((place) => `kind = ${place}`, kind);
  hold((place) => `account_id = ${place}`, accountId);
  hold((place) => `case_id = ${place}`, caseId);
  return { conditions, values };
}

function cursorOf({ at, seq }: SecurityEvent): string {
  return Buffer.from(`${at.getTime()}.${seq}`).toString('base64url');
}

function placeIn(cursor: string): { readonly at: Date; readonly seq: number } {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, at, seq] = /^(\d{1,14})\.(\d{1,15})$/.exec(text) ?? [];
  if (at === undefined || seq === undefined) {
    const message = 'cursor must be the nextCursor of an earlier answer';
    throw inputInvalid([{ path: 'cursor', rule: 'isCursor', message }]);
  }
  return { at: new Date(Number(at)), seq: Number(seq) };
}
