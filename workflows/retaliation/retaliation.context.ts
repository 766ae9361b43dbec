import type { CaseContext } from '../../src/definition/index.js';

/** What a report remembers; JSON only. */
export interface RetaliationContext extends CaseContext {
  readonly what: string;
  readonly late: boolean;
  /** Kind of the complaint; not there in a report of before. */
  readonly about?: string;
}
