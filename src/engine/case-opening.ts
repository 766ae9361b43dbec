import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { CaseEvent, WorkflowDefinition } from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { newId, newReadableCode } from '../kernel/ids.js';
import type { Case } from './case.entity.js';
import type { OpenCommand } from './commands.js';
import { GENESIS_HASH } from './history-chain.js';
import { RuleBook } from '../policies/rule-book.js';
import { PartyDirectory } from './party-directory.js';
import { NOTHING_DUE } from './urgency.js';

/** The type of a case's first history entry. */
export const FILING_EVENT = 'complaint.file';

/** Turns a filing into a case that is not in any state yet: checked, routed and numbered. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly directory: PartyDirectory,
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
  ) {}

  /** @throws DomainError INPUT_INVALID */
  async prepare(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { kind, filing: input, actor, enterprise, at }: OpenCommand,
  ): Promise<{ record: Case; event: CaseEvent }> {
    const on = chinaDate(at);
    await this.rules.refresh(tx);
    const filing = validateInput(workflow.filing.payload, input);
    const broken = workflow.filing.refuse?.({ filing, on, calendar: this.calendar } as never) ?? [];
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
      trackingCode: newReadableCode(),
      filedOn: on,
      filedAt: at,
      updatedAt: at,
      urgentAt: NOTHING_DUE,
      endedAt: null,
    };
    return { record, event: { type: FILING_EVENT, payload: filing, actor, on } };
  }
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
