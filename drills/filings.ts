import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { aPromise } from '../test/support/complaints.js';

/** An answer that somebody has seen: this complaint is filed. */
export interface Acknowledged {
  readonly key: string;
  readonly id: string;
  /** Of the case, for people. */
  readonly number: string;
  readonly by: string;
  readonly at: number;
}

const PAUSE_MS = 100;
const LONGEST_ANSWER_MS = 90_000;

/**
 * Enterprises that file one complaint after the other, each under a key of its own, and repeat it
 * under the same key until it is acknowledged, now at one process and now at the other.
 */
export class Filings {
  readonly acknowledged: Acknowledged[] = [];
  /** What was answered instead, and how often. */
  readonly refused = new Map<string, number>();
  private stopping = false;
  private readonly lanes: readonly Promise<void>[];

  constructor(
    private readonly bases: readonly string[],
    private readonly token: string,
    clients: number,
  ) {
    this.lanes = Array.from({ length: clients }, (_, lane) => this.file(lane));
  }

  /** Each client has the last complaint that it began acknowledged, too. */
  async end(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.lanes);
  }

  /** How each complaint can be found in the database: its key stands in its text. */
  static textOf(key: string): string {
    return `${aPromise.facts}（${key}）`;
  }

  private async file(lane: number): Promise<void> {
    for (let turn = lane; !this.stopping; turn += 1) {
      const key = randomUUID();
      for (
        let tries = 0;
        !(await this.send(key, this.bases[(turn + tries) % this.bases.length] ?? ''));
      ) {
        tries += 1;
        await pause(PAUSE_MS);
      }
    }
  }

  private async send(key: string, base: string): Promise<boolean> {
    try {
      const answer = await fetch(`${base}/api/v1/complaints`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ ...aPromise, facts: Filings.textOf(key) }),
        signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
      });
      const body = (await answer.json()) as { id?: string; number?: string; code?: string };
      const { id, number } = body;
      if (answer.ok && id !== undefined && number !== undefined) {
        this.acknowledged.push({ key, id, number, by: base, at: performance.now() });
        return true;
      }
      this.count(`${answer.status} ${body.code ?? ''}`.trim());
    } catch (error) {
      this.count(error instanceof Error ? error.name : 'no answer');
    }
    return false;
  }

  private count(answer: string): void {
    this.refused.set(answer, (this.refused.get(answer) ?? 0) + 1);
  }
}
