/** A place for one delivery after the other. */
export interface Lane {
  /** Another delivery begins in it; false when it was written off meanwhile. */
  readonly renew: () => boolean;
  /** Its delivery goes to a domain, unless as many as may go there at once do already. */
  readonly enter: (domain: string, atOnce: number) => boolean;
  readonly leave: () => void;
}

interface Taken {
  /** By the clock that never jumps. */
  readonly until: number;
  readonly domain: string | null;
}

/**
 * How many deliveries a process has under way at a time, and to which domains. A delivery that
 * outlives the lease of its letter is written off: its lane is free again, and the letter is
 * anybody's.
 */
export class DeliveryLanes {
  private readonly taken = new Map<Lane, Taken>();

  constructor(
    private readonly count: number,
    private readonly leaseMs: number,
  ) {}

  /** All lanes that are free, which are the caller's from now on. */
  takeFree(): readonly Lane[] {
    const now = performance.now();
    for (const [lane, { until }] of this.taken) if (until <= now) this.taken.delete(lane);
    return Array.from({ length: this.count - this.taken.size }, () => this.take());
  }

  private take(): Lane {
    const lane: Lane = {
      renew: () => {
        if (!this.taken.has(lane)) return false;
        this.taken.set(lane, this.fresh());
        return true;
      },
      enter: (domain, atOnce) => {
        const there = [...this.taken.values()].filter((other) => other.domain === domain);
        if (there.length >= atOnce) return false;
        const own = this.taken.get(lane);
        if (own) this.taken.set(lane, { ...own, domain });
        return true;
      },
      leave: () => {
        this.taken.delete(lane);
      },
    };
    this.taken.set(lane, this.fresh());
    return lane;
  }

  private fresh(): Taken {
    return { until: performance.now() + this.leaseMs, domain: null };
  }
}
