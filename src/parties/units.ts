import { Injectable } from '@nestjs/common';
import { scopeOf, where } from '../identity/scope.policy.js';
import type { Principal } from '../identity/principal.js';
import type { Capacity, Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { regionOf } from './division-code.js';
import type { UnitContact } from '../engine/party-directory.js';
import { likenessOf } from './like-name.js';
import type { UnitTask } from './unit.entity.js';

export interface UnitRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly organisation: string;
  readonly divisionCode: string;
  /** That its officers may have. */
  readonly roles: readonly Role[];
  readonly kinds: readonly string[];
  readonly task: UnitTask;
  readonly contact: UnitContact;
  readonly capacities: readonly Capacity[];
  /** Whether it stands below the respondent of the case that was asked about. */
  readonly excluded: boolean;
  /** Whether the name of its body, or of one above, is like that of that respondent. */
  readonly isLike: boolean;
}

type FoundUnit = Omit<UnitRow, 'isLike'> & {
  /** Names of its organisation and of those above it. */
  readonly bodies: readonly string[];
};

interface RespondentOfCase {
  /** Null for one that the directory does not know. */
  readonly id: string | null;
  /** Null where it is known beyond doubt which body it is. */
  readonly name: string | null;
}

export interface UnitFilter {
  /** Those that handle cases, unless another task is asked for. */
  readonly task?: UnitTask | 'any';
  readonly kind?: string;
  readonly cityCode?: string;
  readonly caseId?: string;
}

/** The units, above all those to which a case can be referred. */
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
    const rows = await this.transactions.manager.query<FoundUnit[]>(
      `WITH RECURSIVE above AS (
         SELECT id AS own, id, parent_id, name FROM organisations
         UNION
         SELECT above.own, o.id, o.parent_id, o.name
           FROM organisations o JOIN above ON o.id = above.parent_id)
       SELECT u.id, u.name_zh AS "nameZh", u.name_en AS "nameEn", o.name AS organisation,
              u.division_code AS "divisionCode", u.kinds, u.roles, u.capacities, u.task,
              json_build_object('office', u.contact_office, 'person', u.contact_person,
                                'telephone', u.telephone, 'address', u.address) AS contact,
              EXISTS (SELECT 1 FROM above WHERE own = u.organisation_id AND id = $3) AS excluded,
              ARRAY(SELECT name FROM above WHERE own = u.organisation_id) AS bodies
         FROM units u JOIN organisations o ON o.id = u.organisation_id
        WHERE ($5::text IS NULL OR u.task = $5)
          AND ($1::text IS NULL OR $1 = ANY(u.kinds))
          AND ($2::text[] IS NULL OR u.division_code = ANY($2))
        ORDER BY u.division_code = $4, u.division_code, u.position, u.id`,
      [
        filter.kind ?? null,
        filter.cityCode === undefined ? null : [filter.cityCode, regionOf(filter.cityCode)],
        respondent.id,
        filter.cityCode === undefined ? '' : regionOf(filter.cityCode),
        filter.task === 'any' ? null : (filter.task ?? 'handling'),
      ],
    );
    const likeness = respondent.name === null ? null : likenessOf(respondent.name);
    return rows.map(({ bodies, ...row }) => ({
      ...row,
      isLike: likeness !== null && likeness(bodies) !== null,
    }));
  }

  private async respondentOf(
    caseId: string | undefined,
    principal: Principal,
  ): Promise<RespondentOfCase> {
    if (caseId === undefined) return { id: null, name: null };
    const { sql, params } = where(scopeOf(principal), 'c', 2);
    const [row] = await this.transactions.manager.query<RespondentOfCase[]>(
      `SELECT c.respondent_organisation_id AS id,
              CASE WHEN o.uscc = c.filing #>> '{respondent,uscc}'
                     OR o.id::text = c.filing #>> '{respondent,organisationId}' THEN NULL
                   ELSE c.filing #>> '{respondent,name}' END AS name
         FROM cases c LEFT JOIN organisations o ON o.id = c.respondent_organisation_id
        WHERE c.id = $1 AND ${sql}`,
      [caseId, ...params],
    );
    if (!row) throw new DomainError('NOT_FOUND', 'There is no such case.');
    return row;
  }
}
