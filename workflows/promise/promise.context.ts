import type { BusinessDate, Service } from '../../src/definition/index.js';
import { beforeAnswer, type AnsweringContext } from '../acts/answering.js';

/** What the supervising authority has ordered (责令整改). */
export interface Rectification {
  readonly requirement: string;
  readonly orderedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  /** How it reached the respondent; null, or not there in a case of before: it has not. */
  readonly service?: Service | null;
}

/** What a promise case remembers between events; JSON only. */
export interface PromiseContext extends AnsweringContext {
  readonly sendBacks: number;
  readonly rectification: Rectification | null;
}

export const promiseAtFiling: PromiseContext = {
  ...beforeAnswer,
  sendBacks: 0,
  rectification: null,
};
