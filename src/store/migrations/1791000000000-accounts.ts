import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Real accounts: how people come in, stand in for each other and leave; letters to an account. */
export class Accounts1791000000000 implements MigrationInterface {
  readonly name = 'Accounts1791000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...accounts, ...letters]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const accounts = [
  // Whoever could sign in before still can.
  `ALTER TABLE accounts ADD COLUMN status text NOT NULL DEFAULT 'active'
    CONSTRAINT ck_accounts_status CHECK (status IN ('active', 'left'))`,
  `ALTER TABLE accounts ALTER COLUMN status DROP DEFAULT`,
  `ALTER TABLE sessions
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN last_seen_at timestamptz,
    ADD COLUMN address text NOT NULL DEFAULT '',
    ADD COLUMN user_agent text NOT NULL DEFAULT ''`,
  `UPDATE sessions SET last_seen_at = created_at`,
  `ALTER TABLE sessions
    ADD CONSTRAINT uq_sessions_id UNIQUE (id),
    ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN last_seen_at SET NOT NULL,
    ALTER COLUMN address DROP DEFAULT,
    ALTER COLUMN user_agent DROP DEFAULT`,
  `CREATE TABLE throttles (
    key char(64) CONSTRAINT pk_throttles PRIMARY KEY,
    count integer NOT NULL,
    pending integer NOT NULL,
    last_at timestamptz NOT NULL,
    blocked_until timestamptz
  )`,
  `CREATE INDEX ix_throttles_last ON throttles (last_at)`,
  `CREATE TABLE api_keys (
    id uuid CONSTRAINT pk_api_keys PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT fk_api_keys_account REFERENCES accounts (id),
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash char(64) NOT NULL CONSTRAINT uq_api_keys_hash UNIQUE,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    expires_on date,
    revoked_at timestamptz
  )`,
  `CREATE INDEX ix_api_keys_account ON api_keys (account_id)`,
  `CREATE TABLE password_resets (
    id uuid CONSTRAINT pk_password_resets PRIMARY KEY,
    account_id uuid CONSTRAINT fk_password_resets_account REFERENCES accounts (id),
    code_hash char(64) NOT NULL CONSTRAINT uq_password_resets_code UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  `CREATE INDEX ix_password_resets_account ON password_resets (account_id)`,
  // An enterprise from elsewhere is owed money in Guangxi, too.
  `ALTER TABLE enterprises ALTER COLUMN division_code DROP NOT NULL`,
  `CREATE TABLE registrations (
    id uuid CONSTRAINT pk_registrations PRIMARY KEY,
    uscc char(18) NOT NULL,
    name text NOT NULL,
    division_code char(6) CONSTRAINT fk_registrations_division REFERENCES divisions (code),
    email text NOT NULL,
    password_hash text NOT NULL,
    language text NOT NULL CONSTRAINT ck_registrations_language CHECK (language IN ('zh-CN', 'en')),
    code_hash char(64) NOT NULL CONSTRAINT uq_registrations_code UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`,
  `CREATE TABLE invitations (
    id uuid CONSTRAINT pk_invitations PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    unit_id uuid NOT NULL CONSTRAINT fk_invitations_unit REFERENCES units (id),
    language text NOT NULL CONSTRAINT ck_invitations_language CHECK (language IN ('zh-CN', 'en')),
    invited_by uuid NOT NULL CONSTRAINT fk_invitations_inviter REFERENCES accounts (id),
    code_hash char(64) NOT NULL CONSTRAINT uq_invitations_code UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz
  )`,
  `CREATE INDEX ix_invitations_email ON invitations (email)`,
  `CREATE TABLE leaves (
    id uuid CONSTRAINT pk_leaves PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT fk_leaves_account REFERENCES accounts (id),
    deputy_id uuid NOT NULL CONSTRAINT fk_leaves_deputy REFERENCES accounts (id),
    from_on date NOT NULL,
    until_on date NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT ck_leaves_days CHECK (from_on <= until_on),
    CONSTRAINT ck_leaves_deputy CHECK (account_id <> deputy_id)
  )`,
  `CREATE INDEX ix_leaves_account ON leaves (account_id, until_on)`,
  `CREATE INDEX ix_leaves_deputy ON leaves (deputy_id, until_on)`,
];

/**
 * A letter, and what became of it, need not belong to a case any more: `case_id` is null for a
 * letter to an account. Without nulls being distinct, such a letter is still owed once.
 */
const letters = [
  `ALTER TABLE notices
    DROP CONSTRAINT pk_notices,
    DROP CONSTRAINT uq_notices_obligation,
    ALTER COLUMN case_id DROP NOT NULL,
    ADD COLUMN confidential boolean NOT NULL DEFAULT FALSE`,
  `ALTER TABLE notices
    ALTER COLUMN confidential DROP DEFAULT,
    ADD CONSTRAINT pk_notices PRIMARY KEY (id),
    ADD CONSTRAINT uq_notices_obligation
      UNIQUE NULLS NOT DISTINCT (case_id, cause, template, recipient)`,
  `DROP INDEX uq_incidents_open`,
  `ALTER TABLE incidents DROP CONSTRAINT pk_incidents, ALTER COLUMN case_id DROP NOT NULL`,
  `ALTER TABLE incidents ADD CONSTRAINT pk_incidents PRIMARY KEY (id)`,
  `CREATE UNIQUE INDEX uq_incidents_open ON incidents (case_id, kind, subject)
    NULLS NOT DISTINCT WHERE resolved_at IS NULL`,
];

const backwards = [
  `DELETE FROM incidents WHERE case_id IS NULL`,
  `DELETE FROM notices WHERE case_id IS NULL`,
  `DROP INDEX uq_incidents_open`,
  `ALTER TABLE incidents DROP CONSTRAINT pk_incidents`,
  `ALTER TABLE incidents ADD CONSTRAINT pk_incidents PRIMARY KEY (case_id, id)`,
  `CREATE UNIQUE INDEX uq_incidents_open ON incidents (case_id, kind, subject) WHERE resolved_at IS NULL`,
  `ALTER TABLE notices
    DROP COLUMN confidential,
    DROP CONSTRAINT pk_notices,
    DROP CONSTRAINT uq_notices_obligation`,
  `ALTER TABLE notices
    ADD CONSTRAINT pk_notices PRIMARY KEY (case_id, id),
    ADD CONSTRAINT uq_notices_obligation UNIQUE (case_id, cause, template, recipient)`,
  ...['leaves', 'invitations', 'registrations', 'password_resets', 'api_keys', 'throttles'].map(
    (table) => `DROP TABLE ${table}`,
  ),
  `UPDATE enterprises SET division_code = '450000' WHERE division_code IS NULL`,
  `ALTER TABLE enterprises ALTER COLUMN division_code SET NOT NULL`,
  `ALTER TABLE sessions
    DROP COLUMN id,
    DROP COLUMN last_seen_at,
    DROP COLUMN address,
    DROP COLUMN user_agent`,
  `ALTER TABLE accounts DROP COLUMN status`,
];
