import type { EntityManager } from 'typeorm';
import type { Filing, Identifier, WorkflowDefinition } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
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
  readonly filing: Filing;
  readonly respondentOrganisationId: string | null;
  readonly sort: Identifier['sort'];
  readonly value: string;
}

/** An earlier complaint with numbers of the new one, as they stand in the new one. */
interface Duplicate extends Pick<Row, 'id' | 'number' | 'filedOn' | 'ended' | 'filing'> {
  readonly same: Identifier[];
}

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
): Promise<void> {
  // Of two at once about the same matter one must see the other, so it waits for its commit.
  const { enterpriseId, filing } = complaint;
  await tx.query('SELECT 1 FROM enterprises WHERE id = $1 FOR NO KEY UPDATE', [enterpriseId]);
  const found = await duplicatesOf(tx, workflow, complaint);
  if (found.length === 0) return;
  if ((filing as { readonly [OVERRIDE]?: string })[OVERRIDE] === undefined) throw likely(found);
  const open = found.flatMap((each) => (each.ended ? [] : [each.filing]));
  const broken = workflow.filing.refuseBeside?.(filing as never, open as never) ?? [];
  if (broken.length > 0) throw inputInvalid(broken);
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
    `SELECT c.id, c.number, c.filed_on AS "filedOn", c.ended_at IS NOT NULL AS ended, c.filing,
            c.respondent_organisation_id AS "respondentOrganisationId", i.sort, i.value
       FROM case_identifiers i JOIN cases c ON c.id = i.case_id
      WHERE i.enterprise_id = $1 AND i.value = ANY($2) AND c.kind = $3
        AND (c.ended_at IS NULL OR c.solved)
      ORDER BY c.filed_at, c.id`,
    [enterpriseId, [...new Set(values)], kind],
  );
  const found = new Map<string, Duplicate>();
  for (const { sort, value, respondentOrganisationId: organisationId, ...row } of rows) {
    const identifier = own.get(`${sort} ${value}`);
    const isSame =
      respondentOrganisationId !== null && organisationId !== null
        ? respondentOrganisationId === organisationId
        : isSameBody(filing.respondent, row.filing.respondent);
    if (!identifier || !isSame) continue;
    const duplicate = found.get(row.id) ?? { ...row, same: [] };
    duplicate.same.push(identifier);
    found.set(row.id, duplicate);
  }
  return [...found.values()];
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
