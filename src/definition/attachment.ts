/** A meeting as a calendar program is told of it (RFC 5545, RFC 5546). */
export type Appointment = {
  /** The same for a meeting and everything that becomes of it; `…@domain` is added. */
  readonly uid: string;
  /** One more each time the meeting is moved or called off. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly summary: string;
  readonly description: string;
  /** Empty where it is held by video alone. */
  readonly location: string;
  readonly url: string | null;
  /** Instants, as ISO 8601; `stampedAt` is when it was called, moved or called off. */
  readonly stampedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly organiser: { readonly name: string; readonly email: string };
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
