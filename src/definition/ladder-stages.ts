import type { Ladder, Rung } from './clock.js';
import type { LadderPlan } from './clock-policy.js';

/** A moment of a clock, in working days from its due date, and the letters that go out then. */
export interface Stage {
  readonly offset: number;
  readonly notices: readonly string[];
}

const rungs = ['near', 'passed', 'longPassed'] as const satisfies readonly Rung[];

/** A clock's letters on the days of its policy's ladder, in order. */
export function stagesOf(letters: Ladder, plan: LadderPlan): readonly Stage[] {
  return rungs
    .flatMap((rung) => {
      const notices = letters[rung] ?? [];
      return notices.length === 0 ? [] : plan[rung].map((offset) => ({ offset, notices }));
    })
    .toSorted((a, b) => a.offset - b.offset);
}
