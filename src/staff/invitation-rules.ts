import type { EntityManager } from 'typeorm';
import type { Label, Role } from '../definition/index.js';
import type { Principal } from '../identity/principal.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import type { Invitation } from './invitation.entity.js';
import { headRoles } from './unit-roles.js';

/** Proposed, and nobody has confirmed it yet. */
export function isWaiting(
  { codeHash, usedAt, revokedAt, expiresAt }: Invitation,
  now: Date,
): boolean {
  return codeHash === null && usedAt === null && revokedAt === null && expiresAt > now;
}

export function mayConfirm({ role, unitId }: Principal, invitation: Invitation): boolean {
  return role === 'admin' || (headRoles.includes(role) && unitId === invitation.unitId);
}

export function noInvitation(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such invitation that waits for this.');
}

/** The same address, whatever tag or case it is written with. */
export function isSameMailbox(one: string, other: string): boolean {
  const plain = (email: string) => email.toLowerCase().replace(/\+[^@]*(?=@)/, '');
  return plain(one) === plain(other);
}

/** @throws DomainError INPUT_INVALID: the unit lists the roles of its officers */
export async function fittingUnit(
  tx: EntityManager,
  { unitId, role }: Pick<Invitation, 'unitId' | 'role'>,
): Promise<Label> {
  const [unit] = await tx.query<(Label & { roles: Role[] })[]>(
    'SELECT name_zh AS zh, name_en AS en, roles FROM units WHERE id = $1',
    [unitId],
  );
  if (!unit) {
    const message = 'there is no such unit';
    throw inputInvalid([{ path: 'unitId', rule: 'isUnit', message }]);
  }
  const { roles, ...name } = unit;
  if (!roles.includes(role)) {
    const message = `in this unit the role must be one of ${roles.join(', ')}`;
    throw inputInvalid([{ path: 'role', rule: 'fitsUnit', message }]);
  }
  return name;
}

/** The administrator sees every account, so this tells nothing new. */
export async function requireNoAccount(tx: EntityManager, email: string): Promise<void> {
  const taken = await tx.query<unknown[]>(
    `SELECT 1 FROM accounts
      WHERE email = $1 AND (status = 'active' OR enterprise_id IS NOT NULL)`,
    [email],
  );
  if (taken.length === 0) return;
  const message = 'the address has an account already';
  throw inputInvalid([{ path: 'email', rule: 'hasNoAccount', message }]);
}
