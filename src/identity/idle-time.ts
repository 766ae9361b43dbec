import type { Role } from '../definition/index.js';
import type { Config } from '../config/config.js';

/** "Last seen" is written at most this often, so that it costs nearly no request anything. */
const LONGEST_LAG_MS = 60_000;

/** A session may stay idle for at least this many of the steps in which it is seen. */
const STEPS = 30;

/** How long a session goes on without a request, and how often a request is noted. */
export interface IdleTime {
  readonly seenEveryMs: number;
  /**
   * From the last request that was noted to the end. Later ones, up to the next note, are not, so
   * a note's length is added: a session ends that much late at most, and never early.
   */
  readonly endsAfterMs: number;
}

/** Officers leave desks in open offices; an enterprise's own machine is its own affair. */
export function idleTimeOf(role: Role, { idleMinutes }: Pick<Config, 'idleMinutes'>): IdleTime {
  const minutes = role === 'enterprise' ? idleMinutes.enterprise : idleMinutes.officer;
  const idleMs = minutes * 60_000;
  const seenEveryMs = Math.min(LONGEST_LAG_MS, idleMs / STEPS);
  return { seenEveryMs, endsAfterMs: idleMs + seenEveryMs };
}
