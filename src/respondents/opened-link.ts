import type { BusinessDate, LegalBasis } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import type { LetterLink } from '../notices/letter-link.entity.js';

/**
 * `open`: it takes an answer; `answered`: it shows what was answered; `expired`: its clock and the
 * grace after it are over; `over`: nobody waits for the answer any more.
 */
export type LinkState = 'open' | 'answered' | 'expired' | 'revoked' | 'over';

/** What was answered, as it stands in the history. */
export interface GivenAnswer {
  readonly at: Date;
  /** The address that the link went to by which it was given; null in a case of before. */
  readonly sentTo: string | null;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

/** A link that somebody has opened with its token, and all that its page may tell. */
export interface OpenedLink {
  readonly link: LetterLink;
  readonly state: LinkState;
  readonly record: Case;
  readonly title: string;
  /** The unit that asks, in Chinese. */
  readonly unitName: string;
  /** What is asked; empty unless the link is open. */
  readonly questions: readonly string[];
  readonly basis: LegalBasis | null;
  readonly dueOn: BusinessDate;
  /** The due day is over; an answer is still taken until `expiresOn`. */
  readonly isLate: boolean;
  readonly expiresOn: BusinessDate;
  readonly answer: GivenAnswer | null;
}
