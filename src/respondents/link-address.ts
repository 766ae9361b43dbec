import type { ServiceAddress } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import { contextIn } from '../engine/stored-snapshot.js';
import { isSameBox } from '../kernel/mail-domain.js';
import type { LetterLink } from '../notices/letter-link.entity.js';

/** The case's confirmed address of service. */
export function addressOf({ snapshot }: Pick<Case, 'snapshot'>): ServiceAddress | null {
  return contextIn(snapshot).serviceAddress ?? null;
}

/**
 * Whether the link went to the address that is confirmed. Only from there an answer is taken: not
 * from one that was typed, before anybody looked, nor from one that turned out to be wrong.
 */
export function wentToConfirmed(
  { recipient }: Pick<LetterLink, 'recipient'>,
  record: Pick<Case, 'snapshot'>,
): boolean {
  const address = addressOf(record);
  return address !== null && isSameBox(address.email, recipient);
}
