import { hash as digest } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../identity/principal.js';
import { covers, scopeOf, type ScopedCase } from '../identity/scope.policy.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';

type Row = ScopedCase & {
  readonly shownVersion: number;
  readonly shownAt: Date;
  /** Terms that have ended since. */
  readonly passed: number;
  /** What has changed around the case since. */
  readonly beside: readonly string[];
};

/**
 * The tag of a case for the enterprise that filed it, found without reading the case: its version,
 * and behind it what else has changed the answer since then. On the day of its last step, with
 * nothing changed around it, it is the version alone.
 *
 * An officer reads of more than a case (suggestions from others, say), so officers have no such tag.
 */
@Injectable()
export class CaseTags {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

  /** @throws DomainError NOT_FOUND also for a case out of scope */
  async of(principal: Principal, id: string): Promise<string> {
    const now = this.time.now();
    const [row] = await this.transactions.manager.query<Row[]>(STATE, [id, now]);
    if (!row || !covers(scopeOf(principal), row)) {
      throw new DomainError('NOT_FOUND', 'There is no such case.');
    }
    const { shownVersion, shownAt, passed, beside } = row;
    const today = chinaDate(now);
    const isLater = today !== chinaDate(shownAt);
    const since = [
      ...(isLater ? [today] : []),
      ...(passed > 0 ? [String(passed)] : []),
      ...beside,
      // A key is shown what it may do itself.
      ...(principal.key ? [...principal.key.scopes].sort() : []),
    ];
    const suffix =
      since.length === 0 ? '' : `-${digest('sha256', since.join(), 'hex').slice(0, 16)}`;
    return `"${shownVersion}${suffix}"`;
  }

  /**
   * The tag of what an address tells of all cases of an enterprise, found without listing them: by
   * their versions, the day, what has become due, and the number of the rules, which moves with the
   * names of units, too.
   */
  async ofAll({ enterpriseId, accountId }: Principal, address: string): Promise<string> {
    const now = this.time.now();
    const [state] = await this.transactions.manager.query<object[]>(ALL, [enterpriseId, now]);
    const facts = JSON.stringify([accountId, address, chinaDate(now), state]);
    return `W/"${digest('sha256', facts, 'base64url').slice(0, 22)}"`;
  }
}

const ALL = `
  SELECT count(*)::int AS cases, count(*) FILTER (WHERE c.urgent_at <= $2)::int AS overdue,
         sum(hashtextextended(c.id::text, c.shown_version))::text AS versions,
         (SELECT revision FROM rule_revision) AS rules
    FROM cases c WHERE c.enterprise_id = $1`;

/**
 * A row's transaction is compared with that of the last entry that is shown: what was written later
 * has changed since. The number of the rules moves with those of units, too.
 */
const STATE = `
  SELECT c.shown_version AS "shownVersion", c.shown_at AS "shownAt", c.kind,
         c.about_kind AS "aboutKind", c.enterprise_id AS "enterpriseId",
         c.acceptor_unit_id AS "acceptorUnitId", c.unit_id AS "unitId",
         c.co_unit_ids AS "coUnitIds", c.division_code AS "divisionCode",
         c.respondent_type AS "respondentType",
         (SELECT count(*)::int FROM clocks k
           WHERE k.case_id = c.id AND k.ended_at IS NULL
             AND k.due_at <= $2 AND k.due_at > c.shown_at) AS passed,
         ARRAY(SELECT x.sort || x.xmin::text
                 FROM (SELECT 'enterprise' AS sort, xmin FROM enterprises WHERE id = c.enterprise_id
                       UNION ALL SELECT 'rules', xmin FROM rule_revision) x
                WHERE shown.xmin IS NULL OR age(x.xmin) < age(shown.xmin)) AS beside
    FROM cases c
    LEFT JOIN LATERAL (SELECT h.xmin FROM case_history h
                   WHERE h.case_id = c.id AND h.at = c.shown_at
                   ORDER BY h.seq DESC LIMIT 1) shown ON true
   WHERE c.id = $1`;
