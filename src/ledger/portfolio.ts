import { Injectable } from '@nestjs/common';
import { CaseConditions, type Conditions } from '../cases/case-conditions.js';
import type { LprPublication, WorkflowDefinition } from '../definition/index.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { chinaDate } from '../kernel/business-date.js';
import type { Json, JsonObject } from '../kernel/json.js';
import { fromFen, type Fen } from '../kernel/money.js';
import { TimeSource } from '../kernel/time-source.js';
import { LprPublications } from '../rates/lpr-publications.js';
import { Transactions } from '../store/transactions.js';
import type { PortfolioInput } from './ledger.input.js';
import { day, heading, money, type Row } from './sheet.js';

/** Twice as many cases are in memory at a time, however many the sheet has. */
const AT_ONCE = 250;

/** Ids are short: a million cases are asked for in a hundred statements. */
const IDS_AT_ONCE = 10_000;

/** Before every case. */
const FIRST = '00000000-0000-0000-0000-000000000000';

interface PortfolioCase {
  readonly id: string;
  readonly number: string;
  readonly workflowVersion: number;
  readonly state: string;
  readonly enterpriseName: string;
  readonly respondentName: string;
  readonly cityCode: string;
  readonly filedOn: string;
  readonly parts: JsonObject;
}

/** Whose cases of a kind, and which parts of their context. */
interface Asked {
  readonly principal: Principal;
  readonly filter: PortfolioInput;
  readonly kind: string;
  readonly reads: readonly string[];
}

/** The money of many cases to one day, as the rows of a sheet, in the order of their ids. */
@Injectable()
export class Portfolio {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly conditions: CaseConditions,
    private readonly lpr: LprPublications,
    private readonly time: TimeSource,
  ) {}

  async *rows(principal: Principal, filter: PortfolioInput): AsyncGenerator<Row> {
    const on = filter.on ?? chinaDate(this.time.now());
    yield ['计算至 To the day', day(on)];
    yield columns.map(heading);
    const lpr = await this.lpr.all();
    for (const { key, ledger } of this.workflows.latestOfEach()) {
      if (!ledger) continue;
      const asked = { principal, filter, kind: key, reads: ledger.reads };
      for await (const found of this.cases(asked)) {
        const workflow = this.workflows.get(key, found.workflowVersion);
        yield rowOf(workflow, found, on, lpr);
      }
    }
  }

  /** The next page is read while the one before is worked out. */
  private async *cases(asked: Asked): AsyncGenerator<PortfolioCase> {
    let before: Promise<readonly PortfolioCase[]> | null = null;
    for await (const ids of this.pages(asked)) {
      const page = this.page(asked, ids);
      // Whoever stops reading the sheet meanwhile does not ask for it any more.
      page.catch(() => undefined);
      if (before) yield* await before;
      before = page;
    }
    if (before) yield* await before;
  }

  /**
   * The ids alone, in their order. A page of whole rows in that order would leave it to the server's
   * estimates whether it unpacks and sorts all the cases that are still to come, for each page anew.
   */
  private async *pages(asked: Asked): AsyncGenerator<readonly string[]> {
    for (let after = FIRST; ;) {
      const conditions = this.conditionsOf(asked).add('c.id > ?', after);
      const found = await this.transactions.manager.query<{ id: string }[]>(
        `SELECT c.id FROM cases c WHERE ${conditions.toString()} ORDER BY c.id LIMIT ${IDS_AT_ONCE}`,
        conditions.params,
      );
      const ids = found.map(({ id }) => id);
      for (let at = 0; at < ids.length; at += AT_ONCE) yield ids.slice(at, at + AT_ONCE);
      const last = ids.at(-1);
      if (last === undefined || ids.length < IDS_AT_ONCE) return;
      after = last;
    }
  }

  /** What has left the reader's scope since its id was read is left out. */
  private async page(asked: Asked, ids: readonly string[]): Promise<readonly PortfolioCase[]> {
    const { reads } = asked;
    const conditions = this.conditionsOf(asked).add('c.id = ANY(?::uuid[])', ids);
    // One by one: to put them together here takes a fraction of the time that the server would need.
    const parts = reads.map((name, place) => `, context -> '${name}' AS "part${place}"`);
    const rows = await this.transactions.manager.query<
      (Omit<PortfolioCase, 'parts'> & Readonly<Record<`part${number}`, Json>>)[]
    >(
      // OFFSET keeps it one: without it each part would unpack the whole snapshot again.
      `SELECT c.id, c.number, c.workflow_version AS "workflowVersion", c.state,
              c.enterprise_name AS "enterpriseName", c.city_code AS "cityCode",
              c.filing #>> '{respondent,name}' AS "respondentName", c.filed_on AS "filedOn"
              ${parts.join('')}
         FROM cases c
         CROSS JOIN LATERAL (SELECT c.snapshot -> 'context' AS context OFFSET 0) AS unpacked
        WHERE ${conditions.toString()} ORDER BY c.id`,
      conditions.params,
    );
    return rows.map((row) => ({
      ...row,
      parts: Object.fromEntries(reads.map((name, place) => [name, row[`part${place}`] ?? null])),
    }));
  }

  private conditionsOf({ principal, filter: { cityCode, ended }, kind }: Asked): Conditions {
    return this.conditions.of(
      principal,
      {
        kind,
        ...(cityCode !== undefined && { cityCode }),
        ...(ended !== undefined && { ended: ended === 'true' }),
      },
      this.time.now(),
    );
  }
}

const columns = [
  '案件编号 Case',
  '提交日期 Filed',
  '城市 City',
  '投诉人 Enterprise',
  '被投诉人 Respondent',
  '状态 State',
  '主张本金 Claimed',
  '核实本金 Verified',
  '无分歧 Undisputed',
  '有分歧 Disputed',
  '已付 Paid',
  '利息合计 Interest',
  '尚欠本金 Outstanding principal',
  '尚欠利息 Outstanding interest',
  '最早到期日 Oldest due date',
  '利息可确定 Interest known',
];

function rowOf(
  workflow: WorkflowDefinition,
  found: PortfolioCase,
  on: string,
  lpr: readonly LprPublication[],
): Row {
  const figures = workflow.ledger?.figures(found.parts, on, lpr);
  const yuan = (fen: Fen | null = null) => money(fen === null ? null : fromFen(fen));
  return [
    found.number,
    day(found.filedOn),
    found.cityCode,
    found.enterpriseName,
    found.respondentName,
    found.state,
    yuan(figures?.claimed),
    yuan(figures?.verified),
    yuan(figures?.undisputed),
    yuan(figures?.disputed),
    yuan(figures?.paid),
    yuan(figures?.interest),
    yuan(figures?.outstandingPrincipal),
    yuan(figures?.outstandingInterest),
    day(figures?.oldestDueOn),
    figures?.interestKnown === true ? '是 yes' : '否 no',
  ];
}
