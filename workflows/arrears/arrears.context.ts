import type { BusinessDate, OpeningInput } from '../../src/definition/index.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { RespondentType } from '../acts/filing.js';
import { beforeAnswer, type AnsweringContext } from '../acts/answering.js';
import { noRights, type RightsContext } from '../acts/rights.js';
import type { Feedback } from './arrears.feedback.js';
import { respondentSizeDoubted, type ArrearsFiling } from './arrears.filing.js';
import { emptyLedger, type Ledger } from './ledger/ledger.js';
import { openLedger } from './ledger/opening.js';
import type { Amounts } from './ledger/result.js';
import type { SizeQuestion } from './arrears.size.js';

/** What an arrears case remembers between events; JSON only. */
export interface ArrearsContext extends AnsweringContext, RightsContext {
  /** Amounts of the result as decimal strings, null before there is one. */
  readonly amounts: Amounts | null;
  /** The last request for the respondent's feedback; null before there is one. */
  readonly feedback: Feedback | null;
  /** Claims, payments, plan and interest. */
  readonly ledger: Ledger;
  /** A doubt about the complainant's size (规模争议), and what came of it. */
  readonly size: SizeQuestion | null;
  /** The same of the respondent; not there in a case of before. */
  readonly respondentSize?: SizeQuestion | null;
  /** By the figures of the filing the respondent is no large enterprise; not there: it is. */
  readonly respondentSizeDoubted?: boolean;
  /** When the enterprise was shown the way to court in writing; not there in a case of before. */
  readonly guidedOn?: BusinessDate | null;
  /** What the respondent is; not there in a case of before. */
  readonly respondentType?: RespondentType;
  /** Open cases against the same respondent on the day of filing. */
  readonly openAgainstRespondent: number;
}

export const arrearsAtFiling: ArrearsContext = {
  ...beforeAnswer,
  ...noRights,
  amounts: null,
  feedback: null,
  ledger: emptyLedger,
  size: null,
  respondentSize: null,
  guidedOn: null,
  openAgainstRespondent: 0,
};

/** What of the filing the machine begins with. */
export type ArrearsInput = Pick<
  ArrearsContext,
  | 'ledger'
  | 'size'
  | 'openAgainstRespondent'
  | 'respondentType'
  | 'respondentSizeDoubted'
  | 'interruptions'
>;

export function arrearsInput(input: OpeningInput<ArrearsFiling>): JsonObject {
  const { openAgainstRespondent } = input;
  const remembered: ArrearsInput = {
    ledger: openLedger(input),
    size: null,
    openAgainstRespondent,
    respondentType: input.filing.respondent.type,
    respondentSizeDoubted: respondentSizeDoubted(input.filing),
    interruptions: [{ on: input.on, by: 'complaint' }],
  };
  return remembered as unknown as JsonObject;
}
