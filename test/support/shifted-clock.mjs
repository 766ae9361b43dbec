import { readFileSync } from 'node:fs';

/**
 * `NODE_OPTIONS=--import=./test/support/shifted-clock.mjs` with `CLOCK_SHIFT_MS` runs a process at
 * another time, for what depends on the hour at which a test runs: letters leave in working hours.
 * With `CLOCK_SHIFT_FILE` the shift is what the file says at the moment: a clock that jumps.
 */
const { CLOCK_SHIFT_FILE: file, CLOCK_SHIFT_MS: fixed } = process.env;
const READ_EVERY_MS = 5;
const RealDate = globalThis.Date;
let shift = Number(fixed ?? 0);
let readAt = -READ_EVERY_MS;

function now() {
  if (file !== undefined && performance.now() - readAt >= READ_EVERY_MS) {
    readAt = performance.now();
    shift = Number(readFileSync(file, 'utf8'));
  }
  return RealDate.now() + shift;
}

globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }

  static now() {
    return now();
  }
};
