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
 * Fires the next moments of clocks of different cases if they are still due, and answers for each,
 * in their order. One that fails leaves the others alone.
 */
export type FireClocks = (due: readonly DueClock[], now: Date) => Promise<readonly Fired[]>;

/** What to do with due clocks. The sweeper finds them; who owns the cases acts on them. */
export abstract class DueClockHandler {
  /**
   * Reads at once what firing these clocks needs, so that firing some of them costs one round trip
   * more. The clocks of one case are fired one after the other, in their order.
   */
  abstract readAhead(due: readonly DueClock[]): Promise<FireClocks>;
}
