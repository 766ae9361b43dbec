import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/** What the time of a machine is compared with, and an incident for one that is wrong. */
export class TimeWatch1796200000000 implements Migration {
  readonly name = 'TimeWatch1796200000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE time_watch (
    id smallint NOT NULL CONSTRAINT pk_time_watch PRIMARY KEY,
    last_sweep_at timestamptz,
    confirmed_at timestamptz,
    accepted_skew_ms bigint NOT NULL DEFAULT 0,
    CONSTRAINT ck_time_watch_single CHECK (id = 1)
  )`,
  `INSERT INTO time_watch (id) VALUES (1)`,
  `ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind`,
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind
    CHECK (kind IN ('clock', 'notice', 'evidence', 'mailServer', 'reader', 'time'))`,
];

const backwards = [
  `DELETE FROM incidents WHERE kind = 'time'`,
  `ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind`,
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind
    CHECK (kind IN ('clock', 'notice', 'evidence', 'mailServer', 'reader'))`,
  `DROP TABLE time_watch`,
];
