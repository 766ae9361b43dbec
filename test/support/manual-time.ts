import { TimeSource } from '../../src/kernel/time-source.js';

/** A clock that stands still until a test moves it. */
export class ManualTime extends TimeSource {
  private instant: number;

  constructor(start = '2026-03-02T01:00:00Z') {
    super();
    this.instant = Date.parse(start);
  }

  override now(): Date {
    return new Date(this.instant);
  }

  advance({ hours = 0, minutes = 0, seconds = 0, ms = 0 }): void {
    this.instant += ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
  }

  advanceTo(instant: Date | string): void {
    this.instant = new Date(instant).getTime();
  }
}
