/** What is told of work that fails, once until it works again. */
export interface Telling {
  readonly failed: (error: unknown) => void;
  readonly works?: () => void;
}

/**
 * Work that is done again and again, one run after the other: the pause begins when a run has ended.
 * A run that fails stops nothing, and what it left undone is for the next.
 */
export class RepeatingWork {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private failing = false;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly pauseMs: number,
    private readonly tell: Telling,
  ) {}

  /** @param firstMs how long until the first run */
  start(firstMs = this.pauseMs): void {
    this.timer = setTimeout(() => {
      this.running = this.run().then(() => {
        if (!this.stopped) this.start();
      });
    }, firstMs);
  }

  /** Begins no further run, and waits for the one that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.work();
      if (this.failing) this.tell.works?.();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.tell.failed(error);
      this.failing = true;
    }
  }
}

/** What an error says, in one line of a log. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
