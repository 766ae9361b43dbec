import type { EntityManager } from 'typeorm';
import { bareNumber } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { Case } from './case.entity.js';
import { bareName } from './case-identifiers.js';
import { identifiersIn } from './case-text.js';

/** Another complaint of the same enterprise, as far as it tells whether the matter is the same. */
export interface SameMatter {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly filedOn: BusinessDate;
  readonly ended: boolean;
  /** Whether a contract or document has the same number, however it is written. */
  readonly sameNumber: boolean;
}

type Row = Omit<SameMatter, 'sameNumber'> & Pick<Case, 'respondentOrganisationId'>;

/** What of a filing tells its matter. */
interface Matter {
  /** Of contracts and documents, without their signs. */
  readonly numbers: readonly string[];
  readonly respondentUscc: string | null;
  readonly respondentName: string;
}

/** Of one enterprise; who has filed more is looked at for the newest. */
const MOST_LOOKED_AT = 200;
const MOST_TOLD = 20;

/** By the ids of their cases: a filing never changes, and is asked for with each act on another. */
const matters = new Map<string, Matter>();
const MOST_KEPT = 20_000;

/**
 * Complaints of the enterprise at the same accepting office against the same respondent, or with the
 * same number of a contract or document; open and ended. Those with the number come first, then
 * those that are open, the newest first.
 */
export async function sameMatterAs(
  tx: EntityManager,
  { id, enterpriseId, acceptorUnitId, filing, respondentOrganisationId }: Case,
): Promise<readonly SameMatter[]> {
  if (enterpriseId === null) return [];
  const rows = await tx.query<Row[]>(
    `SELECT id, number, kind, state, filed_on AS "filedOn", ended_at IS NOT NULL AS ended,
            respondent_organisation_id AS "respondentOrganisationId"
       FROM cases
      WHERE enterprise_id = $1 AND id <> $2 AND acceptor_unit_id = $3 AND about_kind IS NULL
      ORDER BY filed_at DESC, id DESC LIMIT ${MOST_LOOKED_AT}`,
    [enterpriseId, id, acceptorUnitId],
  );
  const others = await mattersOf(
    tx,
    rows.map((row) => row.id),
  );
  const own = matterOf(filing);
  return rows
    .flatMap(({ respondentOrganisationId: organisationId, ...row }) => {
      const other = others.get(row.id);
      if (!other) return [];
      const sameRespondent =
        respondentOrganisationId !== null && organisationId !== null
          ? respondentOrganisationId === organisationId
          : isSameBody(own, other);
      const sameNumber = other.numbers.some((number) => own.numbers.includes(number));
      return [{ ...row, sameNumber, sameRespondent }];
    })
    .filter(({ sameNumber, sameRespondent }) => sameNumber || sameRespondent)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_TOLD)
    .map(({ sameRespondent: _, ...told }) => told);
}

/**
 * The matters of cases, read where they are not kept. What is kept may be thrown away by another
 * request while this one reads, so the answer is a map of its own.
 */
async function mattersOf(
  tx: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Matter>> {
  const found = new Map<string, Matter>();
  for (const id of ids) {
    const kept = matters.get(id);
    if (kept) found.set(id, kept);
  }
  const unknown = ids.filter((id) => !found.has(id));
  if (unknown.length === 0) return found;
  const rows = await tx.query<Pick<Case, 'id' | 'filing'>[]>(
    'SELECT id, filing FROM cases WHERE id = ANY($1)',
    [unknown],
  );
  if (matters.size + rows.length > MOST_KEPT) matters.clear();
  for (const { id, filing } of rows) {
    const matter = matterOf(filing);
    found.set(id, matter);
    matters.set(id, matter);
  }
  return found;
}

const rank = ({ sameNumber, ended }: Pick<SameMatter, 'sameNumber' | 'ended'>): number =>
  (sameNumber ? 0 : 2) + (ended ? 1 : 0);

/** A body's code is no number of a matter. */
function matterOf({ respondent, ...filing }: Case['filing']): Matter {
  const numbers = identifiersIn(filing)
    .map(bareNumber)
    .filter((number) => number !== '');
  return {
    numbers,
    respondentUscc: respondent.uscc ?? null,
    respondentName: bareName(respondent.name),
  };
}

/** By the credit code where both are known, else by the name. */
function isSameBody(one: Matter, other: Matter): boolean {
  if (one.respondentUscc !== null && other.respondentUscc !== null) {
    return one.respondentUscc === other.respondentUscc;
  }
  return one.respondentName === other.respondentName;
}
