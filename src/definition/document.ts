import type { BusinessDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import type { PolicyOf } from './clock-policy.js';
import type { Deadline, TermCount } from './clock.js';
import type { Filing } from './workflow.js';

/**
 * The official documents (公文) that a workflow issues, by name. The text of each stands in
 * `<name>.zh-CN.md` of the folder: a line of front matter, `subject: …`, which is the title, then
 * Markdown with Handlebars. `##` and `###` are headings of the first and the second level.
 */
export interface DocumentSet {
  readonly folder: URL;
  /** Values for all variables of a template, which is filled in with them at boot. */
  readonly examples: Readonly<Record<string, JsonObject>>;
  /** They are addressed to the enterprise, which reads them; not given: to somebody else. */
  readonly toEnterprise?: true;
}

/** What an act's document is made from: the case before the act. */
export interface DocumentInput<Payload, Context> {
  readonly payload: Payload;
  readonly context: Context;
  readonly filing: Filing;
  readonly caseNumber: string;
  readonly filedOn: BusinessDate;
  /** Empty for a case that no enterprise filed. */
  readonly enterpriseName: string;
  readonly on: BusinessDate;
  /** The policy under which a clock of the case runs, or would be armed now. */
  readonly policyOf: PolicyOf;
  /** When a term of the case would end, counted in this way; nothing is armed. */
  readonly deadlineOf: (clock: string, count: TermCount) => Deadline;
}

/** The document that an act issues. Its issuer is the body of the officer who acts. */
export interface DocumentRequest {
  /** One of the workflow's `documents`. */
  readonly template: string;
  /** What follows the issuer's own part in the number: `督`. */
  readonly series: string;
  /** A number that the office gave already; the next of the series, when it is left out. */
  readonly documentNumber?: string;
  readonly addressee: string;
  readonly variables: JsonObject;
  /** Names of what goes with it (附件). */
  readonly attachments?: readonly string[];
}

/** An issued document, as the act that issued it names it in its payload and in the history. */
export type DocumentReference = {
  readonly id: string;
  readonly number: string;
  /** Of its content. */
  readonly sha256: string;
};

/** What an act of which a document comes gets in its payload, beside what was sent. */
export interface WithDocument {
  readonly document?: DocumentReference;
}
