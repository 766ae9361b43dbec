/** Somebody has waited for as long as it made sense. */
export class Late extends Error {
  override readonly name = 'Late';
}

/**
 * Waits for a piece of work for so long and no longer. Work that hangs holds what it holds: until it
 * has ended, whoever asks again is told so at once, and no second piece is begun beside it.
 */
export class Patience {
  private isUnderWay = false;

  constructor(private readonly limitMs: number) {}

  /** @throws Late, or whatever the work throws */
  async with<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.isUnderWay) throw new Late();
    this.isUnderWay = true;
    const running = work().finally(() => {
      this.isUnderWay = false;
    });
    // What comes too late is nobody's any more.
    running.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Late());
      }, this.limitMs);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
