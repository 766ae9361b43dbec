import type { EntityManager } from 'typeorm';
import type { Filing, Identifier, WorkflowDefinition } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import type { JsonObject } from '../kernel/json.js';
import { identifierKey, isSameName } from './case-identifiers.js';
import type { Route } from './party-directory.js';

/** The field of a filing that says why it is another matter in spite of the same number. */
export const OVERRIDE = 'sameMatterReason';

/** A complaint as it is about to be filed, and whom it is against. */
export interface NewComplaint {
  readonly enterpriseId: string;
  readonly filing: Filing;
  readonly respondentOrganisationId: Route['respondentOrganisationId'];
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly filedOn: BusinessDate;
  readonly ended: boolean;
  readonly respondent: Filing['respondent'];
  readonly respondentOrganisationId: string | null;
  readonly found: readonly Pick<Identifier, 'sort' | 'value'>[];
}

/** An earlier complaint with numbers of the new one, as they stand in the new one. */
interface Duplicate extends Pick<Row, 'id' | 'number' | 'filedOn' | 'ended'> {
  readonly same: readonly Identifier[];
}

/** Of one enterprise with one number; whoever has more has told so in each of them. */
const MOST_FOUND = 500;
/** A filing may be large; so many are in memory at a time. */
const AT_ONCE = 20;

/** So many are told; whoever has more has the same fault in all of them. */
const MOST_TOLD = 20;

/**
 * Refuses the same matter twice: a contract, document or invoice of the same number against the
 * same respondent, in a complaint that is open or was closed because the matter was solved. Who
 * says why it is another matter may go on; what may not be claimed twice is refused in any case.
 *
 * @throws DomainError LIKELY_DUPLICATE, INPUT_INVALID
 */
export async function requireOtherMatter(
  tx: EntityManager,
  workflow: WorkflowDefinition,
  complaint: NewComplaint,
  isRehearsal: boolean,
): Promise<void> {
  const { enterpriseId, filing } = complaint;
  // Of two at once about the same matter one must see the other, so it waits for its commit. What
  // is undone in any case holds up nobody.
  if (!isRehearsal) {
    await tx.query('SELECT 1 FROM enterprises WHERE id = $1 FOR NO KEY UPDATE', [enterpriseId]);
  }
  const found = await duplicatesOf(tx, workflow, complaint);
  if (found.length === 0) return;
  if ((filing as { readonly [OVERRIDE]?: string })[OVERRIDE] === undefined) throw likely(found);
  const { beside } = workflow.filing;
  if (!beside) return;
  const open = found.flatMap(({ id, ended }) => (ended ? [] : [id]));
  const broken = beside.refuse(filing as never, await partsOf(tx, beside, open));
  if (broken.length > 0) throw inputInvalid(broken);
}

async function partsOf(
  tx: EntityManager,
  { part }: NonNullable<WorkflowDefinition['filing']['beside']>,
  ids: readonly string[],
): Promise<readonly JsonObject[]> {
  const parts: JsonObject[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await tx.query<{ filing: Filing }[]>(
      'SELECT filing FROM cases WHERE id = ANY($1)',
      [ids.slice(at, at + AT_ONCE)],
    );
    parts.push(...rows.map(({ filing }) => part(filing as never)));
  }
  return parts;
}

async function duplicatesOf(
  tx: EntityManager,
  { key: kind, filing: { identifiers } }: WorkflowDefinition,
  { enterpriseId, filing, respondentOrganisationId }: NewComplaint,
): Promise<readonly Duplicate[]> {
  const own = new Map<string, Identifier>();
  for (const identifier of identifiers?.(filing as never) ?? []) {
    const value = identifierKey(identifier);
    if (identifier.sort !== 'reference' && value !== '') {
      own.set(`${identifier.sort} ${value}`, identifier);
    }
  }
  if (own.size === 0) return [];
  const values = [...own.keys()].map((each) => each.slice(each.indexOf(' ') + 1));
  const rows = await tx.query<Row[]>(
    `SELECT c.id, c.number, c.filed_on AS "filedOn", c.ended_at IS NOT NULL AS ended,
            c.filing -> 'respondent' AS respondent,
            c.respondent_organisation_id AS "respondentOrganisationId", matched.found
       FROM (SELECT i.case_id, json_agg(json_build_object('sort', i.sort, 'value', i.value)) AS found
               FROM case_identifiers i
              WHERE i.enterprise_id = $1 AND i.value = ANY($2) GROUP BY i.case_id) matched
       JOIN cases c ON c.id = matched.case_id
      WHERE c.kind = $3 AND (c.ended_at IS NULL OR c.solved)
      ORDER BY c.filed_at, c.id LIMIT ${MOST_FOUND}`,
    [enterpriseId, [...new Set(values)], kind],
  );
  return rows.flatMap(
    ({ found, respondent, respondentOrganisationId: organisationId, ...row }): Duplicate[] => {
      const same = found.flatMap(({ sort, value }) => own.get(`${sort} ${value}`) ?? []);
      const isSame =
        respondentOrganisationId !== null && organisationId !== null
          ? respondentOrganisationId === organisationId
          : isSameBody(filing.respondent, respondent);
      return isSame && same.length > 0 ? [{ ...row, same }] : [];
    },
  );
}

/** By the credit code where both are known, else by the name. */
function isSameBody(one: Filing['respondent'], other: Filing['respondent']): boolean {
  return one.uscc !== undefined && other.uscc !== undefined
    ? one.uscc === other.uscc
    : isSameName(one.name, other.name);
}

function likely(found: readonly Duplicate[]): DomainError {
  const [first] = found;
  const message =
    `Your complaint ${first?.number ?? ''} is about the same matter. Say in ${OVERRIDE} why this ` +
    'is another one, or leave it.';
  return new DomainError('LIKELY_DUPLICATE', message, {
    number: first?.number,
    duplicates: found.slice(0, MOST_TOLD).map(({ id, number, filedOn, same }) => ({
      id,
      number,
      filedOn,
      same: same.slice(0, MOST_TOLD),
    })),
    override: OVERRIDE,
  });
}
