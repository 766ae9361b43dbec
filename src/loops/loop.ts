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
  /** A process in which it stands cannot do what its roles promise. */
  readonly isEssential?: boolean;
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
  /** It gives no sign of life: its last round was given up, or none has begun when it should. */
  readonly isLate: boolean;
  readonly isFailing: boolean;
  readonly isEssential: boolean;
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
  private isSilent = false;
  private cameRoundAt = performance.now();
  private signAt = performance.now();

  constructor(
    readonly plan: LoopPlan,
    private readonly tell: LoopTelling,
  ) {}

  start(): void {
    this.cameRoundAt = performance.now();
    this.signAt = this.cameRoundAt;
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
    const { name, everyMs, limitMs, isEssential = false } = this.plan;
    const now = performance.now();
    const isLate = this.isSilent || now - this.signAt > everyMs + limitMs;
    return {
      name,
      sinceMs: now - this.cameRoundAt,
      isLate,
      isFailing: this.isFailing,
      isEssential,
    };
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
      let hasEnded = false;
      const giveUp = () => {
        isOver = true;
        this.givenUp += 1;
        this.isFailing = true;
        this.isSilent = true;
        this.tell.silent();
        resolve();
      };
      const alive = () => {
        clearTimeout(timer);
        // A sign that comes after the end says nothing of the next round.
        if (isOver || hasEnded) return;
        this.signAt = performance.now();
        timer = setTimeout(giveUp, this.plan.limitMs);
      };
      const ended = (outcome: () => void) => {
        clearTimeout(timer);
        hasEnded = true;
        // What a round says that was given up is of no interest any more.
        if (isOver) {
          this.givenUp -= 1;
          return;
        }
        this.isSilent = false;
        this.signAt = performance.now();
        outcome();
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
