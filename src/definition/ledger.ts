import type { BusinessDate } from '../kernel/business-date.js';
import type { Fen } from '../kernel/money.js';
import type { JsonObject } from '../kernel/json.js';
import type { Label } from './label.js';
import type { LprPublication } from './reference.js';

/** One line of a ledger (台账); lines are only ever added, a correction is a line of its own. */
export interface LedgerLine {
  /** What happened, by the workflow's name for it. */
  readonly kind: string;
  /** In fen; negative where it takes something back, null where no amount is moved. */
  readonly amount: Fen | null;
  /** The payment it is about, by its number in the case. */
  readonly payment: number | null;
  /** The day that counts for it, a payment's for example. */
  readonly valueOn: BusinessDate;
  /** A name of `LedgerDefinition.flags`: auditors look for it. */
  readonly flag: string | null;
  readonly details: JsonObject;
}

/** The money of a case to a day, as `GET /cases/{id}/ledger` answers it; amounts in yuan. */
export type LedgerStatement = JsonObject;

/** What a list of many cases says of the money of one; amounts in fen. */
export interface LedgerFigures {
  readonly claimed: Fen;
  readonly verified: Fen | null;
  readonly undisputed: Fen | null;
  readonly disputed: Fen | null;
  readonly paid: Fen;
  readonly interest: Fen;
  readonly outstandingPrincipal: Fen;
  readonly outstandingInterest: Fen;
  readonly oldestDueOn: BusinessDate | null;
  readonly interestKnown: boolean;
}

/** How the product gets at the money that a machine remembers; all of it pure. */
export interface LedgerDefinition<Context = never> {
  /** Property of the context under which it stands, for whoever reads it in SQL. */
  readonly property: string;
  /** Every line so far; the product stores those that a step adds. */
  readonly lines: (context: Context) => readonly LedgerLine[];
  /** Due date of the oldest debt that is not paid. */
  readonly oldestDueOn: (context: Context) => BusinessDate | null;
  /** The names of how old a debt may be. */
  readonly ages: readonly string[];
  /** How old a debt is on a day, by its due date; one of `ages`. */
  readonly ageOf: (dueOn: BusinessDate | null, on: BusinessDate) => string | null;
  /** `lpr`: every publication that is known now, in the order of their days. */
  readonly statement: (
    context: Context,
    on: BusinessDate,
    lpr: readonly LprPublication[],
  ) => LedgerStatement;
  /** From the properties that `reads` names, so that a list needs not the whole of each case. */
  readonly figures: (
    parts: JsonObject,
    on: BusinessDate,
    lpr: readonly LprPublication[],
  ) => LedgerFigures;
  /** Whether its interest goes by the LPR. */
  readonly goesByLpr: (context: Context) => boolean;
  /** What stands under `property`, by the publications that are known now; null: as it is. */
  readonly byLpr: (context: Context, lpr: readonly LprPublication[]) => object | null;
  readonly reads: readonly string[];
  /** The answer of `statement` as JSON Schema. */
  readonly schema: JsonObject;
  /** What auditors look for, in words. */
  readonly flags: Readonly<Record<string, Label>>;
}
