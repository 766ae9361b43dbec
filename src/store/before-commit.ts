import type { EntityManager } from 'typeorm';

const owed = new WeakMap<EntityManager, Promise<unknown>[]>();

/**
 * Lets work go on beside a transaction, such as a file that is stored meanwhile. The transaction is
 * committed once it has been done, and is undone if it fails.
 */
export function beforeCommit(tx: EntityManager, work: Promise<unknown>): void {
  // Whoever waits for the transaction is told of it, and nobody before.
  work.catch(() => undefined);
  owed.set(tx, [...(owed.get(tx) ?? []), work]);
}

/** The work of a transaction, then what goes on beside it; none of that outlives the transaction. */
export async function withWorkBeside<Result>(
  tx: EntityManager,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work(tx);
    await Promise.all(owed.get(tx) ?? []);
    return result;
  } finally {
    await Promise.allSettled(owed.get(tx) ?? []);
  }
}
