import { TimeSource } from '../src/kernel/time-source.js';

/** Stands still until it is moved, so that what happens in one moment happens at one instant. */
export class StandingTime extends TimeSource {
  private instant: Date;

  constructor(start: Date) {
    super();
    this.instant = start;
  }

  override now(): Date {
    return this.instant;
  }

  /** Never goes backwards. */
  advanceTo(instant: Date): void {
    if (instant > this.instant) this.instant = instant;
  }
}
