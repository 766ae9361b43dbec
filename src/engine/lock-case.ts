import type { EntityManager } from 'typeorm';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { selectRows } from '../store/select-rows.js';
import { bringBack } from './bring-back.js';
import { Case } from './case.entity.js';

/** A case that is locked until the transaction ends, and the cases that it is about with it. */
export interface Locked {
  readonly record: Case;
  readonly subjects: readonly Case[];
}

/**
 * The case and those that it is about, locked until the transaction ends: the latter first, in the
 * order of their ids, then the case itself. Every writer locks in this order before it touches
 * anything that belongs to a case, so that two writers wait for each other and never deadlock; what
 * was archived of them comes back then, once it is known that they are in scope.
 * Other cases about exactly the same ones (siblings) are safe to lock after that: whoever holds one
 * of them holds what it is about.
 *
 * @throws DomainError NOT_FOUND also when the case is out of scope: its existence is not told
 */
export async function lockCase(
  tx: EntityManager,
  id: string,
  inScope: (record: Case) => boolean,
): Promise<Locked> {
  const locked = await lock(tx, id, '');
  if (!locked || !inScope(locked.record)) {
    throw new DomainError('NOT_FOUND', 'There is no such case.');
  }
  await bringBack(tx, [...locked.subjects, locked.record]);
  return locked;
}

/** The same; null when another transaction has one of them just now. */
export async function lockCaseIfFree(tx: EntityManager, id: string): Promise<Locked | null> {
  const locked = await lock(tx, id, 'SKIP LOCKED');
  if (!locked || locked.subjects.length < locked.record.aboutIds.length) return null;
  await bringBack(tx, [...locked.subjects, locked.record]);
  return locked;
}

async function lock(tx: EntityManager, id: string, mode: string): Promise<Locked | null> {
  const rows = await selectRows(
    tx,
    Case,
    `WHERE id = ANY (ARRAY(SELECT unnest(about_ids || id) FROM cases WHERE id = $1))
      ORDER BY id = $1, id FOR UPDATE ${mode}`,
    [id],
  );
  const record = rows.pop();
  return record?.id === id ? { record, subjects: rows } : null;
}

/**
 * The cases that a new one shall be about, locked in the order of their ids.
 *
 * @throws DomainError INPUT_INVALID for each that is not there or out of scope
 */
export async function lockSubjects(
  tx: EntityManager,
  ids: readonly string[],
  inScope: (record: Case) => boolean,
): Promise<readonly Case[]> {
  const rows = await selectRows(tx, Case, 'WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids]);
  const unknown = ids.flatMap((id, index) =>
    rows.some((row) => row.id === id && inScope(row))
      ? []
      : [
          {
            path: `caseIds[${index}]`,
            rule: 'caseInScope',
            message: 'There is no such case in your scope.',
          },
        ],
  );
  if (unknown.length > 0) throw inputInvalid(unknown);
  await bringBack(tx, rows);
  return rows;
}

/** The other cases of a kind that are about exactly the same ones, locked after those. */
export async function lockSiblings(
  tx: EntityManager,
  { id, kind, aboutIds }: Case,
): Promise<readonly Case[]> {
  const rows = await selectRows(
    tx,
    Case,
    `WHERE kind = $1 AND about_ids = $2 AND about_ids @> $2 AND id <> $3
      ORDER BY id FOR UPDATE`,
    [kind, aboutIds, id],
  );
  await bringBack(tx, rows);
  return rows;
}

/**
 * @param version the version as whoever expects one counts it
 * @throws DomainError PRECONDITION_FAILED when the case has moved on since it was read
 */
export function requireVersion(version: number, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  const message = `The case is at version ${version}, not ${expected}; read it again.`;
  throw new DomainError('PRECONDITION_FAILED', message, { version });
}
