import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Label, Locale, Role } from '../definition/index.js';
import { AccountLetters } from '../identity/account-letters.js';
import { endSessions } from '../identity/end-access.js';
import { fingerprint } from '../identity/fingerprint.js';
import { codeRefused, newCode, openRow } from '../identity/one-time-code.js';
import { requirePassword } from '../identity/password-rule.js';
import { hashPassword } from '../identity/password.js';
import type { Principal } from '../identity/principal.js';
import type { AccountRow } from '../identity/principals.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountChange } from './account-change.entity.js';
import { Invitation } from './invitation.entity.js';
import {
  fittingUnit,
  isSameMailbox,
  isWaiting,
  mayConfirm,
  noInvitation,
  requireNoAccount,
} from './invitation-rules.js';
import { headRoles, needsConfirmation, roleLabels, type OfficerRole } from './unit-roles.js';

/** How long the code in the letter works. */
const DAYS = 7;

/** The latest are what anybody looks for. */
const MOST_LISTED = 200;

export interface InvitationRequest {
  readonly email: string;
  readonly name: string;
  readonly role: OfficerRole;
  readonly unitId: string;
  readonly language?: Locale;
}

/** Who invites. */
export type Inviter = Pick<Principal, 'accountId' | 'email' | 'name'>;

/** Officers come in by invitation: the administrator names unit and role, they the password. */
@Injectable()
export class Invitations {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly letters: AccountLetters,
  ) {}

  /**
   * Invites; an earlier invitation of the same address is revoked. Into a role that decides or
   * supervises it is proposed, and those are asked who may confirm it.
   *
   * @throws DomainError INPUT_INVALID
   */
  async invite(request: InvitationRequest, inviter: Inviter): Promise<Invitation> {
    const { name, role, unitId, language = 'zh-CN' } = request;
    const email = request.email.toLowerCase();
    if (isSameMailbox(email, inviter.email)) {
      const message = 'nobody invites themselves';
      throw inputInvalid([{ path: 'email', rule: 'anotherPerson', message }]);
    }
    const now = this.time.now();
    const isProposed = needsConfirmation(role);
    const { code, hash } = newCode();
    const invitation: Invitation = {
      id: newId(now),
      email,
      name,
      role,
      unitId,
      language,
      invitedBy: inviter.accountId,
      codeHash: isProposed ? null : hash,
      createdAt: now,
      expiresAt: inDays(now, DAYS),
      confirmedAt: null,
      confirmedBy: null,
      usedAt: null,
      accountId: null,
      revokedAt: null,
      revokedBy: null,
    };
    const { manager } = this.transactions;
    const unit = await fittingUnit(manager, invitation);
    await requireNoAccount(manager, email);
    await this.transactions.run(async (tx) => {
      const batch = new WriteBatch(tx);
      batch.add`UPDATE invitations SET revoked_at = ${now}, revoked_by = ${inviter.accountId}
        WHERE email = ${email} AND used_at IS NULL AND revoked_at IS NULL`;
      batch.insert(Invitation, [invitation]);
      if (isProposed) await this.askConfirmers(tx, batch, invitation, inviter, unit);
      else this.tellInvited(batch, invitation, unit, code);
      await batch.send();
    });
    return invitation;
  }

  /**
   * Another administrator, or the head of the unit, stands in for the inviter's word: now the letter
   * with the code leaves.
   *
   * @throws DomainError NOT_FOUND (also for one into another unit, or that waits for nobody),
   *   DUTIES_SEPARATED (the inviter), INPUT_INVALID
   */
  async confirm(principal: Principal, id: string): Promise<Invitation> {
    const { code, hash: codeHash } = newCode();
    return this.transactions.run(async (tx) => {
      const [found] = await selectRows(tx, Invitation, 'WHERE id = $1 FOR UPDATE', [id]);
      const now = this.time.now();
      if (!found || !isWaiting(found, now) || !mayConfirm(principal, found)) throw noInvitation();
      if (found.invitedBy === principal.accountId || isSameMailbox(found.email, principal.email)) {
        const message = 'Who proposed an invitation, or is invited by it, does not confirm it.';
        throw new DomainError('DUTIES_SEPARATED', message, { act: 'POST /invitations' });
      }
      const unit = await fittingUnit(tx, found);
      await requireNoAccount(tx, found.email);
      const confirmation = {
        codeHash,
        confirmedAt: now,
        confirmedBy: principal.accountId,
        expiresAt: inDays(now, DAYS),
      };
      await tx.update(Invitation, { id }, confirmation);
      const confirmed = { ...found, ...confirmation };
      const batch = new WriteBatch(tx);
      this.tellInvited(batch, confirmed, unit, code);
      await batch.send();
      return confirmed;
    });
  }

  /**
   * Opens the account. Somebody who has left and comes back gets the same account again, in the
   * new unit and role.
   *
   * @throws DomainError CODE_REFUSED, INPUT_INVALID (the code is then still good)
   */
  async accept(code: string, password: string): Promise<AccountRow> {
    const codeHash = fingerprint(code);
    const { manager } = this.transactions;
    const [found] = await selectRows(manager, Invitation, 'WHERE code_hash = $1', [codeHash]);
    const { email, name } = openRow(found, this.time.now());
    requirePassword(password, [email, name]);
    const passwordHash = await hashPassword(password);
    return this.transactions.run(async (tx) => {
      const rows = await selectRows(tx, Invitation, 'WHERE code_hash = $1 FOR UPDATE', [codeHash]);
      const now = this.time.now();
      const invitation = openRow(rows[0], now);
      const { id, role, unitId, language } = invitation;
      // One of before the second person was asked for, or into a role that the unit has lost.
      if (needsConfirmation(role) && invitation.confirmedBy === null) {
        throw codeRefused('unconfirmed');
      }
      await fittingUnit(tx, invitation);
      const fresh = newId(now);
      const accounts = await tx.query<{ id: string }[]>(
        `INSERT INTO accounts (id, email, password_hash, name, role, language, unit_id,
                               enterprise_id, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, 'active', $8)
         ON CONFLICT (email) DO UPDATE
           SET password_hash = excluded.password_hash, name = excluded.name, role = excluded.role,
               language = excluded.language, unit_id = excluded.unit_id, status = 'active'
         WHERE accounts.status = 'left' AND accounts.enterprise_id IS NULL
         RETURNING id`,
        [fresh, email, passwordHash, name, role, language, unitId, now],
      );
      const [account] = accounts;
      if (!account) throw codeRefused('accountExists');
      // A session that was opened while the account was being closed must not come back with it.
      const batch = new WriteBatch(tx);
      endSessions(batch, account.id, { reason: 'departure', by: null, at: now });
      await batch.send();
      await tx.update(Invitation, { id }, { usedAt: now, accountId: account.id });
      await tx.insert(AccountChange, {
        id: newId(now),
        accountId: account.id,
        change: account.id === fresh ? 'opened' : 'reopened',
        role,
        unitId,
        madeBy: invitation.invitedBy,
        operator: null,
        invitationId: id,
        reason: null,
        at: now,
      });
      return { accountId: account.id, email, name, role, language, unitId, enterpriseId: null };
    });
  }

  /** The latest first; of a head, those into the unit. */
  list({ role, unitId }: Pick<Principal, 'role' | 'unitId'>): Promise<Invitation[]> {
    return selectRows(
      this.transactions.manager,
      Invitation,
      `WHERE $1 OR unit_id = $2 ORDER BY created_at DESC, id DESC LIMIT ${MOST_LISTED}`,
      [role === 'admin', unitId],
    );
  }

  /** @throws DomainError NOT_FOUND also for one that was accepted or revoked */
  async revoke({ accountId }: Pick<Principal, 'accountId'>, id: string): Promise<void> {
    const [, revoked] = await this.transactions.manager.query<[unknown[], number]>(
      `UPDATE invitations SET revoked_at = $2, revoked_by = $3
        WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL`,
      [id, this.time.now(), accountId],
    );
    if (revoked === 0) throw noInvitation();
  }

  private tellInvited(batch: WriteBatch, invitation: Invitation, unit: Label, code: string): void {
    const { id, email, name, language, role } = invitation;
    const letter = {
      name: 'invitation',
      cause: `invitation:${id}`,
      to: { accountId: null, email, name, language },
      variables: { name, unit: { ...unit }, role: { ...labelOf(role) }, code, days: DAYS },
    } as const;
    this.letters.put(batch, [letter], this.caseTime.now());
  }

  private async askConfirmers(
    tx: EntityManager,
    batch: WriteBatch,
    { id, email, name, role, unitId }: Invitation,
    { accountId, name: by }: Inviter,
    unit: Label,
  ): Promise<void> {
    const confirmers = await tx.query<Confirmer[]>(
      `SELECT id AS "accountId", email, name, language FROM accounts
        WHERE status = 'active' AND id <> $1
          AND (role = 'admin' OR (unit_id = $2 AND role = ANY($3)))
        ORDER BY email`,
      [accountId, unitId, headRoles],
    );
    const letters = confirmers.map((to) => ({
      name: 'invitationProposed' as const,
      cause: `invitation:${id}`,
      to,
      variables: {
        name: to.name,
        by,
        invited: name,
        address: email,
        unit: { ...unit },
        role: { ...labelOf(role) },
        days: DAYS,
      },
    }));
    this.letters.put(batch, letters, this.caseTime.now());
  }
}

interface Confirmer {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * 86_400_000);

const labelOf = (role: Role): Label => roleLabels[role as OfficerRole];
