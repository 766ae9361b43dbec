import { Injectable } from '@nestjs/common';
import { CaseConditions } from '../cases/case-conditions.js';
import type { LprPublication, WorkflowDefinition } from '../definition/index.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { chinaDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import { fromFen, type Fen } from '../kernel/money.js';
import { TimeSource } from '../kernel/time-source.js';
import { LprPublications } from '../rates/lpr-publications.js';
import { Transactions } from '../store/transactions.js';
import type { PortfolioInput } from './ledger.input.js';
import { day, heading, money, type Row } from './sheet.js';

/** So many cases are in memory at a time, however many the sheet has. */
const AT_ONCE = 250;

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
    for (const { key } of this.workflows.latestOfEach().filter(({ ledger }) => ledger)) {
      for await (const found of this.cases(principal, filter, key)) {
        const workflow = this.workflows.get(key, found.workflowVersion);
        yield rowOf(workflow, found, on, lpr);
      }
    }
  }

  private async *cases(
    principal: Principal,
    { cityCode, ended }: PortfolioInput,
    kind: string,
  ): AsyncGenerator<PortfolioCase> {
    const reads = this.workflows.findLatest(kind)?.ledger?.reads ?? [];
    for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
      const conditions = this.conditions.of(
        principal,
        {
          kind,
          ...(cityCode !== undefined && { cityCode }),
          ...(ended !== undefined && { ended: ended === 'true' }),
        },
        this.time.now(),
      );
      conditions.add('c.id > ?', last);
      const parts = reads.map((name) => `'${name}', c.snapshot #> '{context,${name}}'`);
      const page = await this.transactions.manager.query<PortfolioCase[]>(
        `SELECT c.id, c.number, c.workflow_version AS "workflowVersion", c.state,
                c.enterprise_name AS "enterpriseName", c.city_code AS "cityCode",
                c.filing #>> '{respondent,name}' AS "respondentName", c.filed_on AS "filedOn",
                jsonb_build_object(${parts.join(', ')}) AS parts
           FROM cases c WHERE ${conditions.toString()} ORDER BY c.id LIMIT ${AT_ONCE}`,
        conditions.params,
      );
      yield* page;
      const end = page.at(-1);
      if (end === undefined || page.length < AT_ONCE) return;
      last = end.id;
    }
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
