import { Injectable } from '@nestjs/common';
import type { Locale, Role } from '../definition/index.js';
import type { AccountStatus } from '../identity/account.entity.js';
import type { Principal } from '../identity/principal.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { AccountChange } from './account-change.entity.js';

export interface AccountFilter {
  readonly unitId?: string;
  readonly role?: Role;
  readonly status?: AccountStatus;
  readonly cursor?: string;
  readonly limit?: number;
}

export interface ListedAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Locale;
  readonly unitId: string | null;
  readonly enterpriseId: string | null;
  readonly status: AccountStatus;
  readonly createdAt: Date;
}

/** A change with the second person behind it. */
export type AccountChangeRow = AccountChange & { readonly confirmedBy: string | null };

/** Somebody to whom a case of the unit can be given, and who stands in today. */
export interface ListedOfficer {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly awayUntil: string | null;
  readonly deputyId: string | null;
}

const DEFAULT_LIMIT = 50;

/** Accounts as administrators and the officers of a unit look for them. */
@Injectable()
export class AccountList {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

  /** By address; a page goes on after the last address of the one before. */
  async page(
    filter: AccountFilter,
  ): Promise<{ readonly items: readonly ListedAccount[]; readonly nextCursor: string | null }> {
    const limit = filter.limit ?? DEFAULT_LIMIT;
    const after = filter.cursor === undefined ? null : addressIn(filter.cursor);
    const rows = await this.transactions.manager.query<ListedAccount[]>(
      `SELECT id, email, name, role, language, unit_id AS "unitId",
              enterprise_id AS "enterpriseId", status, created_at AS "createdAt"
         FROM accounts
        WHERE ($1::uuid IS NULL OR unit_id = $1) AND ($2::text IS NULL OR role = $2)
          AND ($3::text IS NULL OR status = $3) AND ($4::text IS NULL OR email > $4)
        ORDER BY email LIMIT ${limit + 1}`,
      [filter.unitId ?? null, filter.role ?? null, filter.status ?? null, after],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { items, nextCursor: more ? Buffer.from(last.email).toString('base64url') : null };
  }

  /**
   * What was done about an account, the latest last.
   *
   * @throws DomainError NOT_FOUND
   */
  async changesOf(id: string): Promise<readonly AccountChangeRow[]> {
    const { manager } = this.transactions;
    const known = await manager.query<unknown[]>('SELECT 1 FROM accounts WHERE id = $1', [id]);
    if (known.length === 0) throw new DomainError('NOT_FOUND', 'There is no such account.');
    return manager.query<AccountChangeRow[]>(
      `SELECT c.id, c.account_id AS "accountId", c.change, c.role, c.unit_id AS "unitId",
              c.made_by AS "madeBy", c.operator, c.invitation_id AS "invitationId", c.reason, c.at,
              i.confirmed_by AS "confirmedBy"
         FROM account_changes c LEFT JOIN invitations i ON i.id = c.invitation_id
        WHERE c.account_id = $1 ORDER BY c.at, c.id`,
      [id],
    );
  }

  /**
   * The officers in service of a unit: for the officers of that unit and for administrators.
   *
   * @throws DomainError NOT_FOUND for everybody else
   */
  async officersOf(
    { role, unitId: own }: Principal,
    unitId: string,
  ): Promise<readonly ListedOfficer[]> {
    const { manager } = this.transactions;
    const units = await manager.query<unknown[]>('SELECT 1 FROM units WHERE id = $1', [unitId]);
    if (units.length === 0 || (role !== 'admin' && own !== unitId)) {
      throw new DomainError('NOT_FOUND', 'There is no such unit that you belong to.');
    }
    return manager.query<ListedOfficer[]>(
      `SELECT a.id, a.name, a.role, l.until_on AS "awayUntil", l.deputy_id AS "deputyId"
         FROM accounts a
         LEFT JOIN leaves l ON l.account_id = a.id AND l.from_on <= $2 AND l.until_on >= $2
              AND l.withdrawn_at IS NULL
        WHERE a.unit_id = $1 AND a.status = 'active' ORDER BY a.name, a.id`,
      [unitId, chinaDate(this.time.now())],
    );
  }
}

function addressIn(cursor: string): string {
  const address = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!address.includes('@') || address.includes('\0')) {
    const message = 'cursor must be the nextCursor of an earlier answer';
    throw inputInvalid([{ path: 'cursor', rule: 'isCursor', message }]);
  }
  return address;
}
