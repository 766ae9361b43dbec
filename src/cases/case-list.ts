import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { Clocks } from '../clocks/clocks.js';
import { Case } from '../engine/case.entity.js';
import type { Principal } from '../identity/principal.js';
import { scopeOf, where } from '../identity/scope.policy.js';
import { chinaDate, endOfDay } from '../kernel/business-date.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { CaseFilterInput } from './case.input.js';
import type { CasesView } from './case.view.js';
import { CaseViews } from './case-views.js';
import { decodeCursor, encodeCursor } from './cursor.js';

const DEFAULT_LIMIT = 20;
/** How many working days ahead "soon" looks. */
const SOON = 3;

/** Conditions with their parameters, in the order of their places. */
class Conditions {
  readonly params: unknown[] = [];
  private readonly parts: string[] = [];

  /** Each `?` of the condition stands for the next parameter. */
  add(condition: string, ...params: readonly unknown[]): void {
    let place = this.params.length;
    this.params.push(...params);
    this.parts.push(condition.replaceAll('?', () => `$${(place += 1)}`));
  }

  addScope(principal: Principal): void {
    const scope = where(scopeOf(principal), 'c', this.params.length + 1);
    this.params.push(...scope.params);
    this.parts.push(scope.sql);
  }

  toString(): string {
    return this.parts.join(' AND ');
  }
}

/** Lists of cases, the most urgent first; pages go on where the last one ended. */
@Injectable()
export class CaseList {
  constructor(
    private readonly transactions: Transactions,
    private readonly clocks: Clocks,
    private readonly views: CaseViews,
    private readonly calendar: WorkingCalendar,
    private readonly time: TimeSource,
  ) {}

  async page(principal: Principal, filter: CaseFilterInput): Promise<CasesView> {
    const now = this.time.now();
    const limit = filter.limit ?? DEFAULT_LIMIT;
    const conditions = this.conditions(principal, filter, now);
    const { manager } = this.transactions;
    const ids = await manager.query<{ id: string }[]>(
      `SELECT c.id FROM cases c WHERE ${conditions.toString()}
       ORDER BY c.urgent_at, c.id LIMIT ${limit + 1}`,
      conditions.params,
    );
    const records = await this.inOrder(ids.slice(0, limit).map(({ id }) => id));
    const clocks = await this.clocks.ofAll(records.map(({ id }) => id));
    const last = records.at(-1);
    const more = ids.length > limit && last !== undefined;
    return {
      items: await this.views.summaries(records, clocks, now, manager),
      nextCursor: more ? encodeCursor({ at: last.urgentAt, id: last.id }) : null,
    };
  }

  private conditions(principal: Principal, filter: CaseFilterInput, now: Date): Conditions {
    const conditions = new Conditions();
    conditions.addScope(principal);
    if (filter.kind !== undefined) conditions.add('c.kind = ?', filter.kind);
    if (filter.state !== undefined) conditions.add('c.state = ?', filter.state);
    if (filter.cityCode !== undefined) conditions.add('c.city_code = ?', filter.cityCode);
    if (filter.due === 'overdue') conditions.add('c.urgent_at <= ?', now);
    if (filter.due === 'soon') {
      const last = this.calendar.addWorkingDays(chinaDate(now), SOON);
      conditions.add('c.urgent_at > ? AND c.urgent_at <= ?', now, endOfDay(last));
    }
    if (filter.q !== undefined) {
      const text = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
      const respondent = `c.filing #>> '{respondent,name}'`;
      conditions.add(
        `(c.number ILIKE ? OR c.enterprise_name ILIKE ? OR ${respondent} ILIKE ?)`,
        text,
        text,
        text,
      );
    }
    if (filter.cursor !== undefined) {
      const { at, id } = decodeCursor(filter.cursor);
      conditions.add('(c.urgent_at, c.id) > (?, ?)', at, id);
    }
    return conditions;
  }

  private async inOrder(ids: readonly string[]): Promise<Case[]> {
    if (ids.length === 0) return [];
    const found = await this.transactions.manager
      .createQueryBuilder(Case, 'c')
      .where('c.id IN (:...ids)', { ids })
      .getMany();
    const byId = new Map(found.map((record) => [record.id, record]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}
