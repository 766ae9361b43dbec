import { isUUID } from 'class-validator';
import type { Clock, ClockDerivation } from '../clocks/clock.entity.js';
import type { WorkflowDefinition } from '../definition/index.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import type { ClockSummaryView } from './clock-summary.view.js';

/** What of a clock its summary is made from. */
export type SummarizedClock = Omit<
  Clock,
  | 'stages'
  | 'timerId'
  | 'nextStageAt'
  | 'attempts'
  | 'lastError'
  | 'armedAt'
  | 'caseId'
  | 'derivation'
> & { readonly derivation: Pick<ClockDerivation, 'policy' | 'pauses'> };

/** A clock without its derivation. */
export function clockSummary(
  workflow: WorkflowDefinition,
  clock: SummarizedClock,
  at: Date,
): ClockSummaryView {
  const pausedUntil = endOfPause(clock, at);
  return {
    name: clock.name,
    policy: clock.derivation.policy,
    policyId: clock.policyId,
    label: workflow.clocks[clock.name]?.label ?? { zh: clock.name, en: clock.name },
    generation: clock.generation,
    subject: clock.subject,
    unitId: isUUID(clock.subject) ? clock.subject : null,
    status: pausedUntil === null ? clock.status : 'paused',
    pausedUntil,
    awaitsService: clock.held && {
      letter: clock.held.letter,
      since: clock.held.since,
      serveBy: clock.held.serveBy,
    },
    owedBy: clock.owedBy,
    startedOn: clock.startedOn,
    dueOn: clock.dueOn,
    rawDueOn: clock.rawDueOn,
    dueAt: clock.dueAt.toISOString(),
    overdue: clock.endedAt === null && clock.held === null && clock.dueAt <= at,
    provisional: clock.provisional,
    mark: clock.mark,
    basis: clock.basis,
  };
}

/** A running clock stands still on the days of a pause; its date has moved by them already. */
function endOfPause(
  { status, derivation }: Pick<SummarizedClock, 'status' | 'derivation'>,
  at: Date,
): BusinessDate | null {
  if (status !== 'running' || derivation.pauses.length === 0) return null;
  const today = chinaDate(at);
  const pause = derivation.pauses.find(({ from, until }) => from <= today && today <= until);
  return pause?.until ?? null;
}
