/**
 * Where every instant of the product comes from. Nothing else reads the system clock,
 * so that a test or a demonstration can move time without touching the code under it.
 */
export abstract class TimeSource {
  abstract now(): Date;
}

/** The real clock of the machine. */
export class SystemTime extends TimeSource {
  override now(): Date {
    return new Date();
  }
}

/**
 * The time by which people sign in and out. It stays real where a demonstration lets the time of
 * the cases run ahead: two simulated months must not end the session of whoever watches them.
 */
export abstract class SessionTime extends TimeSource {}
