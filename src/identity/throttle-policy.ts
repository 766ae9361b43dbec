/** Failures that cost nothing but themselves. */
export const FREE_FAILURES = 10;

/** The longest pause between two tries, in seconds. */
export const LONGEST_PAUSE_S = 900;

/** Failures are forgotten when nothing was tried for as long as this. */
export const FORGOTTEN_AFTER_MS = 3_600_000;

/** What is on record of one key. */
export interface ThrottleState {
  readonly count: number;
  readonly pending: number;
  readonly lastAt: Date;
  readonly blockedUntil: Date | null;
}

/**
 * Whether a try may be made: at once; not before `retryAfter` seconds; or not yet, because as
 * many tries as may still fail are being checked at this moment. So tries made at once gain
 * nothing, and people who sign in at once, from one office, wait for each other at most.
 */
export type Admission = 'admitted' | 'busy' | { readonly retryAfter: number };

export function admission(state: ThrottleState, now: Date): Admission {
  const { blockedUntil } = state;
  if (blockedUntil !== null && blockedUntil > now) {
    return { retryAfter: Math.ceil((blockedUntil.getTime() - now.getTime()) / 1_000) };
  }
  const { count, pending } = remembered(state, now);
  return pending < Math.max(FREE_FAILURES - count, 1) ? 'admitted' : 'busy';
}

/** The state as it still counts. */
export function remembered(
  { count, pending, lastAt }: ThrottleState,
  now: Date,
): { readonly count: number; readonly pending: number } {
  const forgotten = now.getTime() - lastAt.getTime() >= FORGOTTEN_AFTER_MS;
  return forgotten ? { count: 0, pending: 0 } : { count, pending };
}
