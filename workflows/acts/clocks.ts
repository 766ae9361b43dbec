import {
  ladder,
  type ClockDefinition,
  type LegalBasis,
  type Label,
} from '../../src/definition/index.js';
import { fromReceipt, type HandlingContext } from './handling.js';
import { petition2022, policyAfter } from './instruments.js';

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
    term: { value: 5, unit: 'workingDay' },
    owedBy: 'handler',
    metBy: [],
    basis: policyAfter(petition2022, '23(3)'),
    stages: [],
    count: fromReceipt,
  } as const satisfies SharedClock;
}

/** What becomes of a case that a unit returned (退回的处理). */
export function returnDecision(id: string) {
  return {
    id,
    label: { zh: '对退回作出决定', en: 'Decision on a return' },
    term: { value: 2, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: ['referral.send', 'referral.uphold'],
    basis: policyAfter(petition2022, '23(3)'),
    stages: officers,
  } as const satisfies SharedClock;
}

/** Until when the enterprise may object to what it was answered (异议). */
export function objection(id: string, label: Label) {
  return {
    id,
    label,
    term: { value: 30, unit: 'calendarDay' },
    owedBy: 'enterprise',
    metBy: [],
    basis: policyAfter(petition2022, '35'),
    stages: [],
  } as const satisfies SharedClock;
}

/** An urged case that stays late comes under supervision (督办). */
export function supervision(id: string, basis: LegalBasis) {
  return {
    id,
    label: { zh: '逾期转入督办', en: 'Supervision of a late case' },
    term: { value: 5, unit: 'workingDay' },
    owedBy: 'handler',
    metBy: [],
    basis,
    stages: [],
  } as const satisfies SharedClock;
}
