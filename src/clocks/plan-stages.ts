import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ClockDefinition } from '../definition/index.js';
import { chinaInstant, endOfDay, type BusinessDate } from '../kernel/business-date.js';
import type { PlannedStage } from './clock.entity.js';

/** Letters about deadlines leave at 9 o'clock of a working day, never at night or on a weekend. */
const LETTER_MINUTE = 9 * 60;

/**
 * The moments of a clock in the order in which they fire. Warnings count back from the raw day
 * and reminders on from the rolled one. A warning whose moment has passed already is left out;
 * the due moment never is, so that a clock armed too late still lapses.
 */
export function planStages(
  definition: Pick<ClockDefinition, 'stages'>,
  due: { readonly rawDueOn: BusinessDate; readonly dueOn: BusinessDate },
  armedAt: Date,
  calendar: WorkingCalendar,
): readonly PlannedStage[] {
  const letters = definition.stages.map(({ offset, notices }) => {
    const day = calendar.addWorkingDays(offset < 0 ? due.rawDueOn : due.dueOn, offset);
    return { offset, notices, at: chinaInstant(day, LETTER_MINUTE) };
  });
  const lapse = { offset: 0, notices: [], at: endOfDay(due.dueOn) };
  return [...letters.filter((letter) => letter.at > armedAt), lapse]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ offset, notices, at }) => ({ offset, at: at.toISOString(), notices, firedAt: null }));
}

/** The earliest moment that has not fired; null when all have. */
export function nextStageAt(stages: readonly PlannedStage[]): Date | null {
  const next = stages.find((stage) => stage.firedAt === null);
  return next ? new Date(next.at) : null;
}

export function withFired(
  stages: readonly PlannedStage[],
  offset: number,
  firedAt: Date,
): readonly PlannedStage[] {
  return stages.map((stage) =>
    stage.offset === offset ? { ...stage, firedAt: firedAt.toISOString() } : stage,
  );
}
