import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/** By what a database is known again, and an incident for one that was restored. */
export class Restores1796210000000 implements Migration {
  readonly name = 'Restores1796210000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE restore_watch (
    id smallint NOT NULL CONSTRAINT pk_restore_watch PRIMARY KEY,
    life uuid NOT NULL,
    system_id text,
    database_id bigint,
    beat bigint NOT NULL DEFAULT 0,
    standing_since timestamptz,
    standing_cause text,
    deciding_since timestamptz,
    numbers_from integer NOT NULL DEFAULT 0,
    numbers_until integer NOT NULL DEFAULT 0,
    CONSTRAINT ck_restore_watch_single CHECK (id = 1)
  )`,
  `INSERT INTO restore_watch (id, life) VALUES (1, gen_random_uuid())`,
  `ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind`,
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind
    CHECK (kind IN ('clock', 'notice', 'evidence', 'mailServer', 'reader', 'time', 'restore'))`,
];

const backwards = [
  `DELETE FROM incidents WHERE kind = 'restore'`,
  `ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind`,
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind
    CHECK (kind IN ('clock', 'notice', 'evidence', 'mailServer', 'reader', 'time'))`,
  `DROP TABLE restore_watch`,
];
