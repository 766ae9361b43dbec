import type { MigrationInterface, QueryRunner } from 'typeorm';

const confirmed = `snapshot #>> '{context,serviceAddress,email}' IS NOT NULL`;

/**
 * Nobody had confirmed an address before: what is still on its way to respondents stays here, and
 * only what was served on paper counts as served. Clocks run on; the machines let nothing follow
 * from their end where nothing was served.
 */
const forwards = [
  `CREATE INDEX ix_cases_addressed ON cases (respondent_organisation_id, updated_at)
    WHERE ${confirmed} AND respondent_organisation_id IS NOT NULL`,
  `CREATE INDEX ix_cases_addressed_uscc ON cases ((filing #>> '{respondent,uscc}'), updated_at)
    WHERE ${confirmed} AND filing #>> '{respondent,uscc}' IS NOT NULL`,
  `UPDATE notices SET status = 'failed', next_attempt_at = NULL,
          last_error = 'Not sent: nobody has confirmed this address.'
    WHERE party = 'respondent' AND status = 'pending'`,
  `UPDATE cases c SET snapshot = jsonb_set(c.snapshot, '{context,service}', jsonb_build_object(
          'way', h.payload ->> 'way',
          'on', coalesce(h.payload ->> 'servedOn', to_char(h.occurred_on, 'YYYY-MM-DD')),
          'email', NULL))
     FROM (SELECT DISTINCT ON (case_id) case_id, payload, occurred_on FROM case_history
            WHERE event = 'measure.serve' ORDER BY case_id, seq DESC) h
    WHERE h.case_id = c.id AND c.kind = 'measure' AND c.snapshot ? 'context'
      AND h.payload ->> 'way' <> 'mail' AND NOT (c.snapshot -> 'context') ? 'service'`,
];

const backwards = [`DROP INDEX ix_cases_addressed_uscc`, `DROP INDEX ix_cases_addressed`];

export class ServiceAddresses1792200000000 implements MigrationInterface {
  readonly name = 'ServiceAddresses1792200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}
