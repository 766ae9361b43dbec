import { Injectable } from '@nestjs/common';
import { Conditions } from '../cases/case-conditions.js';
import { listed, summaryColumns } from '../cases/case-rows.js';
import { decodeCursor, encodeCursor } from '../cases/cursor.js';
import type { Principal } from '../identity/principal.js';
import { scopeOf } from '../identity/scope.policy.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { MeasureFilterInput } from './measure.input.js';
import type { MeasuresView } from './measure.view.js';
import { MeasureViews, type MeasureRow } from './measure-views.js';
import { MEASURE } from './measures.service.js';

const DEFAULT_LIMIT = 20;

/** Lists of measures, the most urgent first. */
@Injectable()
export class MeasureList {
  constructor(
    private readonly transactions: Transactions,
    private readonly views: MeasureViews,
    private readonly time: TimeSource,
  ) {}

  async page(principal: Principal, filter: MeasureFilterInput): Promise<MeasuresView> {
    const limit = filter.limit ?? DEFAULT_LIMIT;
    const conditions = new Conditions().addScope(scopeOf(principal)).add('c.kind = ?', MEASURE);
    const { caseId, type, state, cursor } = filter;
    if (caseId !== undefined) conditions.add('c.about_ids @> ?::uuid[]', [caseId]);
    if (type !== undefined) conditions.add(`c.filing ->> 'type' = ?`, type);
    if (state !== undefined) conditions.add('c.state = ?', state);
    if (cursor !== undefined) {
      const { at, id } = decodeCursor(cursor);
      conditions.add('(c.urgent_at, c.id) > (?, ?)', at, id);
    }
    const { manager } = this.transactions;
    const found = await manager.query<MeasureRow[]>(
      listed(
        `SELECT ${summaryColumns('c')}, c.filing ->> 'type' AS type, c.filing -> 'cases' AS cases
           FROM cases c WHERE ${conditions.toString()}
          ORDER BY c.urgent_at, c.id LIMIT ${limit + 1}`,
      ),
      conditions.params,
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      items: await this.views.list(rows, principal, this.time.now(), manager),
      nextCursor: more ? encodeCursor({ at: last.urgentAt, id: last.id }) : null,
    };
  }
}
