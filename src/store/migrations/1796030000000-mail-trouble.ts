import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail server that takes nothing, and letters of one domain that are spread. */
export class MailTrouble1796030000000 implements MigrationInterface {
  readonly name = 'MailTrouble1796030000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE mail_server (
    id smallint NOT NULL CONSTRAINT pk_mail_server PRIMARY KEY,
    failing_since timestamptz,
    told_at timestamptz,
    CONSTRAINT ck_mail_server_single CHECK (id = 1),
    CONSTRAINT ck_mail_server_told CHECK (told_at IS NULL OR failing_since IS NOT NULL)
  )`,
  `INSERT INTO mail_server (id) VALUES (1)`,
  `CREATE TABLE mail_domains (
    domain text NOT NULL CONSTRAINT pk_mail_domains PRIMARY KEY,
    next_at timestamptz NOT NULL
  )`,
  `ALTER TABLE notices ADD COLUMN slot_at timestamptz`,
  `ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind`,
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind
    CHECK (kind IN ('clock', 'notice', 'evidence', 'mailServer', 'reader'))`,
];

const backwards = [
  `DELETE FROM incidents WHERE kind IN ('mailServer', 'reader')`,
  `ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind`,
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind
    CHECK (kind IN ('clock', 'notice', 'evidence'))`,
  `ALTER TABLE notices DROP COLUMN slot_at`,
  `DROP TABLE mail_domains`,
  `DROP TABLE mail_server`,
];
