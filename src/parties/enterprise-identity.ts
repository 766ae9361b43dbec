import type { EntityManager } from 'typeorm';
import type {
  EnterpriseConfirmation,
  EnterpriseStanding,
  People,
  SpeaksFor,
} from '../engine/party-directory.js';

interface Row {
  readonly isConfirmed: boolean;
  readonly isTakenBack: boolean;
}

/** A row is locked against a change, so that what is decided by it still holds when it is written. */
export async function standingOf(
  tx: EntityManager,
  enterpriseId: string,
  toChange: boolean,
): Promise<EnterpriseStanding> {
  const [row] = await tx.query<Row[]>(
    `SELECT confirmed_at IS NOT NULL AS "isConfirmed", taken_back_at IS NOT NULL AS "isTakenBack"
       FROM enterprises WHERE id = $1 FOR ${toChange ? 'NO KEY UPDATE' : 'SHARE'}`,
    [enterpriseId],
  );
  return standing(row ?? { isConfirmed: false, isTakenBack: false });
}

function standing({ isConfirmed, isTakenBack }: Row): EnterpriseStanding {
  if (isTakenBack) return 'takenBack';
  return isConfirmed ? 'confirmed' : 'unconfirmed';
}

export async function confirmEnterprise(
  tx: EntityManager,
  { enterpriseId, caseId, accountId, at }: EnterpriseConfirmation,
): Promise<void> {
  await tx.query(
    `UPDATE enterprises SET confirmed_at = $2, confirmed_by = $3, confirmed_in = $4
      WHERE id = $1 AND confirmed_at IS NULL AND taken_back_at IS NULL`,
    [enterpriseId, at, accountId, caseId],
  );
}

interface NamedRow extends Row {
  readonly id: string;
  readonly name: string;
  /** Null for an officer. */
  readonly uscc: string | null;
  readonly confirmedAt: Date | null;
  readonly contact: SpeaksFor;
}

/** The officers and the enterprise of a case, by one statement. */
export async function peopleOf(
  tx: EntityManager,
  officerIds: readonly string[],
  enterpriseId: string | null,
): Promise<People> {
  if (officerIds.length === 0 && enterpriseId === null) {
    return { officerNames: new Map(), enterprise: null };
  }
  const rows = await tx.query<NamedRow[]>(
    `SELECT id, name, NULL::text AS uscc, NULL::timestamptz AS "confirmedAt",
            FALSE AS "isConfirmed", FALSE AS "isTakenBack", NULL::json AS contact
       FROM accounts WHERE id = ANY($1)
     UNION ALL
     SELECT id, name, uscc, confirmed_at, confirmed_at IS NOT NULL, taken_back_at IS NOT NULL,
            json_build_object('person', contact_person, 'telephone', contact_phone,
                              'legalRepresentative', legal_representative)
       FROM enterprises WHERE id = $2`,
    [officerIds, enterpriseId],
  );
  const officers = rows.filter(({ uscc }) => uscc === null);
  const [enterprise] = rows.flatMap(({ id, name, uscc, confirmedAt, contact, ...row }) =>
    uscc === null ? [] : [{ id, name, uscc, confirmedAt, contact, standing: standing(row) }],
  );
  return {
    officerNames: new Map(officers.map(({ id, name }) => [id, name])),
    enterprise: enterprise ?? null,
  };
}
