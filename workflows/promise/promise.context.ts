import { atFiling, type HandlingContext } from '../acts/handling.js';

/** What a promise case remembers between events; JSON only. */
export interface PromiseContext extends HandlingContext {
  readonly sendBacks: number;
  readonly resultCode: string | null;
  /** Whether the enterprise may still object to the reply. */
  readonly mayObject: boolean;
}

export const promiseAtFiling: PromiseContext = {
  ...atFiling,
  sendBacks: 0,
  resultCode: null,
  mayObject: false,
};
