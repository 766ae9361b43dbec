import type { EntityManager } from 'typeorm';
import type { CaseContext, RelatedCase, SubjectCase } from '../definition/index.js';
import { selectRows } from '../store/select-rows.js';
import { Case } from './case.entity.js';

/** Locked cases as the rules of a case about them look at them, with what is about them already. */
export async function subjectCases(
  tx: EntityManager,
  subjects: readonly Case[],
): Promise<readonly SubjectCase[]> {
  if (subjects.length === 0) return [];
  const ids = subjects.map(({ id }) => id);
  const about = await selectRows(tx, Case, 'WHERE about_ids && $1 ORDER BY filed_at, id', [ids]);
  return subjects.map((record) => ({
    ...relatedCase(record),
    enterpriseName: record.enterpriseName,
    unitId: record.unitId,
    acceptorUnitId: record.acceptorUnitId,
    respondentOrganisationId: record.respondentOrganisationId,
    about: about.filter(({ aboutIds }) => aboutIds.includes(record.id)).map(relatedCase),
  }));
}

/** The machine's memory stands in the snapshot as it is; nothing is restored for it. */
function relatedCase(record: Case): RelatedCase {
  const { id, number, kind, state, filing, snapshot } = record;
  return {
    id,
    number,
    kind,
    state,
    ended: record.endedAt !== null,
    filing,
    context: snapshot['context'] as unknown as CaseContext,
  };
}
