import type { Locale } from '../definition/index.js';

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
  ) {
    super(response);
  }
}

/** Hands mail to a mail server. */
export abstract class MailTransport {
  /** @throws MailRefused */
  abstract send(mail: OutgoingMail): Promise<MailReceipt>;
}
