import type { BusinessDate, Service } from '../../src/definition/index.js';
import { beforeAnswer, type AnsweringContext } from '../acts/answering.js';
import { noRights } from '../acts/rights.js';
import type { PromiseRightsContext } from './promise.rights.js';

/** What the supervising authority has ordered (责令整改). */
export interface Rectification {
  readonly requirement: string;
  readonly orderedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  /** How it reached the respondent; null, or not there in a case of before: it has not. */
  readonly service?: Service | null;
}

/**
 * Who determines whether the promise is kept, and orders what follows (认定部门): the body above the
 * respondent, or the one in charge of the matter (发改财金〔2023〕1103号).
 */
export interface Determiner {
  readonly unitId: string;
  readonly as: 'superior' | 'competent';
  readonly since: BusinessDate;
}

/** What a promise case remembers between events; JSON only. */
export interface PromiseContext extends AnsweringContext, PromiseRightsContext {
  readonly sendBacks: number;
  readonly rectification: Rectification | null;
  /** Null: nobody but the supervising authority; not there in a case of before. */
  readonly determiner?: Determiner | null;
}

export const promiseAtFiling: PromiseContext = {
  ...beforeAnswer,
  ...noRights,
  due: { dueOn: null, refusedOn: null, isAgreement: false },
  sendBacks: 0,
  rectification: null,
  determiner: null,
};
