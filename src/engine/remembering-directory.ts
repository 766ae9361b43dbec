import type { EntityManager } from 'typeorm';
import type { Party } from '../definition/index.js';
import type { CaseParties, LetterDirectory, Recipient } from './party-directory.js';

type Recipients = ReadonlyMap<Party, readonly Recipient[]>;

/**
 * Asks a directory once for letters to the same people: deadlines that pass together are mostly
 * those of a few desks. For one batch, as what it remembers grows old.
 */
export class RememberingDirectory implements LetterDirectory {
  private readonly asked = new Map<string, Promise<Recipients>>();

  constructor(private readonly directory: LetterDirectory) {}

  recipients(
    tx: EntityManager,
    parties: CaseParties,
    wanted: readonly Party[],
  ): Promise<Recipients> {
    const key = keyOf(parties, wanted);
    const before = this.asked.get(key);
    if (before) return before;
    const answer = this.directory.recipients(tx, parties, wanted);
    this.asked.set(key, answer);
    // A question that failed is asked again.
    answer.catch(() => this.asked.delete(key));
    return answer;
  }

  unitsReached(...question: Parameters<LetterDirectory['unitsReached']>) {
    return this.directory.unitsReached(...question);
  }
}

/** Everything that the answer depends on; of the filer and the respondent only where they are asked for. */
function keyOf(parties: CaseParties, wanted: readonly Party[]): string {
  const { filedBy, enterpriseId, respondentEmail, respondentName, respondentOrganisationId } =
    parties;
  const { kind, acceptorUnitId, unitId, coUnitIds, officers, divisionCode, cityCode } = parties;
  return JSON.stringify([
    wanted,
    [kind, acceptorUnitId, unitId, coUnitIds, officers, divisionCode, cityCode],
    wanted.includes('enterprise') && [filedBy, enterpriseId],
    wanted.includes('respondent') && [respondentEmail, respondentName, respondentOrganisationId],
  ]);
}
