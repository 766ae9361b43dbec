import type { DocumentSet } from '../../src/definition/index.js';
import {
  decided,
  decisionExample,
  extensionExample,
  extensionOf,
  groundExample,
  groundOf,
} from '../acts/decisions.js';
import type { ReplyPayload } from '../acts/payloads.js';
import { answerFigures } from './arrears.answer.js';
import type { ArrearsContext } from './arrears.context.js';
import { rejectionGrounds, terminationGrounds } from './arrears.grounds.js';

/** The decision that each act issues (告知书). */
export const arrearsDecisions = {
  acceptance: decided<ArrearsContext>('acceptance', ['handling', 'limitation']),
  rejection: decided<ArrearsContext>(
    'rejection',
    ['limitation'],
    groundOf(rejectionGrounds, 'reasonCode'),
  ),
  extension: extensionOf('handling'),
  result: decided<ArrearsContext>(
    'result',
    ['objection', 'limitation'],
    ({ payload, context, on }) => {
      const { resultCode, ...figures } = answerFigures(context, on);
      return {
        answer: {
          text: (payload as ReplyPayload).text,
          result: resultCode.zh,
          // The answer opens the way to an objection, of which there is one.
          mayObject: !context.objected,
          ...figures,
        },
      };
    },
  ),
  termination: decided<ArrearsContext>(
    'termination',
    ['limitation'],
    groundOf(terminationGrounds, 'groundCode'),
  ),
} as const;

const matter = decisionExample({
  handling: { term: '30日', cap: '90日' },
  objection: { term: '10个工作日', cap: '10个工作日' },
  limitation: { term: '3年', cap: '3年' },
});

/** The formal decisions on a complaint of overdue payment; the enterprise gets them. */
export const arrearsDocuments = {
  folder: new URL('./documents/', import.meta.url),
  toEnterprise: true,
  examples: {
    acceptance: matter,
    rejection: { ...matter, ...groundExample },
    extension: { ...matter, ...extensionExample },
    result: {
      ...matter,
      answer: {
        text: '验收单与对账函一致，无分歧欠款应当及时支付。',
        result: '部分有分歧',
        mayObject: true,
        verifiedPrincipal: '1000000.00',
        undisputed: '800000.00',
        disputed: '200000.00',
        interestKnown: true,
        outstandingInterest: '85500.00',
        dailyInterest: '500.00',
      },
    },
    termination: { ...matter, ...groundExample },
  },
} as const satisfies DocumentSet;
