import type { WorkflowDefinition } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import type { Clock } from '../clocks/clock.entity.js';
import type { Readings } from '../identity/readings.js';
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

/** The clocks of a case that are for a reader: those of rights go by what is read of these. */
export function clocksFor(
  { rights }: Pick<Readings, 'rights'>,
  { clocks: definitions }: WorkflowDefinition,
  clocks: readonly Clock[],
): readonly Clock[] {
  return rights === 'whole'
    ? clocks
    : clocks.filter(({ name }) => definitions[name]?.right !== true);
}
