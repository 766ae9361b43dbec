import type { EntityManager } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';
import type { Case } from './case.entity.js';
import { identifiersIn, searchable, squeezed } from './case-text.js';

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

/** 第…号, 合同编号: words around a number that belong to none. */
const AROUND = /合同|协议|文件|编号|字第|[第号]/g;

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
  await meet(
    tx,
    rows.map((row) => row.id),
  );
  const own = matterOf(filing);
  return rows
    .map(({ respondentOrganisationId: organisationId, ...row }) => {
      const other = matters.get(row.id) ?? nothing;
      const sameRespondent =
        respondentOrganisationId !== null && organisationId !== null
          ? respondentOrganisationId === organisationId
          : isSameBody(own, other);
      return {
        ...row,
        sameNumber: other.numbers.some((number) => own.numbers.includes(number)),
        sameRespondent,
      };
    })
    .filter(({ sameNumber, sameRespondent }) => sameNumber || sameRespondent)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_TOLD)
    .map(({ sameRespondent: _, ...told }) => told);
}

/** Reads the matters of cases that are not known here. */
async function meet(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const unknown = ids.filter((id) => !matters.has(id));
  if (unknown.length === 0) return;
  if (matters.size + unknown.length > MOST_KEPT) matters.clear();
  const rows = await tx.query<Pick<Case, 'id' | 'filing'>[]>(
    'SELECT id, filing FROM cases WHERE id = ANY($1)',
    [ids.filter((id) => !matters.has(id))],
  );
  for (const { id, filing } of rows) matters.set(id, matterOf(filing));
}

const rank = ({ sameNumber, ended }: Pick<SameMatter, 'sameNumber' | 'ended'>): number =>
  (sameNumber ? 0 : 2) + (ended ? 1 : 0);

/** A body's code is no number of a matter. */
function matterOf({ respondent, ...filing }: Case['filing']): Matter {
  const numbers = identifiersIn(filing)
    .map((number) => squeezed(number.replaceAll(AROUND, '')))
    .filter((number) => number !== '');
  return {
    numbers,
    respondentUscc: respondent.uscc ?? null,
    respondentName: searchable(respondent.name).replace(/\s/g, ''),
  };
}

const nothing: Matter = { numbers: [], respondentUscc: null, respondentName: '' };

/** By the credit code where both are known, else by the name. */
function isSameBody(one: Matter, other: Matter): boolean {
  if (one.respondentUscc !== null && other.respondentUscc !== null) {
    return one.respondentUscc === other.respondentUscc;
  }
  return one.respondentName === other.respondentName;
}
