import type { OpeningInput } from '../../src/definition/index.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { beforeAnswer, type AnsweringContext } from '../acts/answering.js';
import type { Feedback } from './arrears.feedback.js';
import type { ArrearsFiling } from './arrears.filing.js';
import { emptyLedger, type Ledger } from './ledger/ledger.js';
import { openLedger } from './ledger/opening.js';
import type { Amounts } from './ledger/result.js';
import type { Size } from './size.js';

/** What an arrears case remembers between events; JSON only. */
export interface ArrearsContext extends AnsweringContext {
  /** Amounts of the result as decimal strings, null before there is one. */
  readonly amounts: Amounts | null;
  /** The last request for the respondent's feedback; null before there is one. */
  readonly feedback: Feedback | null;
  /** Claims, payments, plan and interest. */
  readonly ledger: Ledger;
  /** A doubt about the complainant's size (规模争议), and what came of it. */
  readonly size: { readonly unitId: string; readonly decided: Size | null } | null;
  /** Open cases against the same respondent on the day of filing. */
  readonly openAgainstRespondent: number;
}

export const arrearsAtFiling: ArrearsContext = {
  ...beforeAnswer,
  amounts: null,
  feedback: null,
  ledger: emptyLedger,
  size: null,
  openAgainstRespondent: 0,
};

/** What of the filing the machine begins with. */
export type ArrearsInput = Pick<ArrearsContext, 'ledger' | 'size' | 'openAgainstRespondent'>;

export function arrearsInput(input: OpeningInput<ArrearsFiling>): JsonObject {
  const { openAgainstRespondent } = input;
  const remembered: ArrearsInput = { ledger: openLedger(input), size: null, openAgainstRespondent };
  return remembered as unknown as JsonObject;
}
