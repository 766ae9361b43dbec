import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sessions and keys stay on record when they end, with who ended them and why; a session knows
 * when its password was last proved; clients that an account has signed in from are known.
 */
export class EndedAccess1792500000000 implements MigrationInterface {
  readonly name = 'EndedAccess1792500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `ALTER TABLE api_keys RENAME COLUMN revoked_at TO ended_at`,
  `ALTER TABLE api_keys ADD COLUMN ended_by uuid, ADD COLUMN end_reason text`,
  // Who revoked them was not written; that somebody did is all that is known.
  `UPDATE api_keys SET end_reason = 'revoked' WHERE ended_at IS NOT NULL`,
  `ALTER TABLE api_keys
    ADD CONSTRAINT fk_api_keys_ended_by FOREIGN KEY (ended_by) REFERENCES accounts (id),
    ADD CONSTRAINT ck_api_keys_end CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    ADD CONSTRAINT ck_api_keys_end_reason CHECK
      (end_reason IN ('revoked', 'passwordChanged', 'passwordReset', 'departure'))`,
  `ALTER TABLE sessions
    ADD COLUMN authenticated_at timestamptz,
    ADD COLUMN ended_at timestamptz,
    ADD COLUMN ended_by uuid,
    ADD COLUMN end_reason text`,
  `UPDATE sessions SET authenticated_at = created_at`,
  `ALTER TABLE sessions
    ALTER COLUMN authenticated_at SET NOT NULL,
    ADD CONSTRAINT fk_sessions_ended_by FOREIGN KEY (ended_by) REFERENCES accounts (id),
    ADD CONSTRAINT ck_sessions_end CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    ADD CONSTRAINT ck_sessions_end_reason CHECK
      (end_reason IN ('signedOut', 'endedByOwner', 'endedByAdministrator', 'passwordChanged',
                      'passwordReset', 'tooMany', 'departure'))`,
  `ALTER TABLE password_resets ADD COLUMN email text`,
  `UPDATE password_resets r SET email = a.email FROM accounts a WHERE a.id = r.account_id`,
  // Nobody was sent the codes of these.
  `DELETE FROM password_resets WHERE email IS NULL`,
  `DROP INDEX ix_password_resets_account`,
  `ALTER TABLE password_resets DROP COLUMN account_id, ALTER COLUMN email SET NOT NULL`,
  `CREATE INDEX ix_password_resets_email ON password_resets (email)`,
  `CREATE TABLE known_clients (
    client char(64) CONSTRAINT pk_known_clients PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT fk_known_clients_account REFERENCES accounts (id),
    last_at timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_known_clients_account ON known_clients (account_id)`,
];

const backwards = [
  `DROP TABLE known_clients`,
  `ALTER TABLE password_resets
    ADD COLUMN account_id uuid CONSTRAINT fk_password_resets_account REFERENCES accounts (id)`,
  `UPDATE password_resets r SET account_id = a.id FROM accounts a WHERE a.email = r.email`,
  `DROP INDEX ix_password_resets_email`,
  `ALTER TABLE password_resets DROP COLUMN email`,
  `CREATE INDEX ix_password_resets_account ON password_resets (account_id)`,
  `DELETE FROM sessions WHERE ended_at IS NOT NULL`,
  `ALTER TABLE sessions
    DROP COLUMN authenticated_at,
    DROP COLUMN ended_at,
    DROP COLUMN ended_by,
    DROP COLUMN end_reason`,
  `ALTER TABLE api_keys DROP COLUMN ended_by, DROP COLUMN end_reason`,
  `ALTER TABLE api_keys RENAME COLUMN ended_at TO revoked_at`,
];
