import type { WorkingHours } from './working-hours.js';

const FIRST_DELAY_MS = 30_000;
export const LONGEST_DELAY_MS = 3_600_000;

/** A mail server may be down over a weekend; nothing is given up before this. */
const PATIENCE_MS = 72 * 3_600_000;

/** What the pauses between two tries depend on. */
export interface Tried {
  /** Not bound to working hours. */
  readonly atOnce: boolean;
  /** From when on it was tried. */
  readonly releaseAt: Date;
  /** Tries so far, those of earlier rounds included. */
  readonly attempts: number;
  /** Tries of the rounds before somebody had it retried. */
  readonly earlierAttempts: number;
}

/** The pause after a failed try: 30 s, doubled each time, at most 1 h. */
function retryDelayMs(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
}

/**
 * When a letter that could not be delivered is tried again; null when it is given up and becomes an
 * incident. A letter that waits for working hours is tried in those alone, and patience with it is
 * counted in working days.
 */
export function nextTry(letter: Tried, now: Date, hours: WorkingHours): Date | null {
  const { atOnce, releaseAt, attempts, earlierAttempts } = letter;
  const end = atOnce ? new Date(releaseAt.getTime() + PATIENCE_MS) : hours.patienceEnd(releaseAt);
  if (now >= end) return null;
  const next = new Date(now.getTime() + retryDelayMs(attempts - earlierAttempts));
  return atOnce ? next : hours.opening(next);
}
