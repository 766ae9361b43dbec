import type { DeliveryLanes, Lane } from './delivery-lanes.js';

/** What a worker delivers, and how: letters, or webhooks. */
export interface Deliveries<Claimed> {
  readonly now: () => Date;
  /** Takes what is due, at most so much of it, under a lease. */
  readonly claim: (due: Date, limit: number) => Promise<readonly Claimed[]>;
  /**
   * Tries one, or puts it off; answers with how many were tried, and with null where others of its
   * kind have enough lanes: this one ends, since what is due next is likely of them, too.
   */
  readonly deliver: (lane: Lane, claimed: Claimed) => Promise<0 | 1 | null>;
}

/** What a run takes when it begins. */
interface FirstClaim<Claimed> {
  readonly claimed: readonly { readonly lane: Lane; readonly notice: Claimed }[];
  /** What was due when the run began, where there may be more of it; null: that was all. */
  readonly due: Date | null;
}

/**
 * Runs of a worker over what is owed, side by side in lanes. Several runs may overlap: a run takes
 * the lanes that are free, so a hanging delivery does not keep the next run waiting.
 */
export class DeliveryRuns<Claimed> {
  private readonly runs = new Set<Promise<number>>();
  private stopping = false;

  constructor(
    private readonly lanes: DeliveryLanes,
    private readonly deliveries: Deliveries<Claimed>,
  ) {}

  /** Resolves when what is due is claimed; `delivered` when each was tried, with how many were. */
  async begin(): Promise<{ readonly delivered: Promise<number> }> {
    // One that is asked to stop meanwhile waits for both.
    const begun = this.claimFirst();
    const run = begun.then(({ claimed, due }) => this.deliverAll(claimed, due));
    this.runs.add(run);
    const delivered = run.finally(() => this.runs.delete(run));
    // Who waits for the claim alone is told of it by the claim.
    delivered.catch(() => undefined);
    await begun;
    return { delivered };
  }

  /** Whether no delivery of this process is under way. */
  get isIdle(): boolean {
    return this.runs.size === 0;
  }

  /** Resolves when no delivery of this process is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.runs);
  }

  /** Takes nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.settled();
  }

  private async claimFirst(): Promise<FirstClaim<Claimed>> {
    const free = this.lanes.takeFree();
    if (free.length === 0 || this.stopping) {
      for (const lane of free) lane.leave();
      return { claimed: [], due: null };
    }
    const due = this.deliveries.now();
    let notices: readonly Claimed[] = [];
    try {
      notices = await this.deliveries.claim(due, free.length);
    } finally {
      for (const lane of free.slice(notices.length)) lane.leave();
    }
    const claimed = notices.flatMap((notice, at) => {
      const lane = free[at];
      return lane ? [{ lane, notice }] : [];
    });
    // Fewer than asked for were all that was due.
    return { claimed, due: notices.length === free.length ? due : null };
  }

  private async deliverAll(
    claimed: FirstClaim<Claimed>['claimed'],
    due: Date | null,
  ): Promise<number> {
    const lanes = claimed.map(({ lane, notice }) =>
      this.deliverInLane(lane, notice, due).finally(lane.leave),
    );
    // All lanes come to their end before one that failed is told of.
    await Promise.allSettled(lanes);
    const tried = await Promise.all(lanes);
    return tried.reduce((sum, count) => sum + count, 0);
  }

  /**
   * One delivery after the other until nothing is left that was due when the run began; null: the
   * first is the only one.
   */
  private async deliverInLane(lane: Lane, first: Claimed, due: Date | null): Promise<number> {
    let tried = 0;
    for (let notice: Claimed | undefined = first; notice;) {
      const done = await this.deliveries.deliver(lane, notice);
      tried += done ?? 0;
      const goesOn = done !== null && lane.renew() && !this.stopping && due !== null;
      [notice] = goesOn ? await this.deliveries.claim(due, 1) : [];
    }
    return tried;
  }
}
