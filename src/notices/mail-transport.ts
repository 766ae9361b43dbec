import type { Locale } from '../definition/index.js';

/** A file that goes with a mail. */
export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A meeting that goes with a mail: as another form of its text, and as a file. */
export interface MailInvitation {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly name: string;
  readonly content: string;
}

/** What goes with a mail. */
export interface Enclosures {
  readonly files: readonly MailFile[];
  readonly invitation: MailInvitation | null;
}

/** One mail to one recipient. */
export interface OutgoingMail {
  /** `<id@domain>`; the same for every try. */
  readonly messageId: string;
  /**
   * The id that all mail of a case refers to, so that mail programs show it as one thread; null
   * for mail that is about no case.
   */
  readonly threadId: string | null;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: Locale;
  readonly date: Date;
  /** What a report about it must bear; null: none is asked for. */
  readonly returnToken: string | null;
  readonly enclosures?: Enclosures;
}

export interface MailReceipt {
  /** The mail server's answer to the message, for example `250 2.0.0 queued as 4F2A1`. */
  readonly response: string;
}

/** The mail was not taken over by the server. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';

  constructor(
    /** The server's answer, or what went wrong before it could answer; holds no secret. */
    readonly response: string,
    /** Another try would get the same answer. */
    readonly permanent: boolean,
    /** It is about this mail; otherwise the server takes no mail at all just now. */
    readonly isAboutMail = true,
  ) {
    super(response);
  }
}

/** Hands mail to a mail server. */
export abstract class MailTransport {
  /** @throws MailRefused */
  abstract send(mail: OutgoingMail): Promise<MailReceipt>;
}
