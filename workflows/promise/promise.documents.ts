import { decisionDocuments, decisionsOf } from '../acts/decisions.js';
import { resultCodes } from './promise.codes.js';
import type { PromiseContext } from './promise.context.js';
import { rejectionGrounds, terminationGrounds } from './promise.grounds.js';

export const promiseDecisions = decisionsOf<PromiseContext>({
  clock: 'cityReply',
  remedies: ['limitation', 'reconsideration', 'administrativeSuit'],
  grounds: { rejection: rejectionGrounds, termination: terminationGrounds },
  answer: ({ context: { resultCode, due } }) => ({
    result: resultCodes[(resultCode ?? 'verified') as keyof typeof resultCodes].zh,
    isAgreement: due.isAgreement,
  }),
});

/** The formal decisions on a complaint of a broken promise; the enterprise gets them. */
export const promiseDocuments = decisionDocuments(
  new URL('./documents/', import.meta.url),
  {
    cityReply: { term: '15个工作日', cap: '25个工作日' },
    objection: { term: '30日', cap: '30日' },
    limitation: { term: '3年', cap: '3年' },
    reconsideration: { term: '60日', cap: '60日' },
    administrativeSuit: { term: '6个月', cap: '6个月' },
  },
  { result: '属实', isAgreement: true },
);
