import { Injectable } from '@nestjs/common';
import { Conditions } from '../cases/case-conditions.js';
import { decodeCursor, encodeCursor } from '../cases/cursor.js';
import type { Label } from '../definition/index.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { scopeOf } from '../identity/scope.policy.js';
import type { JsonObject } from '../kernel/json.js';
import { fromFen } from '../kernel/money.js';
import { Transactions } from '../store/transactions.js';
import type { RedFlagFilterInput } from './ledger.input.js';
import type { RedFlagsView, RedFlagView } from './red-flags.view.js';

const DEFAULT_LIMIT = 50;

interface FlagRow {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly kind: string;
  readonly respondentName: string;
  readonly no: number;
  readonly historySeq: number;
  readonly code: string;
  readonly amount: number | null;
  readonly payment: number | null;
  readonly on: string;
  readonly details: JsonObject;
  readonly at: Date;
  readonly open: boolean;
}

/** A later line about the same payment says what became of it. */
const OPEN = `NOT EXISTS (SELECT 1 FROM ledger_entries n
   WHERE n.case_id = l.case_id AND n.payment = l.payment AND n.no > l.no)`;

/** What auditors look for in the ledgers of the cases in their scope, the newest first. */
@Injectable()
export class RedFlags {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
  ) {}

  async page(principal: Principal, filter: RedFlagFilterInput): Promise<RedFlagsView> {
    const { code, open, cursor, limit = DEFAULT_LIMIT } = filter;
    const conditions = new Conditions().addScope(scopeOf(principal)).add('l.flag IS NOT NULL');
    if (code !== undefined) conditions.add('l.flag = ?', code);
    if (open !== undefined) conditions.add(`(${OPEN}) = ?`, open === 'true');
    if (cursor !== undefined) {
      const { at, id } = decodeCursor(cursor);
      conditions.add('(l.at, l.case_id) < (?, ?)', at, id);
    }
    const found = await this.transactions.manager.query<FlagRow[]>(
      `SELECT l.case_id AS "caseId", c.number AS "caseNumber", c.kind,
              c.filing #>> '{respondent,name}' AS "respondentName", l.no,
              l.history_seq AS "historySeq", l.flag AS code, l.amount::float8 AS amount, l.payment,
              l.value_on AS "on", l.details, l.at, ${OPEN} AS open
         FROM ledger_entries l JOIN cases c ON c.id = l.case_id
        WHERE ${conditions.toString()}
        ORDER BY l.at DESC, l.case_id DESC, l.no DESC LIMIT ${limit + 1}`,
      conditions.params,
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      items: rows.map((row) => this.view(row)),
      nextCursor: more ? encodeCursor({ at: last.at, id: last.caseId }) : null,
    };
  }

  private view({ amount, at, kind, ...row }: FlagRow): RedFlagView {
    const reported = row.details['amount'];
    const fen = amount ?? (typeof reported === 'number' ? reported : null);
    return {
      ...row,
      label: this.labelOf(kind, row.code),
      amount: fen === null ? null : fromFen(Math.abs(fen)),
      at: at.toISOString(),
      history: `/api/v1/cases/${row.caseId}/history#${row.historySeq}`,
    };
  }

  private labelOf(kind: string, code: string): Label {
    return this.workflows.findLatest(kind)?.ledger?.flags[code] ?? { zh: code, en: code };
  }
}
