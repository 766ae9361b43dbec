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
import { resultCodes } from './promise.codes.js';
import type { PromiseContext } from './promise.context.js';
import { rejectionGrounds, terminationGrounds } from './promise.grounds.js';

/** The ways that are open beside the complaint, whose terms it does not stop. */
const remedies = ['limitation', 'reconsideration', 'administrativeSuit'] as const;

/** The decision that each act issues (告知书). */
export const promiseDecisions = {
  acceptance: decided<PromiseContext>('acceptance', ['cityReply', ...remedies]),
  rejection: decided<PromiseContext>(
    'rejection',
    remedies,
    groundOf(rejectionGrounds, 'reasonCode'),
  ),
  extension: extensionOf('cityReply'),
  result: decided<PromiseContext>(
    'result',
    ['objection', ...remedies],
    ({ payload, context: { resultCode, objected, due } }) => ({
      answer: {
        text: (payload as ReplyPayload).text,
        result: resultCodes[(resultCode ?? 'verified') as keyof typeof resultCodes].zh,
        // The answer opens the way to an objection, of which there is one.
        mayObject: !objected,
        isAgreement: due.isAgreement,
      },
    }),
  ),
  termination: decided<PromiseContext>(
    'termination',
    remedies,
    groundOf(terminationGrounds, 'groundCode'),
  ),
} as const;

const matter = decisionExample({
  cityReply: { term: '20个工作日', cap: '30个工作日' },
  objection: { term: '10个工作日', cap: '10个工作日' },
  limitation: { term: '3年', cap: '3年' },
  reconsideration: { term: '60日', cap: '60日' },
  administrativeSuit: { term: '6个月', cap: '6个月' },
});

/** The formal decisions on a complaint of a broken promise; the enterprise gets them. */
export const promiseDocuments = {
  folder: new URL('./documents/', import.meta.url),
  toEnterprise: true,
  examples: {
    acceptance: matter,
    rejection: { ...matter, ...groundExample },
    extension: { ...matter, ...extensionExample },
    result: {
      ...matter,
      answer: {
        text: '经核实，承诺属实，余款将于年底前拨付。',
        result: '属实',
        mayObject: true,
        isAgreement: true,
      },
    },
    termination: { ...matter, ...groundExample },
  },
} as const satisfies DocumentSet;
