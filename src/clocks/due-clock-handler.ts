/** A clock with a moment that has come. */
export interface DueClock {
  readonly caseId: string;
  readonly name: string;
  readonly generation: number;
}

/**
 * Fires the clock's next moment if it is still due. False: somebody else has the case just now or
 * has moved it since it was read, or the moment has been dealt with.
 */
export type FireClock = (due: DueClock, now: Date) => Promise<boolean>;

/**
 * What to do with due clocks. The sweeper finds them; who owns the cases acts on each, in one
 * transaction of its own.
 */
export abstract class DueClockHandler {
  /**
   * Reads at once what firing these clocks needs, so that each costs one round trip more. The
   * clocks of one case are fired one after the other, in their order.
   */
  abstract readAhead(due: readonly DueClock[]): Promise<FireClock>;
}
