import type { EntityManager } from 'typeorm';
import type { Case } from '../engine/case.entity.js';
import type { LetterLink } from '../notices/letter-link.entity.js';
import { addressOf } from './link-address.js';

interface Times {
  /** When the letter with the link left. */
  readonly sentAt: Date | null;
  readonly openedAt: Date | null;
}

/**
 * What is known of who wrote an answer, and what is not: the link is a key that whoever reads the
 * letter has. It becomes part of the entry in the history.
 */
export async function writerOf(
  manager: EntityManager,
  { caseId, id, recipient }: LetterLink,
  record: Case,
  at: Date,
) {
  const [times] = await manager.query<Times[]>(
    `SELECT (SELECT min(made_at) FROM letter_link_tokens
              WHERE case_id = $1 AND link_id = $2) AS "sentAt",
            (SELECT min(at) FROM link_uses
              WHERE case_id = $1 AND link_id = $2 AND what = 'opened') AS "openedAt"`,
    [caseId, id],
  );
  const address = addressOf(record);
  const instant = (name: 'sentAt' | 'openedAt') => {
    const value = times?.[name] ?? null;
    return value === null ? {} : { [name]: value.toISOString() };
  };
  return {
    identityVerified: false,
    sentTo: recipient,
    ...instant('sentAt'),
    ...instant('openedAt'),
    answeredAt: at.toISOString(),
    ...(address && {
      confirmation: {
        foundBy: address.foundBy,
        source: address.source,
        ...(address.reason !== null && { reason: address.reason }),
        confirmedOn: address.confirmedOn,
        confirmedBy: address.confirmedBy.name,
        ...(address.confirmedBy.unitId !== null && { unitId: address.confirmedBy.unitId }),
      },
    }),
  };
}
