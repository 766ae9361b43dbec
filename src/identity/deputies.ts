import { Injectable } from '@nestjs/common';
import { rolesApart, type Role } from '../definition/index.js';
import { addDays, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { Principal } from './principal.js';
import { ACCOUNT, Principals, type AccountRow } from './principals.js';
import { gainOf, MOST_DAYS_AS_HEAD } from './standing-in.js';

/** The account of somebody on leave, with the days of the leave. */
type Absent = AccountRow & { readonly fromOn: BusinessDate; readonly untilOn: BusinessDate };

/** A colleague for whom an account may act, and the last day of it. */
export interface Represented {
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  readonly untilOn: BusinessDate;
}

/** Officers who stand in for another while that one is on leave. */
@Injectable()
export class Deputies {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    private readonly principals: Principals,
  ) {}

  /**
   * For whom the account may act today. With `Acting-For` it is nobody's deputy but of the one it
   * acts for, and so is told of none.
   */
  async of(principal: Principal): Promise<readonly Represented[]> {
    const { accountId, unitId, role, onBehalfOf } = principal;
    if (unitId === null || onBehalfOf !== undefined || rolesApart.includes(role)) return [];
    const rows = await this.absent(principal, null);
    const lawful = rows.filter((row) => row.accountId !== accountId && isLawful(principal, row));
    return lawful.map(({ accountId: id, name, role: theirs, untilOn }) => ({
      ...{ accountId: id, name, role: theirs, untilOn },
    }));
  }

  /**
   * The principal in the role and unit of the account that it stands in for: its own account does
   * what it does, on behalf of the other. A leave runs by the days of the cases.
   *
   * @throws DomainError NOT_DEPUTY, whoever the other is and whether or not there is one
   */
  async actingFor(principal: Principal, representedId: string): Promise<Principal> {
    const [row] = await this.absent(principal, representedId);
    if (!row || rolesApart.includes(principal.role) || !isLawful(principal, row)) {
      throw new DomainError('NOT_DEPUTY', 'You do not stand in for this account today.');
    }
    const { role, unitId, kinds, divisionCode } = await this.principals.of(row);
    return { ...principal, role, unitId, kinds, divisionCode, onBehalfOf: representedId };
  }

  /** Those on leave today for whom the account stands in; of one account, or of all. */
  private absent(
    { accountId, unitId }: Principal,
    representedId: string | null,
  ): Promise<readonly Absent[]> {
    return this.transactions.manager.query<Absent[]>(
      `SELECT ${ACCOUNT}, l.from_on AS "fromOn", l.until_on AS "untilOn"
         FROM leaves l JOIN accounts a ON a.id = l.account_id
        WHERE l.deputy_id = $1 AND l.account_id = coalesce($2, l.account_id)
          AND l.from_on <= $3 AND l.until_on >= $3 AND l.withdrawn_at IS NULL
          AND a.status = 'active' AND a.unit_id = $4 AND a.role <> ALL($5)
        ORDER BY l.until_on, l.id`,
      [accountId, representedId, chinaDate(this.time.now()), unitId, rolesApart],
    );
  }
}

function isLawful({ role }: Principal, { role: absent, fromOn, untilOn }: Absent): boolean {
  const gain = gainOf(role, absent);
  return (
    gain === 'nothing' || (gain === 'headship' && untilOn < addDays(fromOn, MOST_DAYS_AS_HEAD))
  );
}
