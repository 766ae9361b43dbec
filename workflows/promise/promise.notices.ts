import type { NoticeDefinition, NoticeInput } from '../../src/definition/index.js';
import { isLate } from '../acts/handling.js';
import { explains, grounds, objecting, says, sharedNotices } from '../acts/notices.js';
import { promiseClocks } from './promise.clocks.js';
import { resultCodes } from './promise.codes.js';
import { rejectionGrounds, terminationGrounds } from './promise.grounds.js';
import type { PromiseContext } from './promise.context.js';

const order = {
  variables: ({ context: { rectification } }: NoticeInput<PromiseContext>) => ({
    requirement: rectification?.requirement ?? '',
    dueOn: rectification?.dueOn ?? '',
  }),
  example: { requirement: '将二期补贴拨付到位。', dueOn: '2026-12-31' },
};

const text = says({ text: '经核实，承诺属实。' });

const answer = {
  variables: (input: NoticeInput<PromiseContext>) => ({
    ...text.variables?.(input),
    ...objecting.variables(input),
  }),
  example: { ...text.example, ...objecting.example },
};

/** The letters of a promise case, each to one party; see the last column of the state chart. */
export const promiseNotices = {
  ...sharedNotices,
  receipt: { to: 'enterprise', about: 'acceptance', atOnce: true },
  filedToAcceptor: { ...sharedNotices.filedToAcceptor, about: 'acceptance', terms: ['precheck'] },
  precheckLate: { to: 'acceptor', about: 'precheck', atOnce: true },
  supplementRequested: { ...sharedNotices.supplementRequested, about: 'supplement' },
  supplementNear: { to: 'enterprise', about: 'supplement' },
  supplemented: { to: 'acceptor', about: 'acceptance' },
  lapsed: { to: 'enterprise' },
  rejected: {
    to: 'enterprise',
    ...grounds(rejectionGrounds, 'reasonCode', { note: '可向人民法院起诉。' }),
  },
  accepted: { to: 'enterprise', about: 'referral' },
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
  replied: { to: 'enterprise', about: 'objection', terms: ['objection'], ...answer },
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
    ...grounds(terminationGrounds, 'groundCode', { note: '企业已提起行政诉讼。' }),
  },
} as const satisfies Readonly<Record<string, NoticeDefinition<PromiseContext>>>;

export type PromiseNotice = keyof typeof promiseNotices;
