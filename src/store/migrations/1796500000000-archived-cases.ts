import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * Clocks and letters of cases that ended long ago, packed. Nothing is archived but by the command of
 * this version, which says that no process of the version before may run by then.
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
];

const backwards = [
  `INSERT INTO clocks
    SELECT packed.* FROM archived_cases, jsonb_populate_recordset(NULL::clocks, clocks) AS packed`,
  `INSERT INTO notices
    SELECT packed.* FROM archived_cases, jsonb_populate_recordset(NULL::notices, notices) AS packed`,
  `ALTER TABLE cases DROP COLUMN archived_at`,
  `DROP TABLE archived_cases`,
];
