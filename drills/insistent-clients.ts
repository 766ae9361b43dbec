import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** An answer that somebody has seen: this was taken. */
export interface Acknowledged {
  readonly key: string;
  readonly id: string;
  readonly by: string;
  readonly at: number;
}

interface Answered {
  readonly at: number;
  readonly tookMs: number;
}

const PAUSE_MS = 100;
const LONGEST_ANSWER_MS = 90_000;
const LONGEST_INSISTING_MS = 300_000;

/**
 * Clients that ask for one thing after the other, each under a key of its own, and repeat it under
 * the same key until it is acknowledged, now at one process and now at the other.
 */
export abstract class InsistentClients<Taken extends Acknowledged> {
  readonly acknowledged: Taken[] = [];
  /** What was answered instead, and how often. */
  readonly refused = new Map<string, number>();
  private readonly answers: Answered[] = [];
  private stopping = false;
  private lanes: readonly Promise<void>[] = [];

  /** @param bases processes may be added and taken away while the clients are at work */
  constructor(
    private readonly bases: readonly string[],
    private readonly token: string,
  ) {}

  /**
   * Each client has the last thing that it began acknowledged, too.
   *
   * @throws Error when one is refused for so long that it will be for ever
   */
  async end(): Promise<void> {
    this.stopping = true;
    const late = pause(LONGEST_INSISTING_MS, 'late', { ref: false });
    if ((await Promise.race([Promise.all(this.lanes), late])) !== 'late') return;
    throw new Error(`Refused to the end: ${[...this.refused.keys()].join(', ')}`);
  }

  /** How long the longest of the answers took that came from the first moment to the last. */
  longestAnswer(from: number, to = Infinity): number {
    const between = this.answers.filter(({ at }) => at >= from && at <= to);
    return Math.max(0, ...between.map(({ tookMs }) => tookMs));
  }

  protected begin(clients: number): void {
    this.lanes = Array.from({ length: clients }, (_, lane) => this.insist(lane));
  }

  protected abstract request(key: string): { readonly path: string; readonly init: RequestInit };

  /** What the answer says of what was taken; null for one that does not say it. */
  protected abstract taken(answer: object, acknowledged: Omit<Acknowledged, 'id'>): Taken | null;

  private async insist(lane: number): Promise<void> {
    for (let turn = lane; !this.stopping; turn += 1) {
      const key = randomUUID();
      let tries = 0;
      while (!(await this.send(key, this.bases[(turn + tries) % this.bases.length] ?? ''))) {
        tries += 1;
        await pause(PAUSE_MS);
      }
    }
  }

  private async send(key: string, base: string): Promise<boolean> {
    const begun = performance.now();
    const { path, init } = this.request(key);
    try {
      const answer = await fetch(`${base}/api/v1${path}`, {
        method: 'POST',
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${this.token}`, 'idempotency-key': key },
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      const body = (await answer.json()) as { readonly code?: string };
      const at = performance.now();
      this.answers.push({ at, tookMs: at - begun });
      const taken = answer.ok ? this.taken(body, { key, by: base, at }) : null;
      if (taken) this.acknowledged.push(taken);
      else this.count(`${answer.status} ${body.code ?? ''}`.trim());
      return taken !== null;
    } catch (error) {
      this.count(error instanceof Error ? error.name : 'no answer');
      return false;
    }
  }

  private count(answer: string): void {
    this.refused.set(answer, (this.refused.get(answer) ?? 0) + 1);
  }
}
