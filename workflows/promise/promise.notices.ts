import type { NoticeDefinition, NoticeInput } from '../../src/definition/index.js';
import { carriesDecision } from '../acts/decisions.js';
import { isLate } from '../acts/handling.js';
import { explains, grounds, objecting, says, sharedNotices } from '../acts/notices.js';
import { lostBefore, rightNotices } from '../acts/rights.js';
import { promiseClocks } from './promise.clocks.js';
import { resultCodes } from './promise.codes.js';
import { rejectionGrounds, terminationGrounds } from './promise.grounds.js';
import { determinerNotices } from './promise.determiner.js';
import type { PromiseContext } from './promise.context.js';
import { promiseTimedRights } from './promise.rights.js';

/** What an order rests on, by what was found; other results are not put right. */
const findings = {
  verified: {
    zh: '未兑现依法作出的承诺，经核查属实',
    en: 'a promise that was lawfully made was not kept',
  },
  beyondAuthority: {
    zh: '超越职权作出承诺，承诺无效，造成的损失依法应予补偿',
    en: 'the promise was beyond the power of the authority and void; what was lost is compensated',
  },
  changedInPublicInterest: {
    zh: '因国家利益、社会公共利益依法变更承诺，造成的损失依法应予补偿',
    en: 'the promise was lawfully changed in the public interest; what was lost is compensated',
  },
} as const;

const order = {
  variables: ({ context: { rectification, resultCode } }: NoticeInput<PromiseContext>) => ({
    requirement: rectification?.requirement ?? '',
    dueOn: rectification?.dueOn ?? '',
    finding: { ...findings[(resultCode ?? 'verified') as keyof typeof findings] },
  }),
  example: {
    requirement: '将二期补贴拨付到位。',
    dueOn: '2026-12-31',
    finding: '未兑现依法作出的承诺',
  },
};

const text = says({ text: '经核实，承诺属实。' });

/** The ways that are open beside the complaint, whose terms it does not stop. */
const remedies = { terms: ['limitation', 'reconsideration', 'administrativeSuit'] } as const;

const answer = {
  variables: (input: NoticeInput<PromiseContext>) => ({
    ...text.variables?.(input),
    ...objecting.variables(input),
    isAgreement: input.context.due.isAgreement,
  }),
  example: { ...text.example, ...objecting.example, isAgreement: true },
};

/** The letters of a promise case, each to one party; see the last column of the state chart. */
export const promiseNotices = {
  ...sharedNotices,
  ...determinerNotices,
  // One letter for each: the body that determines the case sees it as well, and is asked nothing.
  cooperationAsked: { ...sharedNotices.cooperationAsked, bySubject: true },
  ...rightNotices,
  receipt: {
    to: 'enterprise',
    about: 'acceptance',
    atOnce: true,
    summedUp: true,
    ...remedies,
    ...lostBefore(promiseTimedRights),
  },
  filedToAcceptor: { ...sharedNotices.filedToAcceptor, about: 'acceptance', terms: ['precheck'] },
  precheckLate: { to: 'acceptor', about: 'precheck', atOnce: true },
  supplementRequested: { ...sharedNotices.supplementRequested, about: 'supplement' },
  supplementNear: { to: 'enterprise', about: 'supplement' },
  supplemented: { to: 'acceptor', about: 'acceptance' },
  lapsed: { to: 'enterprise' },
  rejected: {
    to: 'enterprise',
    ...remedies,
    ...carriesDecision(grounds(rejectionGrounds, 'reasonCode', { note: '可向人民法院起诉。' })),
  },
  accepted: { to: 'enterprise', about: 'referral', ...remedies, ...carriesDecision() },
  referral: {
    ...sharedNotices.referral,
    about: 'cityReply',
    terms: ['signature', 'unitObjection', 'cityReply'],
  },
  referralToSupervisor: { to: 'supervisor', about: 'cityReply' },
  referred: { to: 'enterprise', about: 'cityReply' },
  referralUpheld: { ...sharedNotices.referralUpheld, about: 'cityReply' },
  referralUpheldToEnterprise: { to: 'enterprise', about: 'cityReply' },
  returned: { ...sharedNotices.returned, about: 'returnDecision' },
  returnedToHead: { ...sharedNotices.returnedToHead, about: 'returnDecision' },
  returnedToEnterprise: { to: 'enterprise', about: 'returnDecision' },
  extensionAsked: { ...sharedNotices.extensionAsked, about: 'cityReply', terms: ['cityReply'] },
  extensionRefused: { ...sharedNotices.extensionRefused, about: 'cityReply' },
  extended: { ...sharedNotices.extended, about: 'cityReply' },
  extendedToAcceptor: { ...sharedNotices.extendedToAcceptor, about: 'cityReply' },
  resultSubmitted: {
    to: 'acceptor',
    about: 'reply',
    ...explains(resultCodes, 'resultCode', { publicReply: '承诺属实。' }),
  },
  sentBack: { to: 'handler', about: 'rework', ...says({ reason: '未说明为何只拨付一半。' }) },
  replied: {
    to: 'enterprise',
    about: 'objection',
    ...carriesDecision(answer),
    terms: ['objection', ...remedies.terms],
  },
  repliedToHandler: { to: 'handler', ...text },
  rehandled: { ...sharedNotices.rehandled, about: 'cityReply' },
  rehandledToEnterprise: { ...sharedNotices.rehandledToEnterprise, about: 'cityReply' },
  reopened: { ...sharedNotices.reopened, about: 'cityReply' },
  reopenedToEnterprise: { ...sharedNotices.reopenedToEnterprise, about: 'cityReply' },
  rectificationOrdered: { to: 'handler', about: 'rectification', ...order },
  rectificationToRespondent: { to: 'respondent', about: 'rectification', ...order },
  rectificationToEnterprise: { to: 'enterprise', about: 'rectification', ...order },
  rectificationReported: { to: 'supervisor', ...says({ progress: '资金已列入拨款计划。' }) },
  rectificationFulfilled: {
    to: 'enterprise',
    about: 'confirmation',
    ...says({ summary: '二期补贴已拨付到账。' }),
  },
  rectificationFulfilledToSupervisor: {
    to: 'supervisor',
    about: 'confirmation',
    ...says({ summary: '二期补贴已拨付到账。' }),
  },
  rectificationConfirmed: { to: 'enterprise' },
  rectificationConfirmedToHandler: { to: 'handler' },
  rectificationDisputed: {
    to: 'handler',
    about: 'rectification',
    ...says({ reason: '仅到账一半。' }),
  },
  rectificationDisputedToSupervisor: { to: 'supervisor', ...says({ reason: '仅到账一半。' }) },
  rectificationLateToEnterprise: { to: 'enterprise', about: 'rectification' },
  lateToEnterprise: { ...sharedNotices.lateToEnterprise, about: 'cityReply' },
  termPaused: { ...sharedNotices.termPaused, about: 'cityReply' },
  termPausedToAcceptor: { ...sharedNotices.termPausedToAcceptor, about: 'cityReply' },
  termResumed: { ...sharedNotices.termResumed, about: 'cityReply' },
  termResumedToAcceptor: { ...sharedNotices.termResumedToAcceptor, about: 'cityReply' },
  supervised: {
    ...sharedNotices.supervised,
    when: ({ context }) =>
      context.sendBacks >= 2 || context.rehandled || isLate(context, 'handler', promiseClocks),
  },
  terminated: {
    to: 'enterprise',
    ...carriesDecision(grounds(terminationGrounds, 'groundCode', { note: '企业已提起行政诉讼。' })),
  },
} as const satisfies Readonly<Record<string, NoticeDefinition<PromiseContext>>>;

export type PromiseNotice = keyof typeof promiseNotices;
