/** A clock with a moment that has come. */
export interface DueClock {
  readonly caseId: string;
  readonly name: string;
  readonly generation: number;
}

/**
 * What became of a clock's next moment. `passed`: somebody else has the case just now or has moved
 * it since it was read, or the moment has been dealt with.
 */
export type Fired = 'fired' | 'passed' | { readonly failed: unknown };

/**
 * Fires the next moments of the clocks that were read, if they are still due, and answers for each,
 * in their order. One that fails leaves the others alone.
 */
export type FireClocks = (now: Date) => Promise<readonly Fired[]>;

/** Reads at once what firing these clocks needs, which are of different cases. */
export type ReadClocks = (due: readonly DueClock[]) => Promise<FireClocks>;

/** What to do with due clocks. The sweeper finds them; who owns the cases acts on them. */
export abstract class DueClockHandler {
  /** For one list of due clocks: what many of them ask alike is read once. */
  abstract prepare(): Promise<ReadClocks>;
}
