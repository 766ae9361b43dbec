import { atFiling, type HandlingContext } from '../acts/handling.js';

/** What an arrears case remembers between events; JSON only. */
export interface ArrearsContext extends HandlingContext {
  readonly resultCode: string | null;
  /** Amounts of the result as decimal strings, null before there is one. */
  readonly amounts: {
    readonly verifiedPrincipal: string;
    readonly undisputed: string;
    readonly disputed: string;
  } | null;
  /** Whether the enterprise may still object to the feedback. */
  readonly mayObject: boolean;
}

export const arrearsAtFiling: ArrearsContext = {
  ...atFiling,
  resultCode: null,
  amounts: null,
  mayObject: false,
};
