import { Injectable } from '@nestjs/common';
import { scopeOf, where } from '../identity/scope.policy.js';
import type { Principal } from '../identity/principal.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { regionOf } from './division-code.js';

export interface UnitRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly organisation: string;
  readonly divisionCode: string;
  readonly kinds: readonly string[];
  /** Whether it stands below the respondent of the case that was asked about. */
  readonly excluded: boolean;
}

export interface UnitFilter {
  readonly kind?: string;
  readonly cityCode?: string;
  readonly caseId?: string;
}

/** The units to which a case can be referred. */
@Injectable()
export class Units {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Those of the city first, then those of the region, which also handle cases of a city.
   *
   * @throws DomainError NOT_FOUND for a case out of the principal's scope.
   */
  async list(filter: UnitFilter, principal: Principal): Promise<readonly UnitRow[]> {
    const respondent = await this.respondentOf(filter.caseId, principal);
    return this.transactions.manager.query<UnitRow[]>(
      `WITH RECURSIVE below AS (
         SELECT id FROM organisations WHERE id = $3
         UNION
         SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id)
       SELECT u.id, u.name_zh AS "nameZh", u.name_en AS "nameEn", o.name AS organisation,
              u.division_code AS "divisionCode", u.kinds,
              EXISTS (SELECT 1 FROM below WHERE below.id = u.organisation_id) AS excluded
         FROM units u JOIN organisations o ON o.id = u.organisation_id
        WHERE u.task = 'handling'
          AND ($1::text IS NULL OR $1 = ANY(u.kinds))
          AND ($2::text[] IS NULL OR u.division_code = ANY($2))
        ORDER BY u.division_code = $4, u.division_code, u.position, u.id`,
      [
        filter.kind ?? null,
        filter.cityCode === undefined ? null : [filter.cityCode, regionOf(filter.cityCode)],
        respondent,
        filter.cityCode === undefined ? '' : regionOf(filter.cityCode),
      ],
    );
  }

  private async respondentOf(
    caseId: string | undefined,
    principal: Principal,
  ): Promise<string | null> {
    if (caseId === undefined) return null;
    const { sql, params } = where(scopeOf(principal), 'c', 2);
    const [row] = await this.transactions.manager.query<{ id: string | null }[]>(
      `SELECT c.respondent_organisation_id AS id FROM cases c WHERE c.id = $1 AND ${sql}`,
      [caseId, ...params],
    );
    if (!row) throw new DomainError('NOT_FOUND', 'There is no such case.');
    return row.id;
  }
}
