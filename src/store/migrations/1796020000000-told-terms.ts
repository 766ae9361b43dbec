import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which term begins with a letter's arrival, and clocks that wait for service in another way. */
export class ToldTerms1796020000000 implements MigrationInterface {
  readonly name = 'ToldTerms1796020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `ALTER TABLE notices
    ADD COLUMN clock text,
    ADD COLUMN clock_generation integer,
    ADD CONSTRAINT ck_notices_clock CHECK ((clock IS NULL) = (clock_generation IS NULL)
      AND (clock IS NULL OR case_id IS NOT NULL))`,
  `CREATE INDEX ix_notices_clock ON notices (case_id, clock, clock_generation)
    WHERE clock IS NOT NULL`,
  `ALTER TABLE clocks
    ADD COLUMN held jsonb,
    ADD CONSTRAINT ck_clocks_held CHECK ((status = 'paused') = (held IS NOT NULL))`,
];

const backwards = [
  `UPDATE clocks SET status = 'running', held = NULL WHERE status = 'paused'`,
  `ALTER TABLE clocks DROP CONSTRAINT ck_clocks_held, DROP COLUMN held`,
  `DROP INDEX ix_notices_clock`,
  `ALTER TABLE notices
    DROP CONSTRAINT ck_notices_clock,
    DROP COLUMN clock_generation,
    DROP COLUMN clock`,
];
