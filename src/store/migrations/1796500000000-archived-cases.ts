import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * Clocks and letters of cases that ended long ago, packed. A process of the version before, which
 * knows nothing of that, may go on beside it: it finds an archived case without its clocks and
 * letters, and is refused when it wants to change it.
 */
export class ArchivedCases1796500000000 implements Migration {
  readonly name = 'ArchivedCases1796500000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE archived_cases (
    case_id uuid NOT NULL CONSTRAINT pk_archived_cases PRIMARY KEY
      CONSTRAINT fk_archived_cases_case REFERENCES cases (id),
    archived_at timestamptz NOT NULL,
    clocks jsonb NOT NULL,
    notices jsonb NOT NULL
  )`,
  `ALTER TABLE cases ADD COLUMN archived_at timestamptz`,
  `CREATE FUNCTION refuse_archived() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the case % is archived: it is brought back before it changes', OLD.number;
    END $$`,
  `CREATE TRIGGER tr_cases_archived BEFORE UPDATE ON cases FOR EACH ROW
    WHEN (OLD.archived_at IS NOT NULL AND NEW.archived_at IS NOT NULL
          AND NEW.version <> OLD.version)
    EXECUTE FUNCTION refuse_archived()`,
];

const backwards = [
  `INSERT INTO clocks
    SELECT packed.* FROM archived_cases, jsonb_populate_recordset(NULL::clocks, clocks) AS packed`,
  `INSERT INTO notices
    SELECT packed.* FROM archived_cases, jsonb_populate_recordset(NULL::notices, notices) AS packed`,
  `DROP TRIGGER tr_cases_archived ON cases`,
  `DROP FUNCTION refuse_archived`,
  `ALTER TABLE cases DROP COLUMN archived_at`,
  `DROP TABLE archived_cases`,
];
