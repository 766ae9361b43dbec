import type { WorkflowDefinition } from '../definition/index.js';
import type { Case } from './case.entity.js';

/**
 * A case after an entry of its history, as those count it who are not shown what the authorities do
 * among themselves: what is hidden from them moves neither the number nor the moment.
 */
export function shownAfter(
  record: Pick<Case, 'shownVersion' | 'shownAt'>,
  at: Date,
  isHidden = false,
): Pick<Case, 'shownVersion' | 'shownAt'> {
  const { shownVersion, shownAt } = record;
  return isHidden ? { shownVersion, shownAt } : { shownVersion: shownVersion + 1, shownAt: at };
}

/** Whether an event is hidden from the enterprise, and from whoever reads no more than it does. */
export function isHiddenEvent({ events }: WorkflowDefinition, type: string): boolean {
  return Object.hasOwn(events, type) && events[type]?.hiddenFromEnterprise === true;
}
