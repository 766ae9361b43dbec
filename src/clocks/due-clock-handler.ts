/** A clock with a moment that has come. */
export interface DueClock {
  readonly caseId: string;
  readonly name: string;
  readonly generation: number;
}

/**
 * What to do with a due clock. The sweeper finds it; who owns the cases acts on it, in one
 * transaction of its own.
 */
export abstract class DueClockHandler {
  /**
   * Fires the clock's next moment if it is still due. False: another process has the case just
   * now, or the moment has been dealt with.
   */
  abstract fire(due: DueClock, now: Date): Promise<boolean>;
}
