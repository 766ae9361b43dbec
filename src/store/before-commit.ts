import type { EntityManager } from 'typeorm';

const owed = new WeakMap<EntityManager, Promise<unknown>[]>();

/**
 * Lets work go on beside a transaction, such as a file that is stored meanwhile. The transaction is
 * committed once it has been done, and is undone if it fails.
 *
 * @throws Error when nobody would wait for the work: the transaction is none of `Transactions.run`
 */
export function beforeCommit(tx: EntityManager, work: Promise<unknown>): void {
  // Whoever waits for the transaction is told of a failure, and nobody before.
  work.catch(() => undefined);
  const beside = owed.get(tx);
  if (!beside) throw new Error('Nobody waits for work beside this transaction.');
  beside.push(work);
}

/** The work of a transaction, then what goes on beside it; none of that outlives the transaction. */
export async function withWorkBeside<Result>(
  tx: EntityManager,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  const beside: Promise<unknown>[] = [];
  owed.set(tx, beside);
  try {
    const result = await work(tx);
    await Promise.all(beside);
    return result;
  } finally {
    owed.delete(tx);
    await Promise.allSettled(beside);
  }
}
