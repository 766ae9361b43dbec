import type { Ladder, Rung } from './clock.js';
import type { LadderPlan, WarningUnit } from './clock-policy.js';

/** A moment of a clock, and the letters that go out then. */
export interface Stage {
  /** From the due date, in `unit`s. */
  readonly offset: number;
  readonly unit: WarningUnit;
  readonly notices: readonly string[];
}

const rungs = ['near', 'passed', 'longPassed'] as const satisfies readonly Rung[];

/** A clock's letters on the days of its policy's ladder, in order. */
export function stagesOf(letters: Ladder, plan: LadderPlan): readonly Stage[] {
  return rungs
    .flatMap((rung) => {
      const notices = letters[rung] ?? [];
      const unit = rung === 'near' ? (plan.nearUnit ?? 'workingDay') : 'workingDay';
      return notices.length === 0 ? [] : plan[rung].map((offset) => ({ offset, unit, notices }));
    })
    .toSorted((a, b) => a.offset - b.offset);
}
