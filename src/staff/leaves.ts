import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rolesApart, type Locale, type Role } from '../definition/index.js';
import { AccountLetters } from '../identity/account-letters.js';
import type { Principal } from '../identity/principal.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { Leave } from './leave.entity.js';
import { requireLeave, type Away, type LeaveRequest } from './leave-rules.js';
import { headRoles } from './unit-roles.js';

export interface LeaveRow extends Leave {
  readonly name: string;
  readonly deputyName: string;
  readonly entererName: string | null;
  readonly withdrawerName: string | null;
}

/** An officer in service. */
export interface Officer {
  readonly accountId: string;
  readonly unitId: string;
  readonly role: Role;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

const MOST_LISTED = 200;

const LEAVE = `SELECT l.id, l.account_id AS "accountId", a.name, l.deputy_id AS "deputyId",
    d.name AS "deputyName", l.from_on AS "fromOn", l.until_on AS "untilOn",
    l.created_at AS "createdAt", l.entered_by AS "enteredBy", e.name AS "entererName",
    l.withdrawn_at AS "withdrawnAt", l.withdrawn_by AS "withdrawnBy", w.name AS "withdrawerName"
  FROM leaves l JOIN accounts a ON a.id = l.account_id JOIN accounts d ON d.id = l.deputy_id
  LEFT JOIN accounts e ON e.id = l.entered_by LEFT JOIN accounts w ON w.id = l.withdrawn_by`;

/** Who is away and who stands in; by the days of the cases, which are days in China. */
@Injectable()
export class Leaves {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    private readonly letters: AccountLetters,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN (somebody else's leave), INPUT_INVALID */
  async enter(principal: Principal, request: LeaveRequest): Promise<LeaveRow> {
    const now = this.time.now();
    const { deputyId, fromOn, untilOn } = request;
    const accountId = request.accountId ?? principal.accountId;
    return this.transactions.run(async (tx) => {
      const officers = await lockOfficers(tx, [accountId, deputyId]);
      const account = requireMayManage(principal, officers.get(accountId));
      const deputy = officers.get(deputyId);
      const by = {
        accountId: principal.accountId,
        role: principal.role,
        invitedDeputy: await hasInvitedAlone(tx, principal.accountId, deputyId),
      };
      requireLeave(request, {
        by,
        account,
        deputy,
        today: chinaDate(now),
        absences: await absencesOf(tx, [accountId, deputyId], request),
      });
      const leave: Leave = {
        id: newId(now),
        accountId,
        deputyId,
        fromOn,
        untilOn,
        createdAt: now,
        enteredBy: principal.accountId,
        withdrawnAt: null,
        withdrawnBy: null,
      };
      const batch = new WriteBatch(tx);
      batch.insert(Leave, [leave]);
      const row = {
        ...leave,
        name: account.name,
        deputyName: deputy?.name ?? '',
        entererName: principal.name,
        withdrawerName: null,
      };
      this.tellOfNew(batch, principal, row, { account, deputy }, now);
      await batch.send();
      return row;
    });
  }

  /**
   * One's own and those in which one stands in; the unit's for its head, all for the admin.
   *
   * @param all also those that are over or were withdrawn
   */
  list(principal: Principal, all = false): Promise<LeaveRow[]> {
    const { accountId, role, unitId } = principal;
    return this.transactions.manager.query<LeaveRow[]>(
      `${LEAVE}
        WHERE ($5::boolean OR (l.until_on >= $1 AND l.withdrawn_at IS NULL))
          AND (l.account_id = $2 OR l.deputy_id = $2 OR a.unit_id = $3 OR $4::boolean)
        ORDER BY l.from_on ${all ? 'DESC' : ''}, l.id LIMIT ${MOST_LISTED}`,
      [
        chinaDate(this.time.now()),
        accountId,
        headRoles.includes(role) ? unitId : null,
        role === 'admin',
        all,
      ],
    );
  }

  /**
   * Withdraws a leave, or ends it when it runs. It stays on record, and so does what the deputy did.
   *
   * @throws DomainError NOT_FOUND (also for one that is over), FORBIDDEN
   */
  async withdraw(principal: Principal, id: string): Promise<void> {
    const now = this.time.now();
    await this.transactions.run(async (tx) => {
      const [row] = await tx.query<LeaveRow[]>(
        `${LEAVE} WHERE l.id = $1 AND l.until_on >= $2 AND l.withdrawn_at IS NULL FOR UPDATE OF l`,
        [id, chinaDate(now)],
      );
      if (!row) throw notFound();
      const officers = await lockOfficers(tx, [row.accountId, row.deputyId]);
      requireMayManage(principal, officers.get(row.accountId));
      const batch = new WriteBatch(tx);
      batch.add`UPDATE leaves SET withdrawn_at = ${now}, withdrawn_by = ${principal.accountId}
        WHERE id = ${id}`;
      const deputy = officers.get(row.deputyId);
      if (deputy) {
        const { name, deputyName, fromOn, untilOn } = row;
        const letter = {
          name: 'deputyReleased',
          cause: `leave:${id}`,
          to: deputy,
          variables: { name: deputyName, absent: name, fromOn, untilOn },
        } as const;
        this.letters.put(batch, [letter], now);
      }
      await batch.send();
    });
  }

  /** The deputy is told, and the officer, where somebody else has entered the leave. */
  private tellOfNew(
    batch: WriteBatch,
    by: Principal,
    { id, name, deputyName, fromOn, untilOn }: LeaveRow,
    { account, deputy }: { readonly account: Officer; readonly deputy: Officer | undefined },
    at: Date,
  ): void {
    const cause = `leave:${id}`;
    if (deputy) {
      const variables = { name: deputyName, absent: name, fromOn, untilOn };
      this.letters.put(batch, [{ name: 'deputyNamed', cause, to: deputy, variables }], at);
    }
    if (by.accountId !== account.accountId) {
      const variables = { name, deputy: deputyName, by: by.name, fromOn, untilOn };
      this.letters.put(batch, [{ name: 'leaveEntered', cause, to: account, variables }], at);
    }
  }
}

/** In the order of their ids, so that two leaves of one unit wait for each other. */
async function lockOfficers(
  tx: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Officer>> {
  const rows = await tx.query<Officer[]>(
    `SELECT id AS "accountId", unit_id AS "unitId", role, email, name, language FROM accounts
      WHERE id = ANY($1) AND status = 'active' AND unit_id IS NOT NULL
        AND role <> ALL($2)
      ORDER BY id FOR NO KEY UPDATE`,
    [ids, rolesApart],
  );
  return new Map(rows.map((row) => [row.accountId, row]));
}

async function absencesOf(
  tx: EntityManager,
  ids: readonly string[],
  { fromOn, untilOn }: { readonly fromOn: BusinessDate; readonly untilOn: BusinessDate },
): Promise<readonly Away[]> {
  return tx.query<Away[]>(
    `SELECT account_id AS "accountId", from_on AS "fromOn", until_on AS "untilOn" FROM leaves
      WHERE account_id = ANY($1) AND from_on <= $3 AND until_on >= $2 AND withdrawn_at IS NULL
      ORDER BY from_on`,
    [ids, fromOn, untilOn],
  );
}

/** Whether somebody was brought in by an invitation of the inviter that nobody else has confirmed. */
async function hasInvitedAlone(
  tx: EntityManager,
  inviterId: string,
  accountId: string,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT FROM invitations
      WHERE account_id = $1 AND invited_by = $2 AND used_at IS NOT NULL AND confirmed_by IS NULL`,
    [accountId, inviterId],
  );
  return rows.length > 0;
}

/**
 * An officer manages their own leave, a head those of the unit, the administrator all.
 *
 * @throws DomainError NOT_FOUND outside of the unit; FORBIDDEN for a colleague's
 */
function requireMayManage(principal: Principal, officer: Officer | undefined): Officer {
  const { accountId, role, unitId } = principal;
  const colleague = officer?.unitId === unitId;
  if (!officer || (!colleague && role !== 'admin')) throw notFound();
  if (officer.accountId === accountId || role === 'admin' || headRoles.includes(role)) {
    return officer;
  }
  throw new DomainError('FORBIDDEN', 'The head of the unit enters the leave of a colleague.');
}

function notFound(): DomainError {
  return new DomainError('NOT_FOUND', 'There is no such officer or leave.');
}
