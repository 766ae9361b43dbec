import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that wait for working hours, and rounds of tries. */
export class WorkingHours1791600000000 implements MigrationInterface {
  readonly name = 'WorkingHours1791600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `ALTER TABLE notices
    ADD COLUMN at_once boolean NOT NULL DEFAULT false,
    ADD COLUMN release_at timestamptz,
    ADD COLUMN earlier_attempts integer NOT NULL DEFAULT 0`,
  // What is waiting already was told when it leaves; a letter about an account always leaves at once.
  `UPDATE notices SET release_at = queued_at, at_once = case_id IS NULL`,
  `ALTER TABLE notices
    ALTER COLUMN at_once DROP DEFAULT,
    ALTER COLUMN release_at SET NOT NULL,
    ALTER COLUMN earlier_attempts DROP DEFAULT`,
];

const backwards = [
  `ALTER TABLE notices
    DROP COLUMN at_once,
    DROP COLUMN release_at,
    DROP COLUMN earlier_attempts`,
];
