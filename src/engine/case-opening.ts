import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CaseEvent, WorkflowDefinition } from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { newId, newReadableCode } from '../kernel/ids.js';
import type { JsonObject } from '../kernel/json.js';
import { ReferenceSource } from '../rates/reference-source.js';
import type { Case } from './case.entity.js';
import type { OpenCommand } from './commands.js';
import { GENESIS_HASH } from './history-chain.js';
import { PartyDirectory } from './party-directory.js';
import { NOTHING_DUE } from './urgency.js';

/** The type of a case's first history entry. */
export const FILING_EVENT = 'complaint.file';

/** Turns a filing into a case that is not in any state yet: checked, routed and numbered. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly directory: PartyDirectory,
    private readonly references: ReferenceSource,
  ) {}

  /** @throws DomainError INPUT_INVALID */
  async prepare(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { kind, filing: input, actor, enterprise, at }: OpenCommand,
  ): Promise<{ record: Case; event: CaseEvent; remembers: JsonObject }> {
    const on = chinaDate(at);
    const filing = validateInput(workflow.filing.payload, input);
    const rules = { filing, on, ...(await this.references.read(tx)) };
    const broken = workflow.filing.refuse?.(rules as never) ?? [];
    if (broken.length > 0) throw inputInvalid(broken);

    const { respondent } = filing;
    const { divisionCode } = respondent;
    const route = await this.directory.route(tx, { kind, divisionCode, respondent });
    const record: Case = {
      id: newId(at),
      number: await nextNumber(tx, workflow.numberPrefix, on, route.cityCode),
      kind,
      workflowVersion: workflow.version,
      state: '',
      escalation: 'none',
      version: 0,
      snapshot: {},
      lastHash: GENESIS_HASH,
      enterpriseId: enterprise.id,
      enterpriseName: enterprise.name,
      filedBy: actor.accountId,
      acceptorUnitId: route.acceptorUnitId,
      unitId: null,
      coUnitIds: [],
      acceptorOfficerId: null,
      handlerOfficerId: null,
      solved: null,
      satisfied: null,
      respondentOrganisationId: route.respondentOrganisationId,
      respondentType: respondent.type,
      divisionCode,
      cityCode: route.cityCode,
      filing,
      oldestDueOn: null,
      trackingCode: newReadableCode(),
      filedOn: on,
      filedAt: at,
      updatedAt: at,
      urgentAt: NOTHING_DUE,
      endedAt: null,
    };
    const openAgainstRespondent = await openCasesAgainst(tx, record);
    const remembers =
      workflow.filing.remembers?.({ ...rules, openAgainstRespondent } as never) ?? {};
    return { record, event: { type: FILING_EVENT, payload: filing, actor, on }, remembers };
  }
}

/** How many cases of the kind are open against the respondent, by the directory or by its name. */
async function openCasesAgainst(tx: EntityManager, record: Case): Promise<number> {
  const { kind, respondentOrganisationId, filing } = record;
  const [row] = await tx.query<{ n: number }[]>(
    respondentOrganisationId === null
      ? `SELECT count(*)::int AS n FROM cases
          WHERE ended_at IS NULL AND kind = $1 AND filing #>> '{respondent,name}' = $2`
      : `SELECT count(*)::int AS n FROM cases
          WHERE ended_at IS NULL AND kind = $1 AND respondent_organisation_id = $2`,
    [kind, respondentOrganisationId ?? filing.respondent.name],
  );
  return row?.n ?? 0;
}

/** The next number of the series; the row stays locked until the case is committed: no gaps. */
async function nextNumber(
  tx: EntityManager,
  prefix: string,
  on: BusinessDate,
  cityCode: string,
): Promise<string> {
  const series = `${prefix}-${on.slice(0, 4)}-${cityCode}`;
  const [row] = await tx.query<{ last: number }[]>(
    `INSERT INTO case_numbers (series, last) VALUES ($1, 1)
     ON CONFLICT (series) DO UPDATE SET last = case_numbers.last + 1 RETURNING last`,
    [series],
  );
  return `${series}-${String(row?.last).padStart(6, '0')}`;
}
