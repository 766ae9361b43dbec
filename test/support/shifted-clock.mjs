/**
 * `NODE_OPTIONS=--import=./test/support/shifted-clock.mjs` with `CLOCK_SHIFT_MS` runs a process at
 * another time, for what depends on the hour at which a test runs: letters leave in working hours.
 */
const shift = Number(process.env.CLOCK_SHIFT_MS);
const RealDate = globalThis.Date;

globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shift);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + shift;
  }
};
