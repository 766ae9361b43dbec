import type { EntityManager } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { selectRows } from '../store/select-rows.js';
import { Case } from './case.entity.js';

/**
 * The case, locked until the transaction ends. Every writer locks the case before anything that
 * belongs to it, so that two writers wait for each other and never deadlock.
 *
 * @throws DomainError NOT_FOUND also when the case is out of scope: its existence is not told
 */
export async function lockCase(
  tx: EntityManager,
  id: string,
  inScope: (record: Case) => boolean,
): Promise<Case> {
  const [record] = await selectRows(tx, Case, 'WHERE id = $1 FOR UPDATE', [id]);
  if (!record || !inScope(record)) throw new DomainError('NOT_FOUND', 'There is no such case.');
  return record;
}

/** @throws DomainError PRECONDITION_FAILED when the case has moved on since it was read */
export function requireVersion(record: Case, expected: number | undefined): void {
  if (expected === undefined || expected === record.version) return;
  throw new DomainError(
    'PRECONDITION_FAILED',
    `The case is at version ${record.version}, not ${expected}; read it again.`,
    { version: record.version },
  );
}
