const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;

/** A mail server may be down over a weekend; nothing is given up before this. */
const PATIENCE_MS = 72 * 3_600_000;

/** The pause after a failed try: 30 s, doubled each time, at most 1 h. */
export function retryDelayMs(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
}

/** Whether a letter that cannot be delivered becomes an incident instead of being tried again. */
export function isGivenUp(queuedAt: Date, now: Date): boolean {
  return now.getTime() - queuedAt.getTime() >= PATIENCE_MS;
}
