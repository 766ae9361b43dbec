import type { Clock } from '../clocks/clock.entity.js';
import type { WorkflowDefinition } from '../definition/index.js';
import type { ClockSummaryView } from './case.view.js';

/** A clock without its derivation. */
export function clockSummary(
  workflow: WorkflowDefinition,
  clock: Omit<
    Clock,
    'stages' | 'timerId' | 'nextStageAt' | 'attempts' | 'lastError' | 'armedAt' | 'caseId'
  >,
  at: Date,
): ClockSummaryView {
  return {
    name: clock.name,
    policy: clock.derivation.policy,
    label: workflow.clocks[clock.name]?.label ?? { zh: clock.name, en: clock.name },
    generation: clock.generation,
    unitId: clock.subject,
    status: clock.status,
    owedBy: clock.owedBy,
    startedOn: clock.startedOn,
    dueOn: clock.dueOn,
    rawDueOn: clock.rawDueOn,
    dueAt: clock.dueAt.toISOString(),
    overdue: clock.endedAt === null && clock.dueAt <= at,
    provisional: clock.provisional,
    mark: clock.mark,
    basis: clock.basis,
  };
}
