import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/** Cases as they were before time alone moved them, and letters that are withdrawn. */
export class CaseImages1796300000000 implements Migration {
  readonly name = 'CaseImages1796300000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE case_images (
    case_id uuid NOT NULL CONSTRAINT fk_case_images_case REFERENCES cases (id),
    seq integer NOT NULL,
    cause text NOT NULL,
    written_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    record jsonb,
    clocks jsonb,
    armed jsonb NOT NULL,
    taken_back_by integer,
    CONSTRAINT pk_case_images PRIMARY KEY (case_id, seq, cause)
  )`,
  `CREATE INDEX ix_case_images_recorded ON case_images (recorded_at)`,
  `ALTER TABLE notices DROP CONSTRAINT ck_notices_status`,
  `ALTER TABLE notices ADD CONSTRAINT ck_notices_status
    CHECK (status IN ('pending', 'sent', 'failed', 'withdrawn'))`,
];

/** A withdrawn letter never leaves; of the kinds of before, one that has failed does not either. */
const backwards = [
  `UPDATE notices SET status = 'failed' WHERE status = 'withdrawn'`,
  `ALTER TABLE notices DROP CONSTRAINT ck_notices_status`,
  `ALTER TABLE notices ADD CONSTRAINT ck_notices_status
    CHECK (status IN ('pending', 'sent', 'failed'))`,
  `DROP TABLE case_images`,
];
