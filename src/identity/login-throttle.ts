import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime } from '../kernel/time-source.js';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords for one account from one address in a window. */
const PER_ACCOUNT = 10;
/** And for all accounts from one address: an office behind one address mistypes, too. */
const PER_ADDRESS = 100;
/** About 2 MB; the oldest windows are forgotten first. */
const MAX_WINDOWS = 10_000;

interface Window {
  readonly endsAt: number;
  failures: number;
}

/**
 * Slows down guessing. Counted in the memory of one process: with several, each allows as much.
 * An attempt counts before it is checked, so that many at once gain nothing, and is taken back
 * when the password was right.
 */
@Injectable()
export class LoginThrottle {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly time: SessionTime) {}

  /** @throws DomainError TOO_MANY_REQUESTS with `retryAfter` in seconds. */
  attempt(email: string, address: string): { succeeded: () => void } {
    const now = this.time.now().getTime();
    const windows = [
      { window: this.window(`${address} ${email}`, now), limit: PER_ACCOUNT },
      { window: this.window(address, now), limit: PER_ADDRESS },
    ];
    const full = windows.find(({ window, limit }) => window.failures >= limit);
    if (full) {
      const retryAfter = Math.ceil((full.window.endsAt - now) / 1_000);
      throw new DomainError('TOO_MANY_REQUESTS', 'Too many sign-ins failed; try again later.', {
        retryAfter,
      });
    }
    for (const { window } of windows) window.failures += 1;
    return {
      succeeded: () => {
        for (const { window } of windows) window.failures -= 1;
      },
    };
  }

  private window(key: string, now: number): Window {
    const known = this.windows.get(key);
    if (known && known.endsAt > now) return known;
    this.windows.delete(key);
    const fresh = { endsAt: now + WINDOW_MS, failures: 0 };
    this.windows.set(key, fresh);
    const [oldest] = this.windows.keys();
    if (this.windows.size > MAX_WINDOWS && oldest !== undefined) this.windows.delete(oldest);
    return fresh;
  }
}
