import { Product } from '../story/product.js';
import { stories } from '../story/tell.js';
import type { Exchange } from '../test/support/check-answers.js';

/**
 * The stories of the demonstration, told in between request by request, so that what is sent finds
 * cases and measures at every place of their charts. A story that something else came in the way of
 * is left, and the next one begins.
 */
export class Plot {
  private begun = 0;
  private atTheirEnd = 0;
  private goesOn: (() => void) | null = null;
  private waits: (() => void) | null = null;

  constructor(
    private readonly base: string,
    /** Is told each answer, and that a story is over. */
    private readonly listener: {
      readonly heard: (exchange: Exchange) => void;
      readonly over: () => void;
    },
  ) {}

  /** How many stories came to their own end. */
  get ended(): number {
    return this.atTheirEnd;
  }

  /** Lets one request of a story be sent, and waits for its answer. */
  async goOn(): Promise<void> {
    const isWaiting = new Promise<void>((resolve) => {
      this.waits = resolve;
    });
    if (this.goesOn) this.goesOn();
    else void this.tell();
    await isWaiting;
  }

  /** Begins a story; its requests wait for their turn. */
  private async tell(): Promise<void> {
    const tell = stories[this.begun % stories.length];
    this.begun += 1;
    const send: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      const { status, headers, url } = answer;
      const { pathname: path } = new URL(url);
      const text = await answer.clone().text();
      this.listener.heard({ method: init?.method ?? 'GET', path, status, headers, text });
      await this.turn();
      return answer;
    };
    try {
      await tell?.(new Product(this.base, send), () => undefined);
      this.atTheirEnd += 1;
    } catch {
      // Somebody else acted on its case, which is what this is for.
    }
    this.listener.over();
    this.goesOn = null;
    this.waits?.();
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => {
      this.goesOn = resolve;
      this.waits?.();
    });
  }
}
