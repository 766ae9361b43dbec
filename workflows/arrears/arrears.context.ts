import { beforeAnswer, type AnsweringContext } from '../acts/answering.js';
import type { Feedback } from './arrears.feedback.js';

/** What an arrears case remembers between events; JSON only. */
export interface ArrearsContext extends AnsweringContext {
  /** Amounts of the result as decimal strings, null before there is one. */
  readonly amounts: {
    readonly verifiedPrincipal: string;
    readonly undisputed: string;
    readonly disputed: string;
  } | null;
  /** The last request for the respondent's feedback; null before there is one. */
  readonly feedback: Feedback | null;
}

export const arrearsAtFiling: ArrearsContext = {
  ...beforeAnswer,
  amounts: null,
  feedback: null,
};
