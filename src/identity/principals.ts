import { Injectable } from '@nestjs/common';
import { KnownUnits } from '../parties/known-units.js';
import { Transactions } from '../store/transactions.js';
import type { Principal } from './principal.js';

/** A principal without what its unit adds, as the columns of the table `accounts`, called `a`. */
export type AccountRow = Omit<Principal, 'kinds' | 'divisionCode' | 'onBehalfOf' | 'key'>;

export const ACCOUNT = `a.id AS "accountId", a.email, a.name, a.role, a.language,
  a.enterprise_id AS "enterpriseId", a.unit_id AS "unitId"`;

/** Makes a principal of an account that a session, a key or a password has proved. */
@Injectable()
export class Principals {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: KnownUnits,
  ) {}

  /** With what the unit adds; units are known to the process, so this asks the database nothing. */
  async of(row: AccountRow): Promise<Principal> {
    const { accountId, email, name, role, language, enterpriseId, unitId } = row;
    const { manager } = this.transactions;
    const unit = unitId === null ? null : await this.units.find(manager, unitId);
    return {
      accountId,
      email,
      name,
      role,
      language,
      enterpriseId,
      unitId,
      kinds: unit?.kinds ?? [],
      divisionCode: unit?.divisionCode ?? null,
    };
  }
}
