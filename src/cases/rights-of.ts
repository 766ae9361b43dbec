import type { WorkflowDefinition } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { TimedRightView } from './rights.view.js';

/** Until when the enterprise may go on by itself, as the case knows it. */
export function rightsOf(
  { rights }: WorkflowDefinition,
  context: unknown,
  at: Date,
): readonly TimedRightView[] {
  const today = chinaDate(at);
  return (rights?.(context as never) ?? []).map((right) => ({
    ...right,
    passed: right.lastDay !== null && right.lastDay < today,
  }));
}
