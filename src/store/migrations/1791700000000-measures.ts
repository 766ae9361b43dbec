import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases that are about other cases: measures of the authorities, reports of retaliation. */
export class Measures1791700000000 implements MigrationInterface {
  readonly name = 'Measures1791700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...forwards, ...openCases]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `ALTER TABLE cases
    ALTER COLUMN enterprise_id DROP NOT NULL,
    ALTER COLUMN filed_by DROP NOT NULL,
    ADD COLUMN about_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN about_kind text,
    ADD CONSTRAINT ck_cases_about CHECK ((about_kind IS NULL) = (about_ids = '{}')),
    ADD CONSTRAINT ck_cases_enterprise CHECK (
      about_kind IS NOT NULL OR num_nonnulls(enterprise_id, filed_by) = 2)`,
  `ALTER TABLE cases ALTER COLUMN about_ids DROP DEFAULT`,
  `CREATE INDEX ix_cases_about ON cases USING gin (about_ids) WHERE about_ids <> '{}'`,
  `CREATE INDEX ix_cases_measures ON cases ((filing ->> 'type'), state, urgent_at, id)
    WHERE about_kind IS NOT NULL`,
];

/** Complaints of before remember which measures were taken about them: none. */
const openCases = [
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,measures}', '[]')
    WHERE snapshot -> 'context' IS NOT NULL AND snapshot #> '{context,measures}' IS NULL`,
];

const ofMeasures = 'case_id IN (SELECT id FROM cases WHERE about_kind IS NOT NULL)';

const backwards = [
  `DROP INDEX ix_cases_measures`,
  `DROP INDEX ix_cases_about`,
  `ALTER TABLE case_history DISABLE TRIGGER tr_case_history_append_only`,
  `ALTER TABLE evidence DISABLE TRIGGER tr_evidence_kept`,
  ...['case_texts', 'case_history', 'clocks', 'notices', 'incidents', 'evidence'].map(
    (table) => `DELETE FROM ${table} WHERE ${ofMeasures}`,
  ),
  `ALTER TABLE evidence ENABLE TRIGGER tr_evidence_kept`,
  `ALTER TABLE case_history ENABLE TRIGGER tr_case_history_append_only`,
  `DELETE FROM cases WHERE about_kind IS NOT NULL`,
  `ALTER TABLE cases
    DROP CONSTRAINT ck_cases_enterprise,
    DROP CONSTRAINT ck_cases_about,
    DROP COLUMN about_kind,
    DROP COLUMN about_ids,
    ALTER COLUMN filed_by SET NOT NULL,
    ALTER COLUMN enterprise_id SET NOT NULL`,
];
