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

type Row = Omit<SameMatter, 'sameNumber'> & Pick<Case, 'filing' | 'respondentOrganisationId'>;

/** Of one enterprise; who has filed more is looked at for the newest. */
const MOST_LOOKED_AT = 200;
const MOST_TOLD = 20;

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
    `SELECT id, number, kind, state, filed_on AS "filedOn", ended_at IS NOT NULL AS ended, filing,
            respondent_organisation_id AS "respondentOrganisationId"
       FROM cases
      WHERE enterprise_id = $1 AND id <> $2 AND acceptor_unit_id = $3 AND about_kind IS NULL
      ORDER BY filed_at DESC, id DESC LIMIT ${MOST_LOOKED_AT}`,
    [enterpriseId, id, acceptorUnitId],
  );
  const numbers = numbersOf(filing);
  const respondent = { respondentOrganisationId, filing };
  return rows
    .map(({ filing: other, respondentOrganisationId: organisationId, ...row }) => ({
      ...row,
      sameNumber: numbersOf(other).some((number) => numbers.includes(number)),
      sameRespondent: isSameBody(respondent, {
        filing: other,
        respondentOrganisationId: organisationId,
      }),
    }))
    .filter(({ sameNumber, sameRespondent }) => sameNumber || sameRespondent)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST_TOLD)
    .map(({ sameRespondent: _, ...told }) => told);
}

const rank = ({ sameNumber, ended }: Pick<SameMatter, 'sameNumber' | 'ended'>): number =>
  (sameNumber ? 0 : 2) + (ended ? 1 : 0);

/** Of contracts and documents; a body's code is no number of a matter. */
const numbersOf = ({ respondent: _, ...filing }: Case['filing']): readonly string[] =>
  identifiersIn(filing)
    .map((number) => squeezed(number.replaceAll(AROUND, '')))
    .filter((number) => number !== '');

type Respondent = Pick<Case, 'filing' | 'respondentOrganisationId'>;

/** By the directory or the credit code where both are known, else by the name. */
function isSameBody(one: Respondent, other: Respondent): boolean {
  const [a, b] = [one.respondentOrganisationId, other.respondentOrganisationId];
  if (a !== null && b !== null) return a === b;
  const [first, second] = [one.filing.respondent, other.filing.respondent];
  if (first.uscc !== undefined && second.uscc !== undefined) return first.uscc === second.uscc;
  return searchable(first.name).replace(/\s/g, '') === searchable(second.name).replace(/\s/g, '');
}
