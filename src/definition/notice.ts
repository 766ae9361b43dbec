import type { JsonObject } from '../kernel/json.js';
import type { Attachment } from './attachment.js';
import type { CaseEvent } from './event.js';
import type { Addressee, Locale, Party } from './party.js';
import type { AddressSource } from './service-address.js';

/** Somebody who takes part without being a party. */
export interface Outsider {
  readonly name: string;
  readonly email: string;
  /** How an officer found the address; whose address nobody has confirmed is not written to. */
  readonly foundBy: AddressSource;
}

/**
 * The letter that officers get in the place of one that has nowhere to go, because no address of
 * the respondent is confirmed. Every workflow that writes to a respondent declares it.
 */
export const UNREACHED = 'respondentUnreached';

/** The case after the step, and the event that made it. */
export interface NoticeInput<Context> {
  readonly context: Context;
  readonly event: CaseEvent;
}

/**
 * A letter to one party at one step. Its text stands in `notices/<name>.<locale>.md`; the
 * variables every letter has (case, reader, deadline, link) are added by the product.
 */
export interface NoticeDefinition<Context = never> {
  readonly to: Addressee;
  /** The clock whose due date the reader is told; a notice of a clock's stage is about that clock. */
  readonly about?: string;
  /**
   * It leaves at any hour: it confirms to somebody what was just handed in, or tells that a day of
   * the procedure has passed. Every other letter leaves in working hours only.
   */
  readonly atOnce?: true;
  /** An enterprise that files much may have one letter a day in the place of each of these. */
  readonly summedUp?: true;
  /**
   * It quotes what the unit that handles the case must not learn; beside its reader only those who
   * accept and supervise the case read it. `existence`: that it was written says it already.
   */
  readonly protected?: 'words' | 'existence';
  /** The unit that is meant by `handler`, where it is not the one that has the case now. */
  readonly unit?: (context: Context) => string | null;
  /**
   * Clocks whose length the text tells: `{{terms.signature.term}}` is `2个工作日`,
   * `{{terms.cityReply.cap}}` the longest it may become, `{{terms.cityReply.more}}` what an extension
   * adds at most. So no number of days stands in a text.
   */
  readonly terms?: readonly string[];
  /**
   * `{{sameMatter}}` lists what the enterprise filed before in the same matter, open and ended, in
   * words for officers; empty when there is nothing.
   */
  readonly sameMatter?: true;
  /** Told by the engine when a date is counted anew, where no check can see it. */
  readonly byEngine?: true;
  /** Told by `enqueueActions`, one letter for each subject, where no check can see it. */
  readonly bySubject?: true;
  /** The act of `links` that the reader, a respondent, does by the link in the letter. */
  readonly link?: string;
  /** What it carries beside its text. */
  readonly attachments?: {
    readonly of: (input: NoticeInput<Context>) => readonly Attachment[];
    /** One of each kind that it may carry; the check at boot tries them. */
    readonly example: readonly Attachment[];
  };
  /** Other parties who get the same letter. */
  readonly copies?: (context: Context) => readonly Party[];
  /** People without an account to whom it goes besides, for example those invited to an interview. */
  readonly also?: (input: NoticeInput<Context>) => readonly Outsider[];
  /** Sent only when this holds; always, when it is not given. */
  readonly when?: (input: NoticeInput<Context>) => boolean;
  /** Further variables. Public text only: no internal note enters here. */
  readonly variables?: (input: NoticeInput<Context>) => JsonObject;
  /** Values for the further variables; every template is rendered with them at boot. */
  readonly example?: JsonObject;
}

export type NoticeDefinitions<Context = never> = Readonly<
  Record<string, NoticeDefinition<Context>>
>;

/** Parties outside the administration choose their language; officers read Chinese. */
export function localesFor(to: Addressee): readonly Locale[] {
  return to === 'enterprise' ? ['zh-CN', 'en'] : ['zh-CN'];
}

/** Parameters of the machine's `notify` action. */
export interface Notify<Name extends string = string, Clock extends string = string> {
  readonly notice: Name;
  /** Overrides the notice's own `about`, for a letter that several clocks share. */
  readonly about?: Clock;
  /**
   * The unit of several that the letter is for, where the clock has a subject: `coHandler` is then
   * that unit alone. A letter of the clock's own lapse has the clock's subject without saying so.
   */
  readonly subject?: string;
}
