import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a case was closed (办结情形), so that each ground can be counted and listed. */
export class ClosingGrounds1796170000000 implements MigrationInterface {
  readonly name = 'ClosingGrounds1796170000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN closed_for');
  }
}

const statements = [
  'ALTER TABLE cases ADD COLUMN closed_for text',
  `UPDATE cases SET closed_for = snapshot #>> '{context,closedFor}'
    WHERE snapshot #>> '{context,closedFor}' IS NOT NULL`,
  `CREATE INDEX ix_cases_closed_for ON cases (closed_for, urgent_at, id)
    WHERE closed_for IS NOT NULL`,
];
