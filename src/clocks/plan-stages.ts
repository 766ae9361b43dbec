import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { stagesOf, type Ladder, type LadderPlan, type Stage } from '../definition/index.js';
import {
  addDays,
  addMonths,
  chinaInstant,
  endOfDay,
  type BusinessDate,
} from '../kernel/business-date.js';
import type { PlannedStage } from './clock.entity.js';

/** Letters about deadlines leave at 9 o'clock of a working day, never at night or on a weekend. */
const LETTER_MINUTE = 9 * 60;

/** What a clock says, and on which days: its letters and its policy's ladder. */
export interface LadderToPlan {
  readonly letters: Ladder;
  readonly plan: LadderPlan;
}

type DueDays = { readonly rawDueOn: BusinessDate; readonly dueOn: BusinessDate };

/**
 * The moments of a clock in the order in which they fire. Warnings count back from the raw day
 * and reminders on from the rolled one. A warning whose moment has passed already is left out;
 * the due moment never is, so that a clock armed too late still lapses.
 */
export function planStages(
  ladder: LadderToPlan,
  due: DueDays,
  armedAt: Date,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): readonly PlannedStage[] {
  return allStages(ladder, due, calendar).filter(
    ({ offset, at }) => offset === 0 || new Date(at) > armedAt,
  );
}

/**
 * The moments for a date that was moved while the clock runs. What has fired stays fired, once;
 * what was planned and has not fired gets its new moment, and is not left out even when that has
 * passed; what the ladder has besides comes in, unless its moment has passed.
 */
export function replanStages(
  before: readonly PlannedStage[],
  ladder: LadderToPlan,
  due: DueDays,
  at: Date,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): readonly PlannedStage[] {
  const planned = allStages(ladder, due, calendar).flatMap((stage) => {
    const known = before.find(({ offset }) => offset === stage.offset);
    if (known?.firedAt) return [];
    return known || new Date(stage.at) > at ? [stage] : [];
  });
  return inOrder([...before.filter(({ firedAt }) => firedAt !== null), ...planned]);
}

function allStages(
  { letters, plan }: LadderToPlan,
  due: DueDays,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): readonly PlannedStage[] {
  return inOrder(
    [...stagesOf(letters, plan), dueStage].map((stage) => ({
      offset: stage.offset,
      ...(stage.unit === 'month' && { unit: stage.unit }),
      at: momentOf(stage, due, calendar).toISOString(),
      notices: stage.notices,
      firedAt: null,
    })),
  );
}

const dueStage: Stage = { offset: 0, unit: 'workingDay', notices: [] };

function momentOf(
  { offset, unit }: Stage,
  { rawDueOn, dueOn }: DueDays,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): Date {
  if (offset === 0) return endOfDay(dueOn);
  const day =
    unit === 'month'
      ? // The last working day until then: a letter of Sunday is read on Monday.
        calendar.addWorkingDays(addDays(addMonths(rawDueOn, offset), 1), -1)
      : calendar.addWorkingDays(offset < 0 ? rawDueOn : dueOn, offset);
  return chinaInstant(day, LETTER_MINUTE);
}

function inOrder(stages: readonly PlannedStage[]): readonly PlannedStage[] {
  return stages.toSorted((a, b) => a.at.localeCompare(b.at) || a.offset - b.offset);
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

/** After a lapse no letter says that the date is near: a warning that came too late is dropped. */
export function withoutLateWarnings(stages: readonly PlannedStage[]): readonly PlannedStage[] {
  return stages.filter(({ offset, firedAt }) => offset >= 0 || firedAt !== null);
}
