import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/** Files that wait for their complaint; a process of the version before takes none. */
export class WaitingFiles1797220000000 implements Migration {
  readonly name = 'WaitingFiles1797220000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_evidence_content');
    await runner.query('DROP TABLE waiting_files');
  }
}

const forwards = [
  `CREATE TABLE waiting_files (
    id uuid NOT NULL CONSTRAINT pk_waiting_files PRIMARY KEY,
    enterprise_id uuid NOT NULL CONSTRAINT fk_waiting_files_enterprise REFERENCES enterprises (id),
    uploaded_by uuid NOT NULL CONSTRAINT fk_waiting_files_uploader REFERENCES accounts (id),
    name text NOT NULL,
    type text NOT NULL,
    size integer NOT NULL CONSTRAINT ck_waiting_files_size CHECK (size > 0),
    sha256 char(64) NOT NULL,
    note text,
    uploaded_at timestamptz NOT NULL,
    removed_at timestamptz
  )`,
  `CREATE INDEX ix_waiting_files_enterprise ON waiting_files (enterprise_id, id)`,
  `CREATE INDEX ix_evidence_content ON evidence (sha256)`,
];
