import { Injectable } from '@nestjs/common';
import { TimeSource } from '../kernel/time-source.js';
import type { Principal } from '../identity/principal.js';
import { partsOf, scopeOf } from '../identity/scope.policy.js';
import { PLANNED_FOR_ITS_VALUES } from '../store/statement-names.js';
import { Transactions } from '../store/transactions.js';
import { CaseAwaits } from './case-awaits.js';
import { CaseConditions } from './case-conditions.js';
import { CaseCountsView, CasesView } from './case-list.view.js';
import { listed, summaryColumns, type ListedRow } from './case-rows.js';
import { CaseSummaries } from './case-summaries.js';
import type { CaseFilterInput } from './case.input.js';
import { orderOf } from './case-order.js';
import { decodeCursor, encodeCursor } from './cursor.js';

const DEFAULT_LIMIT = 20;

/** A row with the moment by which the list is ordered. */
type OrderedRow = ListedRow & { readonly sortAt: Date };

/** Lists of cases, the most urgent first; pages go on where the last one ended. */
@Injectable()
export class CaseList {
  constructor(
    private readonly transactions: Transactions,
    private readonly conditions: CaseConditions,
    private readonly awaits: CaseAwaits,
    private readonly summaries: CaseSummaries,
    private readonly time: TimeSource,
  ) {}

  async page(principal: Principal, filter: CaseFilterInput): Promise<CasesView> {
    const now = this.time.now();
    const limit = filter.limit ?? DEFAULT_LIMIT;
    const { manager } = this.transactions;
    const found = await this.first(limit + 1, principal, filter, now);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      items: await this.summaries.of(rows, principal, now, manager),
      nextCursor: more ? encodeCursor({ at: last.sortAt, id: last.id }, filter.sort) : null,
    };
  }

  /** The first cases after the cursor, of all parts of the scope together. */
  private first(
    limit: number,
    principal: Principal,
    filter: CaseFilterInput,
    now: Date,
  ): Promise<readonly OrderedRow[]> {
    const own = this.awaits.termsOf(principal);
    const params: unknown[] = [own.owedBy, own.expecting];
    const { sort, cursor } = filter;
    const { moment, direction } = orderOf(sort ?? 'urgency', principal);
    const order = `ORDER BY "sortAt" ${direction}, id ${direction}`;
    const parts = partsOf(scopeOf(principal)).map((scope) => {
      const conditions = this.conditions.of(principal, filter, now, { scope, params });
      if (cursor !== undefined) {
        const { at, id } = decodeCursor(cursor, sort);
        conditions.add(`(${moment}, c.id) ${direction === 'ASC' ? '>' : '<'} (?, ?)`, at, id);
      }
      return `(SELECT ${summaryColumns('c')}, ${moment} AS "sortAt" FROM cases c
                WHERE ${conditions.toString()}
                ORDER BY ${moment} ${direction}, c.id ${direction} LIMIT ${limit})`;
    });
    // Of a frequent word the first cases are found soonest in their order, of a rare one by its index.
    const planning = filter.q === undefined ? '' : PLANNED_FOR_ITS_VALUES;
    const page =
      parts.length === 1 ? parts.join('') : `${parts.join(' UNION ')} ${order} LIMIT ${limit}`;
    const statement = listed(page, { order, own: { owedBy: '$1', expecting: '$2' } });
    return this.transactions.manager.query<OrderedRow[]>(`${planning}${statement}`, params);
  }

  /** How many cases each filter would list, under the filters that are given already. */
  async counts(principal: Principal, filter: CaseFilterInput): Promise<CaseCountsView> {
    const now = this.time.now();
    const count = async (more: Partial<CaseFilterInput>): Promise<number> => {
      const conditions = this.conditions.of(principal, { ...filter, ...more }, now);
      const [row] = await this.transactions.manager.query<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM cases c WHERE ${conditions.toString()}`,
        conditions.params,
      );
      return row?.n ?? 0;
    };
    const by = (
      column: 'state' | 'city_code' | 'closed_for',
    ): Promise<{ key: string; count: number }[]> => {
      const conditions = this.conditions.of(principal, filter, now);
      return this.transactions.manager.query(
        `SELECT c.${column} AS key, count(*)::int AS count FROM cases c
          WHERE ${conditions.toString()} AND c.${column} IS NOT NULL GROUP BY 1 ORDER BY 1`,
        conditions.params,
      );
    };
    return {
      total: await count({}),
      awaitsMe: await count({ awaits: 'me' }),
      mine: await count({ mine: true }),
      unit: await count({ unit: true }),
      unassigned: await count({ unassigned: true }),
      soon: await count({ due: 'soon' }),
      overdue: await count({ due: 'overdue' }),
      open: await count({ ended: false }),
      ended: await count({ ended: true }),
      byState: await by('state'),
      byCity: await by('city_code'),
      byClosedFor: await by('closed_for'),
    };
  }
}
