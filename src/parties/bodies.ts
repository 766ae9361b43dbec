import { Injectable } from '@nestjs/common';
import { Transactions } from '../store/transactions.js';
import { likenessOf } from './like-name.js';
import { plainName } from './organisation-name.js';
import { simplify } from './simplified.js';

/** A public body or company that the directory knows. */
export interface BodyRow {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly divisionCode: string;
}

export interface BodyFilter {
  /** A name as people write it, or a part of it, or a credit code. */
  readonly q?: string;
  readonly divisionCode?: string;
}

/** The bodies that a complaint may name by their id. */
@Injectable()
export class Bodies {
  constructor(private readonly transactions: Transactions) {}

  /** By division and name. There are some hundred, so that names are compared here, as people write them. */
  async list({ q = '', divisionCode }: BodyFilter): Promise<readonly BodyRow[]> {
    const rows = await this.transactions.manager.query<BodyRow[]>(
      `SELECT id, name, uscc, division_code AS "divisionCode" FROM organisations
        WHERE $1::text IS NULL OR division_code = $1 ORDER BY division_code, name, id`,
      [divisionCode ?? null],
    );
    const asked = plainName(simplify(q));
    if (asked === '') return rows;
    const likeness = likenessOf(asked);
    return rows.filter(
      ({ name, uscc }) =>
        name.includes(asked) || uscc === asked.toUpperCase() || likeness([name]) !== null,
    );
  }
}
