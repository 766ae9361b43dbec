import type { EntityManager } from 'typeorm';

/**
 * The rules by which dates are counted (policies, imported years) have one number that grows with
 * each change. Whoever holds a picture of them in memory compares it with this number.
 */
export const READ_REVISION = 'SELECT revision FROM rule_revision';

/** Changes of the rules wait for each other, from here to the end of the transaction. */
export async function lockRules(tx: EntityManager): Promise<void> {
  await tx.query(`${READ_REVISION} FOR UPDATE`);
}

/** Tells every process that what it holds is not the newest any more, once this is committed. */
export async function raiseRevision(tx: EntityManager): Promise<void> {
  await tx.query('UPDATE rule_revision SET revision = revision + 1');
}

/** The number as it is now. */
export async function readRevision(tx: EntityManager): Promise<number> {
  const [row] = await tx.query<{ revision: number }[]>(READ_REVISION);
  return row?.revision ?? 0;
}
