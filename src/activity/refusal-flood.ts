/** Refusals of one client without an account that get rows of their own, in a window. */
const MOST_ROWS = 60;
const WINDOW_MS = 60_000;
/** More clients than that at once count as one. */
const MOST_CLIENTS = 10_000;

interface Window {
  readonly since: Date;
  rows: number;
  /** Those that were counted and got no row. */
  more: number;
}

/** Refusals of a client beyond those that have rows. */
export interface Flood {
  readonly client: string;
  readonly since: Date;
  readonly count: number;
}

/**
 * Keeps strangers from filling the disk: from one client, 60 refusals a minute have a row each;
 * what comes beyond is counted, and the count is a row when the minute is over.
 */
export class RefusalFlood {
  private readonly windows = new Map<string, Window>();

  /** Whether this refusal gets a row of its own. */
  hasRow(client: string, now: Date): boolean {
    const known = this.windows.get(client);
    const name = known || this.windows.size < MOST_CLIENTS ? client : 'many clients';
    let window = this.windows.get(name);
    if (!window) {
      window = { since: now, rows: 0, more: 0 };
      this.windows.set(name, window);
    }
    if (window.rows >= MOST_ROWS) {
      window.more += 1;
      return false;
    }
    window.rows += 1;
    return true;
  }

  /** The floods of windows that are over; they are forgotten with it. */
  over(now: Date, windowMs = WINDOW_MS): readonly Flood[] {
    const floods: Flood[] = [];
    for (const [client, { since, more }] of this.windows) {
      if (now.getTime() - since.getTime() < windowMs) continue;
      this.windows.delete(client);
      if (more > 0) floods.push({ client, since, count: more });
    }
    return floods;
  }
}
