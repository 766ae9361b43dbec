import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const current = new AsyncLocalStorage<string>();

/** Ids of proxies that are believed; a longer or stranger one would be somebody's text in our log. */
const GIVEN = /^[\w.:-]{8,64}$/;

/** The id that a proxy before the product gave to the request, or one of our own. */
export function requestIdFrom(given: unknown): string {
  return typeof given === 'string' && GIVEN.test(given) ? given : randomUUID();
}

/** Whatever `work` begins belongs to the request. */
export function withinRequest(id: string, work: () => void): void {
  current.run(id, work);
}

/** The request that is worked on; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return current.getStore();
}
