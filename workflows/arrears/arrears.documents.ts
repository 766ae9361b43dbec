import { decisionDocuments, decisionsOf } from '../acts/decisions.js';
import { answerFigures } from './arrears.answer.js';
import type { ArrearsContext } from './arrears.context.js';
import { rejectionGrounds, terminationGrounds } from './arrears.grounds.js';

export const arrearsDecisions = decisionsOf<ArrearsContext>({
  clock: 'handling',
  remedies: ['limitation'],
  grounds: { rejection: rejectionGrounds, termination: terminationGrounds },
  answer: ({ context, on }) => {
    const { resultCode, ...figures } = answerFigures(context, on);
    return { result: resultCode.zh, ...figures };
  },
});

/** The formal decisions on a complaint of overdue payment; the enterprise gets them. */
export const arrearsDocuments = decisionDocuments(
  new URL('./documents/', import.meta.url),
  {
    handling: { term: '30日', cap: '90日' },
    objection: { term: '30日', cap: '30日' },
    limitation: { term: '3年', cap: '3年' },
  },
  {
    result: '部分有分歧',
    verifiedPrincipal: '1000000.00',
    undisputed: '800000.00',
    disputed: '200000.00',
    interestKnown: true,
    outstandingInterest: '85500.00',
    dailyInterest: '500.00',
  },
);
