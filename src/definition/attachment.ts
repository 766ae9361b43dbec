/** A meeting as a calendar program is told of it (RFC 5545, RFC 5546). */
export type Appointment = {
  /**
   * The same for a meeting and everything that becomes of it, and one of its case; the case's id
   * and the domain are added.
   */
  readonly uid: string;
  /** One more each time the meeting is moved or called off. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly summary: string;
  readonly description: string;
  /** Empty where it is held by video alone. */
  readonly location: string;
  readonly url: string | null;
  /** Instants, as ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** By name; answers of calendar programs go to the product's own address. */
  readonly organiser: string;
  /** Beside the letter's reader. */
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
};

/**
 * What a letter carries beside its text. The row of the letter refers to it; the bytes are fetched
 * or made when the letter leaves.
 */
export type Attachment =
  | { readonly kind: 'document'; readonly documentId: string }
  | { readonly kind: 'appointment'; readonly appointment: Appointment };

/** What kinds there are; a letter with another one does not pass the check at boot. */
export const attachmentKinds = ['document', 'appointment'] as const;
