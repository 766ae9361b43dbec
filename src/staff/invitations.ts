import { Injectable } from '@nestjs/common';
import type { Label, Locale } from '../definition/index.js';
import { AccountLetters } from '../identity/account-letters.js';
import { endSessions } from '../identity/end-access.js';
import { fingerprint } from '../identity/fingerprint.js';
import { codeRefused, newCode, openRow } from '../identity/one-time-code.js';
import { requirePassword } from '../identity/password-rule.js';
import { hashPassword } from '../identity/password.js';
import type { AccountRow } from '../identity/principals.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import type { UnitTask } from '../parties/unit.entity.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { Invitation } from './invitation.entity.js';
import { roleLabels, rolesOfTask, type OfficerRole } from './unit-roles.js';

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
   * Invites; an earlier invitation of the same address is revoked.
   *
   * @throws DomainError INPUT_INVALID
   */
  async invite(request: InvitationRequest, invitedBy: string): Promise<Invitation> {
    const { name, role, unitId, language = 'zh-CN' } = request;
    const email = request.email.toLowerCase();
    const now = this.time.now();
    const { code, hash } = newCode();
    const invitation: Invitation = {
      id: newId(now),
      email,
      name,
      role,
      unitId,
      language,
      invitedBy,
      codeHash: hash,
      createdAt: now,
      expiresAt: new Date(now.getTime() + DAYS * 86_400_000),
      usedAt: null,
      revokedAt: null,
    };
    const unit = await this.fittingUnit(request);
    await this.requireNoAccount(email);
    await this.transactions.run((tx) => {
      const batch = new WriteBatch(tx);
      batch.add`UPDATE invitations SET revoked_at = ${now}
        WHERE email = ${email} AND used_at IS NULL AND revoked_at IS NULL`;
      batch.insert(Invitation, [invitation]);
      const letter = {
        name: 'invitation',
        cause: `invitation:${invitation.id}`,
        to: { accountId: null, email, name, language },
        variables: {
          name,
          unit: { zh: unit.zh, en: unit.en },
          role: { zh: roleLabels[role].zh, en: roleLabels[role].en },
          code,
          days: DAYS,
        },
      } as const;
      this.letters.put(batch, [letter], this.caseTime.now());
      return batch.send();
    });
    return invitation;
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
      const { id, role, unitId, language } = openRow(rows[0], now);
      const accounts = await tx.query<{ id: string }[]>(
        `INSERT INTO accounts (id, email, password_hash, name, role, language, unit_id,
                               enterprise_id, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, 'active', $8)
         ON CONFLICT (email) DO UPDATE
           SET password_hash = excluded.password_hash, name = excluded.name, role = excluded.role,
               language = excluded.language, unit_id = excluded.unit_id, status = 'active'
         WHERE accounts.status = 'left' AND accounts.enterprise_id IS NULL
         RETURNING id`,
        [newId(now), email, passwordHash, name, role, language, unitId, now],
      );
      const [account] = accounts;
      if (!account) throw codeRefused('accountExists');
      // A session that was opened while the account was being closed must not come back with it.
      const batch = new WriteBatch(tx);
      endSessions(batch, account.id, { reason: 'departure', by: null, at: now });
      await batch.send();
      await tx.update(Invitation, { id }, { usedAt: now });
      return { accountId: account.id, email, name, role, language, unitId, enterpriseId: null };
    });
  }

  /** The latest first. */
  list(): Promise<Invitation[]> {
    return selectRows(
      this.transactions.manager,
      Invitation,
      `ORDER BY created_at DESC, id DESC LIMIT ${MOST_LISTED}`,
      [],
    );
  }

  /** @throws DomainError NOT_FOUND also for one that was accepted or revoked */
  async revoke(id: string): Promise<void> {
    const [, revoked] = await this.transactions.manager.query<[unknown[], number]>(
      `UPDATE invitations SET revoked_at = $2
        WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL`,
      [id, this.time.now()],
    );
    if (revoked === 0)
      throw new DomainError('NOT_FOUND', 'There is no open invitation by this id.');
  }

  private async fittingUnit({ unitId, role }: InvitationRequest): Promise<Label> {
    const [unit] = await this.transactions.manager.query<(Label & { task: UnitTask })[]>(
      'SELECT name_zh AS zh, name_en AS en, task FROM units WHERE id = $1',
      [unitId],
    );
    if (!unit) {
      const message = 'there is no such unit';
      throw inputInvalid([{ path: 'unitId', rule: 'isUnit', message }]);
    }
    const fitting = rolesOfTask[unit.task];
    if (!fitting.includes(role)) {
      const message = `in this unit the role must be one of ${fitting.join(', ')}`;
      throw inputInvalid([{ path: 'role', rule: 'fitsUnit', message }]);
    }
    return unit;
  }

  /** The administrator sees every account, so this tells nothing new. */
  private async requireNoAccount(email: string): Promise<void> {
    const taken = await this.transactions.manager.query<unknown[]>(
      `SELECT 1 FROM accounts
        WHERE email = $1 AND (status = 'active' OR enterprise_id IS NOT NULL)`,
      [email],
    );
    if (taken.length > 0) {
      const message = 'the address has an account already';
      throw inputInvalid([{ path: 'email', rule: 'hasNoAccount', message }]);
    }
  }
}
