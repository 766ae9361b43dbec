import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import { scopeOf, where, type ScopedCase } from '../identity/scope.policy.js';
import { Incidents } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { IncidentsRetriedView, IncidentView } from './incident.view.js';

const MOST = 200;

interface IncidentRow extends Omit<IncidentView, 'openedAt'> {
  readonly openedAt: Date;
  /** Of what is stuck in a case, what decides who reads it. */
  readonly subjectCase: ScopedCase | null;
  /** The unit that a letter was to go to. */
  readonly letterUnitId: string | null;
}

/** A mail server's words quote the address that it refuses. */
const ADDRESS = /[^\s<>@]+@[^\s<>@]+/g;

/** What got stuck in the reader's cases: a task for whoever answers for them. */
@Injectable()
export class IncidentList {
  constructor(
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly time: TimeSource,
  ) {}

  /** The open ones, the oldest first. */
  async open(principal: Principal): Promise<readonly IncidentView[]> {
    const rows = await this.rows(principal, null, MOST);
    return rows.map(({ subjectCase, letterUnitId, openedAt, ...row }) => ({
      ...row,
      cause: causeFor(principal, subjectCase, letterUnitId, row.cause),
      openedAt: openedAt.toISOString(),
    }));
  }

  /** @throws DomainError NOT_FOUND when there is no open incident by this id in scope */
  async retry(principal: Principal, id: string): Promise<void> {
    const [row] = await this.rows(principal, id, 1);
    if (!row) throw new DomainError('NOT_FOUND', 'There is no open incident by this id.');
    await this.incidents.retry(id, principal.accountId, this.time.now());
  }

  /**
   * Sets everything in scope going again, each by itself: one that cannot be (its file is still
   * damaged, say) stays open and does not keep back the others.
   */
  async retryAll(principal: Principal): Promise<IncidentsRetriedView> {
    const rows = await this.rows(principal, null, null);
    let retried = 0;
    for (const { id, kind } of rows) {
      // What nobody has looked at is not confirmed beside other things.
      if (kind === 'time' || kind === 'restore') continue;
      try {
        await this.incidents.retry(id, principal.accountId, this.time.now());
        retried += 1;
      } catch (error) {
        // The incident says why it is stuck; of anything but a refusal the caller must hear.
        if (!(error instanceof DomainError)) throw error;
      }
    }
    return { retried, stuck: rows.length - retried };
  }

  private rows(
    principal: Principal,
    id: string | null,
    most: number | null,
  ): Promise<IncidentRow[]> {
    const scope = where(scopeOf(principal), 'c', 4);
    return this.transactions.manager.query<IncidentRow[]>(
      `SELECT i.id, i.case_id AS "caseId", c.number AS "caseNumber", i.kind, i.subject, i.cause,
              i.attempts, i.opened_at AS "openedAt", n.unit_id AS "letterUnitId",
              CASE WHEN c.id IS NOT NULL THEN json_build_object(
                'kind', c.kind, 'aboutKind', c.about_kind, 'enterpriseId', c.enterprise_id,
                'acceptorUnitId', c.acceptor_unit_id, 'unitId', c.unit_id,
                'coUnitIds', c.co_unit_ids, 'divisionCode', c.division_code,
                'respondentType', c.respondent_type) END AS "subjectCase"
         FROM incidents i LEFT JOIN cases c ON c.id = i.case_id
         LEFT JOIN notices n ON i.kind = 'notice' AND n.case_id = i.case_id AND n.id::text = i.subject
        WHERE i.resolved_at IS NULL AND ($1::uuid IS NULL OR i.id = $1)
          AND CASE WHEN i.case_id IS NULL THEN $2::boolean ELSE ${scope.sql} END
        ORDER BY i.opened_at, i.id LIMIT $3::integer`,
      // Letters about accounts are the administrator's.
      [id, principal.role === 'admin', most, ...scope.params],
    );
  }
}

/** Why it is stuck; whoever is not written to reads no address of who is. */
function causeFor(
  principal: Principal,
  subject: ScopedCase | null,
  letterUnitId: string | null,
  cause: string,
): string {
  if (subject === null) return cause;
  const { standing, unitId } = readerOf(principal, subject);
  const isOwn = letterUnitId !== null && letterUnitId === unitId;
  return isOwn || readings[standing].incidents === 'all' ? cause : cause.replace(ADDRESS, '***');
}
