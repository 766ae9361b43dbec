import type { Case } from '../engine/case.entity.js';
import { ownClocks, type OwnTerms } from './case-awaits.js';
import type { SummarizedClock } from './clock-summary.js';

/** What a list tells of a case, without its snapshot and its filing. */
export type SummaryRow = Omit<
  Case,
  | 'snapshot'
  | 'hands'
  | 'filing'
  | 'lastHash'
  | 'trackingCode'
  | 'filedBy'
  | 'respondentOrganisationId'
  | 'aboutIds'
  | 'archivedAt'
> & { readonly respondentName: string };

/** A case of a list, with what else is told of it: `listed` reads all that by one statement. */
export type ListedRow = SummaryRow & {
  /** Those of the running clocks that run out at `urgentAt`; null when there are none. */
  readonly clocks: readonly ListedClock[] | null;
  /** The reader's own next term, with the moment at which it ends; null: the reader owes nothing. */
  readonly own: OwnClock | null;
  readonly acceptorOfficer: string | null;
  readonly handlerOfficer: string | null;
};

/** Of the derivation, which is long, only what a summary tells. */
export type ListedClock = Omit<SummarizedClock, 'dueAt' | 'endedAt' | 'derivation'> &
  SummarizedClock['derivation'];

/** `dueAt` as JSON has it. */
export type OwnClock = ListedClock & { readonly dueAt: string };

const columns: Readonly<Record<keyof SummaryRow, string>> = {
  id: 'id',
  number: 'number',
  kind: 'kind',
  workflowVersion: 'workflow_version',
  state: 'state',
  escalation: 'escalation',
  version: 'version',
  enterpriseName: 'enterprise_name',
  unitId: 'unit_id',
  coUnitIds: 'co_unit_ids',
  acceptorOfficerId: 'acceptor_officer_id',
  handlerOfficerId: 'handler_officer_id',
  solved: 'solved',
  satisfied: 'satisfied',
  closedFor: 'closed_for',
  divisionCode: 'division_code',
  cityCode: 'city_code',
  filedOn: 'filed_on',
  filedAt: 'filed_at',
  updatedAt: 'updated_at',
  shownVersion: 'shown_version',
  shownAt: 'shown_at',
  urgentAt: 'urgent_at',
  endedAt: 'ended_at',
  oldestDueOn: 'oldest_due_on',
  // Who may read what of it is decided by these.
  aboutKind: 'about_kind',
  enterpriseId: 'enterprise_id',
  acceptorUnitId: 'acceptor_unit_id',
  respondentType: 'respondent_type',
  respondentName: `filing #>> '{respondent,name}'`,
};

/** The columns of a `SummaryRow` from the table `alias`. */
export function summaryColumns(alias: string): string {
  return Object.entries(columns)
    .map(([property, column]) => `${alias}.${column} AS "${property}"`)
    .join(', ');
}

const clockColumns: Readonly<Record<keyof ListedClock, string>> = {
  name: 'name',
  policyId: 'policy_id',
  generation: 'generation',
  subject: 'subject',
  status: 'status',
  held: 'held',
  owedBy: 'owed_by',
  startedOn: 'started_on',
  dueOn: 'due_on',
  rawDueOn: 'raw_due_on',
  provisional: 'provisional',
  mark: 'mark',
  basis: 'basis',
  policy: `derivation -> 'policy'`,
  pauses: `derivation -> 'pauses'`,
};

const clockColumnsSql = Object.entries(clockColumns)
  .map(([property, column]) => `${column} AS "${property}"`)
  .join(', ');

const BY_URGENCY = 'ORDER BY page."urgentAt", page.id';

/** In what order the page is, and where the parameters of the reader's own terms stand. */
interface ListedOptions {
  readonly order?: string;
  readonly own?: Readonly<Record<keyof OwnTerms, string>>;
}

/**
 * The statement that reads a page of a list. The page is cut first; names and clocks are looked up
 * for what is left of it.
 *
 * @param page selects `summaryColumns`, and more if it likes, sorted and cut to the page
 */
export function listed(page: string, { order = BY_URGENCY, own }: ListedOptions = {}): string {
  return `WITH page AS MATERIALIZED (${page})
    SELECT page.*,
           (SELECT json_agg(k) FROM (
              SELECT ${clockColumnsSql} FROM clocks
               WHERE case_id = page.id AND ended_at IS NULL AND due_at = page."urgentAt") k
           ) AS clocks,
           ${own ? ownTerm(own) : 'NULL'} AS own,
           acceptor.name AS "acceptorOfficer",
           handler.name AS "handlerOfficer"
      FROM page
      LEFT JOIN accounts acceptor ON acceptor.id = page."acceptorOfficerId"
      LEFT JOIN accounts handler ON handler.id = page."handlerOfficerId"
     ${order}`;
}

/** The first of a reader's own terms. */
function ownTerm({ owedBy, expecting }: Record<keyof OwnTerms, string>): string {
  const columnsOf = `${clockColumnsSql}, due_at AS "dueAt"`;
  const terms = ownClocks(owedBy, expecting, columnsOf, 'page');
  return `(SELECT row_to_json(o) FROM (${terms} ORDER BY due_at, name LIMIT 1) o)`;
}
