import {
  ladder,
  type BusinessDate,
  type ClockDefinition,
  type Label,
} from '../../src/definition/index.js';
import type { AnsweringContext } from './answering.js';
import { firstReceipt, fromReceipt, type HandlingContext } from './handling.js';

type SharedClock = ClockDefinition<HandlingContext>;

/** Letters to officers; each says what is awaited of them, until when, and on which basis. */
export const officers = ladder({
  near: ['deadlineNear'],
  passed: ['deadlinePassed'],
  longPassed: ['deadlinePassed', 'deadlinePassedToHead'],
});

/** Until when the unit may say that the case is not its business (异议退回). */
export function unitObjection(id: string) {
  return {
    id,
    label: { zh: '提出管辖异议', en: 'Objection by the unit' },
    owedBy: 'handler',
    metBy: [],
    stages: {},
    count: fromReceipt,
    countedFrom: firstReceipt,
  } as const satisfies SharedClock;
}

/** What becomes of a case that a unit returned (退回的处理). */
export function returnDecision(id: string) {
  return {
    id,
    label: { zh: '对退回作出决定', en: 'Decision on a return' },
    owedBy: 'acceptor',
    metBy: ['referral.send', 'referral.uphold'],
    stages: officers,
  } as const satisfies SharedClock;
}

/**
 * Until when the enterprise may object to what it was answered (异议), from the answer on, which is
 * the letter `answer`; `servedBy` gives it on paper where that comes back.
 */
export function objection(
  id: string,
  label: Label,
  { answer, servedBy }: { readonly answer: string; readonly servedBy: 'acceptor' | 'handler' },
) {
  return {
    id,
    label,
    owedBy: 'enterprise',
    metBy: [],
    told: { by: [answer], servedBy },
    stages: {},
    count: ({ answeredOn }: AnsweringContext, on: BusinessDate) => ({
      from: answeredOn ?? on,
      extension: 0,
    }),
    countedFrom: { zh: '书面答复之日', en: 'the written answer' },
  } as const satisfies ClockDefinition<AnsweringContext>;
}

/** What a unit that cooperates has to contribute (配合单位反馈). */
export function cooperation(id: string) {
  return {
    id,
    label: { zh: '配合单位反馈意见', en: 'Answer of a unit that cooperates' },
    owedBy: 'coHandler',
    metBy: ['cooperation.answer'],
    stages: officers,
  } as const satisfies SharedClock;
}

/** Until when a case may lie on nobody's desk (分派承办人). */
export function desk(id: string, owedBy: 'acceptorHead' | 'handlerHead') {
  return {
    id,
    label: { zh: '确定承办人', en: 'Somebody takes the case' },
    owedBy,
    metBy: [],
    stages: {},
  } as const satisfies SharedClock;
}

/** The acceptor asks the enterprise whether the matter is solved (回访). */
export function followUp(id: string) {
  return {
    id,
    label: { zh: '回访企业', en: 'Follow-up with the enterprise' },
    owedBy: 'acceptor',
    metBy: ['survey.answer', 'followUp.record'],
    stages: {},
  } as const satisfies SharedClock;
}

/** After the follow-up the case is closed, or tried again (办结). */
export function closing(id: string) {
  return {
    id,
    label: { zh: '回访并办结', en: 'Follow-up and closing' },
    owedBy: 'acceptor',
    metBy: ['case.close'],
    stages: officers,
  } as const satisfies SharedClock;
}

/** Decision on an objection, by another officer of the upper level (复核). */
export function reexamination(id: string, owedBy: 'acceptor' | 'acceptorHead') {
  return {
    id,
    label: { zh: '作出复核决定', en: 'Decision on the objection' },
    owedBy,
    metBy: ['reexamination.decide'],
    stages: officers,
  } as const satisfies SharedClock;
}

/** Decision on new facts about a closed case (重新办理申请). */
export function reopening(id: string) {
  return {
    id,
    label: { zh: '对重新办理申请作出决定', en: 'Decision on reopening' },
    owedBy: 'acceptor',
    metBy: ['reopening.grant', 'reopening.refuse'],
    stages: officers,
  } as const satisfies SharedClock;
}

/** An urged case that stays late comes under supervision (督办). */
export function supervision(id: string) {
  return {
    id,
    label: { zh: '逾期转入督办', en: 'Supervision of a late case' },
    owedBy: 'handler',
    metBy: [],
    stages: {},
  } as const satisfies SharedClock;
}
