import type { FuzzRequest } from './request.js';

/** How long the event loop may stand still for a request without an account, and with one. */
export const BOUNDS_MS = { nobody: 50, somebody: 250 } as const;

interface Worst {
  readonly delay: number;
  readonly operation: string;
  readonly how: string;
}

/** The delays of the event loop that came with requests. */
export class Delays {
  readonly nobody: number[] = [];
  readonly somebody: number[] = [];
  private readonly all: Worst[] = [];

  add(request: FuzzRequest, delay: number): void {
    (request.actor === null ? this.nobody : this.somebody).push(delay);
    const { place, how } = request;
    this.all.push({ delay, operation: place.operation.operationId ?? '', how });
    this.all.sort((a, b) => b.delay - a.delay);
    this.all.splice(5);
  }

  boundOf({ actor }: FuzzRequest): number {
    return actor === null ? BOUNDS_MS.nobody : BOUNDS_MS.somebody;
  }

  /** The longest of all, the longest first. */
  worst(): readonly Worst[] {
    return this.all;
  }
}
