import type { BusinessDate, Label } from '../../src/definition/index.js';
import { addDays } from '../../src/kernel/business-date.js';
import { fromFen } from '../../src/kernel/money.js';
import { resultCodes } from './arrears.codes.js';
import type { ArrearsContext } from './arrears.context.js';
import { figuresOf } from './ledger/figures.js';
import type { Ledger } from './ledger/ledger.js';

/** What the written answer says beside its words: the result, its amounts, and interest to the day. */
export interface AnswerFigures {
  readonly resultCode: Label;
  /** In yuan, two decimals; empty before there is a result. */
  readonly verifiedPrincipal: string;
  readonly undisputed: string;
  readonly disputed: string;
  readonly interestKnown: boolean;
  readonly outstandingInterest: string;
  /** What each further day adds. */
  readonly dailyInterest: string;
}

export function answerFigures(
  { resultCode, amounts, ledger }: ArrearsContext,
  on: BusinessDate,
): AnswerFigures {
  return {
    resultCode: resultCodes[(resultCode ?? 'verified') as keyof typeof resultCodes],
    verifiedPrincipal: amounts?.verifiedPrincipal ?? '',
    undisputed: amounts?.undisputed ?? '',
    disputed: amounts?.disputed ?? '',
    ...interestOn(ledger, on),
  };
}

/** What is owed of interest on a day, and what each further day adds. */
function interestOn(ledger: Ledger, on: BusinessDate) {
  const today = figuresOf(ledger, on);
  const tomorrow = figuresOf(ledger, addDays(on, 1));
  return {
    interestKnown: today.determined && ledger.waiver === null,
    outstandingInterest: fromFen(today.outstandingInterest),
    dailyInterest: fromFen(tomorrow.outstandingInterest - today.outstandingInterest),
  };
}
