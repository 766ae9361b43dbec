/** A place for one delivery after the other. */
export interface Lane {
  /** Another delivery begins in it. */
  readonly renew: () => void;
  readonly leave: () => void;
}

/**
 * How many deliveries a process has under way at a time. A delivery that outlives the lease of its
 * letter is written off: its lane is free again, and the letter is anybody's.
 */
export class DeliveryLanes {
  /** Until when each lane is taken, by the clock that never jumps. */
  private readonly taken = new Map<Lane, number>();

  constructor(
    private readonly count: number,
    private readonly leaseMs: number,
  ) {}

  /** All lanes that are free, which are the caller's from now on. */
  takeFree(): readonly Lane[] {
    const now = performance.now();
    for (const [lane, until] of this.taken) if (until <= now) this.taken.delete(lane);
    return Array.from({ length: this.count - this.taken.size }, () => this.take());
  }

  private take(): Lane {
    const lane: Lane = {
      renew: () => {
        this.taken.set(lane, performance.now() + this.leaseMs);
      },
      leave: () => {
        this.taken.delete(lane);
      },
    };
    lane.renew();
    return lane;
  }
}
