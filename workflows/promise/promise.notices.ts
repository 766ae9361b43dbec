import type { NoticeDefinition } from '../../src/definition/index.js';
import { isLate } from '../acts/handling.js';
import { explains, says, sharedNotices } from '../acts/notices.js';
import { promiseClocks } from './promise.clocks.js';
import { rejectionGrounds, resultCodes, terminationGrounds } from './promise.codes.js';
import type { PromiseContext } from './promise.context.js';

/** The letters of a promise case, each to one party; see the last column of the state chart. */
export const promiseNotices = {
  ...sharedNotices,
  receipt: { to: 'enterprise', about: 'acceptance' },
  filedToAcceptor: { to: 'acceptor', about: 'acceptance' },
  precheckLate: { to: 'acceptor', about: 'precheck' },
  supplementRequested: { ...sharedNotices.supplementRequested, about: 'supplement' },
  supplementNear: { to: 'enterprise', about: 'supplement' },
  supplemented: { to: 'acceptor', about: 'acceptance' },
  lapsed: { to: 'enterprise' },
  rejected: {
    to: 'enterprise',
    ...explains(rejectionGrounds, 'reasonCode', { note: '可向人民法院起诉。' }),
  },
  accepted: { to: 'enterprise', about: 'referral' },
  referral: { ...sharedNotices.referral, about: 'cityReply' },
  referralToSupervisor: { to: 'supervisor', about: 'cityReply' },
  referred: { to: 'enterprise', about: 'cityReply' },
  referralUpheld: { ...sharedNotices.referralUpheld, about: 'cityReply' },
  referralUpheldToEnterprise: { to: 'enterprise', about: 'cityReply' },
  returned: { ...sharedNotices.returned, about: 'returnDecision' },
  returnedToHead: { ...sharedNotices.returnedToHead, about: 'returnDecision' },
  returnedToEnterprise: { to: 'enterprise', about: 'returnDecision' },
  extensionAsked: { ...sharedNotices.extensionAsked, about: 'cityReply' },
  extensionRefused: { ...sharedNotices.extensionRefused, about: 'cityReply' },
  extended: { ...sharedNotices.extended, about: 'cityReply' },
  extendedToAcceptor: { ...sharedNotices.extendedToAcceptor, about: 'cityReply' },
  resultSubmitted: {
    to: 'acceptor',
    about: 'reply',
    ...explains(resultCodes, 'resultCode', { publicReply: '承诺属实。' }),
  },
  sentBack: { to: 'handler', about: 'rework', ...says({ reason: '未说明为何只拨付一半。' }) },
  replied: { to: 'enterprise', about: 'objection', ...says({ text: '经核实，承诺属实。' }) },
  repliedToHandler: { to: 'handler', ...says({ text: '经核实，承诺属实。' }) },
  followUpDue: { to: 'acceptor', about: 'followUp' },
  lateToEnterprise: { to: 'enterprise', about: 'cityReply' },
  supervised: {
    to: 'handlerHead',
    when: ({ context }) => context.sendBacks >= 2 || isLate(context, 'handler', promiseClocks),
  },
  terminated: {
    to: 'enterprise',
    ...explains(terminationGrounds, 'groundCode', { note: '企业已提起行政诉讼。' }),
  },
} as const satisfies Readonly<Record<string, NoticeDefinition<PromiseContext>>>;

export type PromiseNotice = keyof typeof promiseNotices;
