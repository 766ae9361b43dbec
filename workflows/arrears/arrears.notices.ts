import type { NoticeDefinition } from '../../src/definition/index.js';
import type { BusinessDate } from '../../src/kernel/business-date.js';
import { carriesDecision } from '../acts/decisions.js';
import { isLate } from '../acts/handling.js';
import { grounds, objecting, says, sharedNotices } from '../acts/notices.js';
import { lostBefore, rightNotices } from '../acts/rights.js';
import { answerFigures } from './arrears.answer.js';
import { arrearsClocks } from './arrears.clocks.js';
import { rejectionGrounds, terminationGrounds } from './arrears.grounds.js';
import type { ArrearsContext } from './arrears.context.js';
import { feedbackNotices } from './arrears.feedback.js';
import { guidanceNotices } from './arrears.guidance.js';
import { sizeNotices } from './arrears.size.notices.js';
import { arrearsTimedRights } from './arrears.limitation.js';
import { moneyNotices } from './arrears.money.notices.js';

const answered = (context: ArrearsContext, on: BusinessDate) => {
  const { resultCode, ...figures } = answerFigures(context, on);
  return { resultCode: { ...resultCode }, ...figures };
};

const feedback = {
  variables: ({ context, event }) => ({
    ...says({ text: '' }).variables?.({ context, event }),
    ...objecting.variables({ context, event }),
    ...answered(context, event.on),
  }),
  example: {
    ...objecting.example,
    text: '无分歧欠款应当及时支付。',
    resultCode: '部分有分歧',
    verifiedPrincipal: '1000000.00',
    undisputed: '800000.00',
    disputed: '200000.00',
    interestKnown: true,
    outstandingInterest: '85500.00',
    dailyInterest: '500.00',
  },
} as const satisfies Partial<NoticeDefinition<ArrearsContext>>;

const mediator = says({ body: '市工商联调解委员会', note: '请携带对账函。' });

/** The letters of an arrears case, each to one party; see the last column of the state chart. */
export const arrearsNotices = {
  ...sharedNotices,
  ...moneyNotices,
  ...rightNotices,
  receipt: {
    to: 'enterprise',
    about: 'review',
    atOnce: true,
    summedUp: true,
    terms: ['limitation'],
    ...lostBefore(arrearsTimedRights),
  },
  filedToAcceptor: { ...sharedNotices.filedToAcceptor, about: 'review' },
  supplementRequested: { ...sharedNotices.supplementRequested, terms: ['review'] },
  supplemented: { to: 'acceptor', about: 'review' },
  rejected: {
    to: 'enterprise',
    terms: ['limitation'],
    ...carriesDecision(grounds(rejectionGrounds, 'reasonCode', { note: '请通过国家平台投诉。' })),
  },
  accepted: {
    to: 'enterprise',
    about: 'transfer',
    terms: ['handling', 'limitation'],
    ...carriesDecision(),
  },
  referral: {
    ...sharedNotices.referral,
    about: 'handling',
    terms: ['signature', 'unitObjection', 'handling'],
  },
  referralToSupervisor: { to: 'supervisor', about: 'handling' },
  referred: { to: 'enterprise', about: 'handling' },
  received: { to: 'enterprise', about: 'handling' },
  receivedToHandler: { to: 'handler', about: 'handling' },
  referralUpheld: { ...sharedNotices.referralUpheld, about: 'handling' },
  referralUpheldToEnterprise: { to: 'enterprise', about: 'handling' },
  returned: { ...sharedNotices.returned, about: 'returnDecision' },
  returnedToHead: { ...sharedNotices.returnedToHead, about: 'returnDecision' },
  returnedToEnterprise: { to: 'enterprise', about: 'returnDecision' },
  extensionAsked: { ...sharedNotices.extensionAsked, about: 'handling', terms: ['handling'] },
  ...feedbackNotices,
  ...guidanceNotices,
  ...sizeNotices,
  // One letter for each: a unit that determines a size helps as well, and is asked nothing else.
  cooperationAsked: { ...sharedNotices.cooperationAsked, bySubject: true },
  extensionRefused: { ...sharedNotices.extensionRefused, about: 'handling' },
  extended: { ...sharedNotices.extended, about: 'handling' },
  extendedToAcceptor: { ...sharedNotices.extendedToAcceptor, about: 'handling' },
  lateToEnterprise: { ...sharedNotices.lateToEnterprise, about: 'handling' },
  termPaused: { ...sharedNotices.termPaused, about: 'handling' },
  termPausedToAcceptor: { ...sharedNotices.termPausedToAcceptor, about: 'handling' },
  termResumed: { ...sharedNotices.termResumed, about: 'handling' },
  termResumedToAcceptor: { ...sharedNotices.termResumedToAcceptor, about: 'handling' },
  supervised: {
    ...sharedNotices.supervised,
    when: ({ context }) => context.rehandled || isLate(context, 'handler', arrearsClocks),
  },
  fedBack: {
    to: 'enterprise',
    about: 'objection',
    terms: ['objection', 'limitation'],
    ...carriesDecision(feedback),
  },
  fedBackToAcceptor: { to: 'acceptor', ...feedback },
  objected: { ...sharedNotices.objected, to: 'acceptor' },
  rehandled: { ...sharedNotices.rehandled, about: 'handling' },
  rehandledToEnterprise: { ...sharedNotices.rehandledToEnterprise, about: 'handling' },
  reopened: { ...sharedNotices.reopened, about: 'handling' },
  reopenedToEnterprise: { ...sharedNotices.reopenedToEnterprise, about: 'handling' },
  mediationOpened: {
    to: 'enterprise',
    about: 'mediation',
    terms: ['limitation'],
    ...mediator,
  },
  mediationOpenedToAcceptor: { to: 'acceptor', about: 'mediation', ...mediator },
  mediationAgreed: { to: 'enterprise', ...says({ terms: '其余款项三十日内付清。' }) },
  mediationAgreedToAcceptor: { to: 'acceptor', ...says({ terms: '其余款项三十日内付清。' }) },
  mediationFailed: { to: 'enterprise', ...says({ reason: '双方未能达成一致。' }) },
  mediationFailedToAcceptor: { to: 'acceptor', ...says({ reason: '双方未能达成一致。' }) },
  terminated: {
    to: 'enterprise',
    terms: ['limitation'],
    ...carriesDecision(
      grounds(terminationGrounds, 'groundCode', { note: '企业已向人民法院起诉。' }),
    ),
  },
} as const satisfies Readonly<Record<string, NoticeDefinition<ArrearsContext>>>;

export type ArrearsNotice = keyof typeof arrearsNotices;
