/** Work that a process does again and again by itself. */
export interface LoopPlan {
  /** How logs, health and metrics call it: `sweeper`. */
  readonly name: string;
  /** Between the end of one round and the beginning of the next, in milliseconds. */
  readonly everyMs: number;
  /** Before the first round; `everyMs` when it is not said. */
  readonly firstMs?: number;
  /** A round that shows no sign of life for so long is given up, in milliseconds. */
  readonly limitMs: number;
  /** One round; a long one calls `alive` whenever it has got on. */
  readonly round: (alive: () => void) => Promise<unknown>;
  /** Asks a round that is under way to come to its end soon. */
  readonly stop?: () => void;
}

/** What is told of a loop: each round that fails, and the first that works after it. */
export interface LoopTelling {
  readonly failed: (error: unknown) => void;
  /** A round has been given up, and the next one begins. */
  readonly silent: () => void;
  readonly works: () => void;
}

/** How a loop stands, for whoever watches it. */
export interface LoopState {
  readonly name: string;
  /** Since a round ended well, or since the start; in milliseconds. */
  readonly sinceMs: number;
  /** Longer than its pause and its limit together. */
  readonly isLate: boolean;
  readonly isFailing: boolean;
}

/** Rounds that were given up may each hold a connection; beyond so many none is begun. */
const MOST_GIVEN_UP = 3;

/**
 * One round after the other: the pause begins when a round has ended. A round that fails stops
 * nothing, and what it left undone is for the next. One that hangs is given up, so that a
 * connection that died without a word holds up nothing for longer than the limit.
 */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private givenUp = 0;
  private stopped = false;
  private isFailing = false;
  private cameRoundAt = performance.now();

  constructor(
    readonly plan: LoopPlan,
    private readonly tell: LoopTelling,
  ) {}

  start(): void {
    this.cameRoundAt = performance.now();
    this.schedule(this.plan.firstMs ?? this.plan.everyMs);
  }

  /** Begins no further round, and waits for the one that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.plan.stop?.();
    await this.underWay;
  }

  get state(): LoopState {
    const { name, everyMs, limitMs } = this.plan;
    const sinceMs = performance.now() - this.cameRoundAt;
    return { name, sinceMs, isLate: sinceMs > everyMs + limitMs, isFailing: this.isFailing };
  }

  private schedule(inMs: number): void {
    this.timer = setTimeout(() => {
      this.underWay = this.turn().then(() => {
        if (!this.stopped) this.schedule(this.plan.everyMs);
      });
    }, inMs);
  }

  /** Resolves when the round has ended, well or not, or was given up; never rejects. */
  private turn(): Promise<void> {
    if (this.givenUp >= MOST_GIVEN_UP) return Promise.resolve();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      let isOver = false;
      const giveUp = () => {
        isOver = true;
        this.givenUp += 1;
        this.isFailing = true;
        this.tell.silent();
        resolve();
      };
      const alive = () => {
        clearTimeout(timer);
        if (!isOver) timer = setTimeout(giveUp, this.plan.limitMs);
      };
      const ended = (outcome: () => void) => {
        clearTimeout(timer);
        // What a round says that was given up is of no interest any more.
        if (isOver) this.givenUp -= 1;
        else outcome();
        resolve();
      };
      alive();
      // A round that throws before it waits fails like any other.
      Promise.resolve()
        .then(() => this.plan.round(alive))
        .then(
          () => {
            ended(() => {
              this.works();
            });
          },
          (error: unknown) => {
            ended(() => {
              this.isFailing = true;
              this.tell.failed(error);
            });
          },
        );
    });
  }

  private works(): void {
    this.cameRoundAt = performance.now();
    if (this.isFailing) this.tell.works();
    this.isFailing = false;
  }
}
