import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  CaseEvent,
  Filed,
  FiledFile,
  Filing,
  FilingRuleInput,
  LegalBasis,
  Opening,
  Prohibition,
  Proposer,
  WorkflowDefinition,
} from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId, newReadableCode } from '../kernel/ids.js';
import type { JsonObject } from '../kernel/json.js';
import { ReferenceSource } from '../rates/reference-source.js';
import { givenNumber, NOT_STANDING, numbersFrom } from '../restores/while-standing.js';
import type { Case } from './case.entity.js';
import { CitedFiles, type WaitingFile } from './cited-files.js';
import type { OpenCommand } from './commands.js';
import { isSameName } from './case-identifiers.js';
import { GENESIS_HASH } from './history-chain.js';
import { requireOtherMatter } from './likely-duplicates.js';
import { lockSubjects } from './lock-case.js';
import { PartyDirectory, type Route } from './party-directory.js';
import { subjectCases } from './subject-cases.js';
import { NOTHING_DUE } from './urgency.js';

/** The type of a complaint's first history entry. */
export const FILING_EVENT = 'complaint.file';

/** A case that is not in any state yet, with what its machine and its history begin with. */
export interface PreparedCase {
  readonly record: Case;
  readonly subjects: readonly Case[];
  /** What its machine is given: what it keeps of a complaint, or what it is about. */
  readonly input: Opening | JsonObject;
  readonly event: CaseEvent;
  readonly basis: LegalBasis | null;
  /** What it cites; they are handed over once the case is written. */
  readonly files: readonly WaitingFile[];
}

/** Turns a filing into a case that is not in any state yet: checked, routed and numbered. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly directory: PartyDirectory,
    private readonly references: ReferenceSource,
    private readonly files: CitedFiles,
  ) {}

  /**
   * @param locked the cases that it is about, where the caller has locked them already
   * @throws DomainError INPUT_INVALID, FORBIDDEN, MEASURE_NOT_ALLOWED
   */
  async prepare(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    command: OpenCommand,
    locked?: readonly Case[],
  ): Promise<PreparedCase> {
    const { kind, actor, enterprise, at } = command;
    const filed: Filed = validateInput(workflow.filing.payload, command.filing, chinaDate(at));
    requireOpener(workflow, command);
    const subjects =
      locked ?? (await lockSubjects(tx, filed.caseIds ?? [], command.inScope ?? nothing));
    const asked = {
      filing: filed,
      on: chinaDate(at),
      ...(await this.references.read(tx)),
      proposer: await this.known(tx, command.proposer ?? actor, subjects),
      subjects: await subjectCases(tx, subjects),
    };
    const { filing: checkedFiling, basis } = checked(workflow, asked);
    const { respondent } = checkedFiling;
    if (enterprise) requireOtherBody(enterprise, respondent);
    const route = await this.route(tx, kind, checkedFiling, subjects);
    if (enterprise && !workflow.filing.about) {
      const { respondentOrganisationId } = route;
      const complaint = {
        enterpriseId: enterprise.id,
        filing: checkedFiling,
        respondentOrganisationId,
      };
      await requireOtherMatter(tx, workflow, complaint, command.isRehearsal === true);
    }
    const cited = workflow.filing.cites?.(checkedFiling as never) ?? [];
    const files = await this.files.take(tx, cited, enterprise?.id ?? null);
    const filing =
      files.length === 0 ? checkedFiling : { ...checkedFiling, files: files.map(asFiled) };
    const unnumbered: Case = {
      id: newId(at),
      number: '',
      kind,
      workflowVersion: workflow.version,
      state: '',
      escalation: 'none',
      version: 0,
      snapshot: {},
      hands: {},
      lastHash: GENESIS_HASH,
      enterpriseId: enterprise?.id ?? null,
      enterpriseName: enterprise?.name ?? namesOf(subjects),
      filedBy: actor.accountId,
      aboutIds: subjects.map(({ id }) => id),
      aboutKind: subjects[0]?.kind ?? null,
      acceptorUnitId: route.acceptorUnitId,
      unitId: null,
      coUnitIds: [],
      acceptorOfficerId: null,
      handlerOfficerId: null,
      solved: null,
      satisfied: null,
      closedFor: null,
      respondentOrganisationId: route.respondentOrganisationId,
      respondentType: respondent.type,
      divisionCode: respondent.divisionCode,
      cityCode: route.cityCode,
      filing,
      oldestDueOn: null,
      trackingCode: newReadableCode(),
      filedOn: asked.on,
      filedAt: at,
      updatedAt: at,
      shownVersion: 0,
      shownAt: at,
      urgentAt: NOTHING_DUE,
      endedAt: null,
      archivedAt: null,
    };
    const type = workflow.filing.about?.act ?? FILING_EVENT;
    const event = { type, payload: filing, actor, on: asked.on };
    const input = await inputOf(tx, workflow, unnumbered, { ...asked, filing });
    // Others who file there wait from here to the commit, so nothing is looked up after it.
    const number = command.isRehearsal
      ? unnumbered.id
      : await nextNumber(tx, workflow.numberPrefix, asked.on, route.cityCode);
    return { record: { ...unnumbered, number }, subjects, input, event, basis, files };
  }

  /** What the law has against a case about others, before anything is filed. */
  async prohibitions(
    tx: EntityManager,
    { filing: { about } }: WorkflowDefinition,
    filing: Filed,
    proposer: Proposer,
    subjects: readonly Case[],
    at: Date,
  ): Promise<readonly Prohibition[]> {
    const on = chinaDate(at);
    if (!about) return [];
    const cases = await subjectCases(tx, subjects);
    const references = await this.references.read(tx);
    const known = await this.known(tx, proposer, subjects);
    return about.forbid({
      filing,
      on,
      ...references,
      proposer: known,
      subjects: cases,
    } as never);
  }

  /** Who proposes, with what the law calls the department by and how it stands to the respondent. */
  private async known(
    tx: EntityManager,
    { role, unitId, accountId }: Proposer,
    subjects: readonly Case[],
  ): Promise<Proposer> {
    const capacities = unitId === null ? [] : await this.directory.capacities(tx, unitId);
    const isAboveRespondent = unitId !== null && (await this.isAbove(tx, unitId, subjects));
    return {
      role,
      unitId,
      capacities,
      isAboveRespondent,
      ...(accountId !== undefined && { accountId }),
    };
  }

  private async isAbove(
    tx: EntityManager,
    unitId: string,
    subjects: readonly Case[],
  ): Promise<boolean> {
    for (const subject of subjects) {
      const { respondent } = subject.filing;
      const unit = await this.directory.unit(tx, unitId, { ...subject, respondent });
      const isOther = unit?.belongsToRespondent === false && unit.likeRespondent === null;
      if (!isOther || !unit.isAboveRespondent) return false;
    }
    return subjects.length > 0;
  }

  /** A case about others goes where they are: one acceptor has all complaints of a kind. */
  private route(
    tx: EntityManager,
    kind: string,
    { respondent }: Filing,
    [first]: readonly Case[],
  ): Promise<Route> {
    if (first) return Promise.resolve(first);
    const { divisionCode } = respondent;
    return this.directory.route(tx, { kind, divisionCode, respondent });
  }
}

/** As the history keeps it: a remark may be said anew, the content may not. */
const asFiled = ({ id, name, type, size, sha256 }: WaitingFile): FiledFile => ({
  id,
  name,
  type,
  size,
  sha256,
});

const nothing = (): boolean => false;

/** The product itself opens what a workflow proposes, whoever might. */
function requireOpener({ key, filing: { about } }: WorkflowDefinition, { actor }: OpenCommand) {
  if (!about || actor.role === 'system' || about.by.some((role) => role === actor.role)) return;
  const message = `The role ${actor.role} opens no case of the kind ${key}.`;
  throw new DomainError('FORBIDDEN', message, { allowed: about.by });
}

/** What the law forbids comes first: a filing against it need not be mended. */
function checked(
  { filing: { about, refuse, basis } }: WorkflowDefinition,
  asked: FilingRuleInput<Filed>,
): { readonly filing: Filing; readonly basis: LegalBasis | null } {
  const forbidden = about?.forbid(asked as never) ?? [];
  if (forbidden.length > 0) throw notAllowed(forbidden);
  const broken = refuse?.(asked as never) ?? [];
  if (broken.length > 0) throw inputInvalid(broken);
  if (about) return about.complete(asked as never);
  return { filing: asked.filing as Filing, basis: basis ?? null };
}

function notAllowed(reasons: readonly Prohibition[]): DomainError {
  const [first] = reasons;
  return new DomainError('MEASURE_NOT_ALLOWED', first?.message.en ?? '', {
    rule: first?.rule,
    article: first?.basis.article ?? null,
    basis: first?.basis,
    reasons,
  });
}

function namesOf(subjects: readonly Case[]): string {
  return [...new Set(subjects.map(({ enterpriseName }) => enterpriseName))].join('、');
}

/** Without a code the name alone tells; another body of the same name is told from it by its code. */
function requireOtherBody(
  { name, uscc }: NonNullable<OpenCommand['enterprise']>,
  respondent: Filing['respondent'],
): void {
  if (uscc === undefined) return;
  const isByCode = respondent.uscc !== undefined;
  const isOneself = isByCode ? respondent.uscc === uscc : isSameName(respondent.name, name);
  if (!isOneself) return;
  const message = isByCode
    ? 'This is the credit code of the enterprise that complains.'
    : 'This is the enterprise that complains. Is it another one of this name? Then give its credit code.';
  const path = isByCode ? 'respondent.uscc' : 'respondent.name';
  throw inputInvalid([{ path, rule: 'notOneself', message }]);
}

/** A case about others begins with them, a complaint with what its workflow keeps of the filing. */
async function inputOf(
  tx: EntityManager,
  { filing: { about, remembers } }: WorkflowDefinition,
  record: Case,
  asked: FilingRuleInput<Filing>,
): Promise<Opening | JsonObject> {
  if (about) return asked;
  if (!remembers) return {};
  const openAgainstRespondent = await openCasesAgainst(tx, record);
  return remembers({ ...asked, openAgainstRespondent } as never);
}

/** Whoever owes so often is looked at anyway; counting on would hold up who files. */
const MOST_COUNTED = 1_000;

/** How many cases of the kind are open against the respondent, by the directory or by its name. */
async function openCasesAgainst(tx: EntityManager, record: Case): Promise<number> {
  const { kind, respondentOrganisationId, filing } = record;
  const [row] = await tx.query<{ n: number }[]>(
    respondentOrganisationId === null
      ? `SELECT count(*)::int AS n FROM (
           SELECT FROM cases
            WHERE ended_at IS NULL AND kind = $1 AND filing #>> '{respondent,name}' = $2
            LIMIT ${MOST_COUNTED}) open`
      : `SELECT count(*)::int AS n FROM (
           SELECT FROM cases
            WHERE ended_at IS NULL AND kind = $1 AND respondent_organisation_id = $2
            LIMIT ${MOST_COUNTED}) open`,
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
  const year = on.slice(0, 4);
  const series = `${prefix}-${year}-${cityCode}`;
  const rows = await tx.query<{ last: number }[]>(
    `INSERT INTO case_numbers (series, last) SELECT $1, 1 + ${numbersFrom('$2')} WHERE ${NOT_STANDING}
     ON CONFLICT (series) DO UPDATE SET last = case_numbers.last + 1 RETURNING last`,
    [series, year],
  );
  return `${series}-${String(givenNumber(rows)).padStart(6, '0')}`;
}
