import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * Webhooks by the outbox of letters: a row of `notices` with an endpoint is none. Packed rows of
 * cases that were archived before have no endpoint, which is what they say by leaving it out. A
 * dispatcher of the version before would take such a row for a letter, so it stands still.
 */
export class Webhooks1797110000000 implements Migration {
  readonly name = 'Webhooks1797110000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const KINDS = `'clock', 'notice', 'evidence', 'mailServer', 'reader', 'time', 'restore'`;

const forwards = [
  `CREATE TABLE webhook_endpoints (
    id uuid NOT NULL CONSTRAINT pk_webhook_endpoints PRIMARY KEY,
    enterprise_id uuid NOT NULL
      CONSTRAINT fk_webhook_endpoints_enterprise REFERENCES enterprises (id),
    url text NOT NULL,
    types text[] NOT NULL,
    secret text NOT NULL,
    previous_secret text,
    previous_until timestamptz,
    status text NOT NULL CONSTRAINT ck_webhook_endpoints_status CHECK (status IN ('active', 'paused')),
    failing_since timestamptz,
    failures integer NOT NULL,
    next_try_at timestamptz,
    paused_at timestamptz,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL CONSTRAINT fk_webhook_endpoints_account REFERENCES accounts (id),
    deleted_at timestamptz,
    CONSTRAINT ck_webhook_endpoints_previous
      CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
    CONSTRAINT ck_webhook_endpoints_paused CHECK ((status = 'paused') = (paused_at IS NOT NULL))
  )`,
  `CREATE INDEX ix_webhook_endpoints_enterprise ON webhook_endpoints (enterprise_id)
    WHERE deleted_at IS NULL`,
  `ALTER TABLE notices
    ADD COLUMN endpoint_id uuid CONSTRAINT fk_notices_endpoint REFERENCES webhook_endpoints (id),
    ADD COLUMN answer jsonb`,
  'DROP INDEX ix_notices_next_attempt',
  `CREATE INDEX ix_notices_next_attempt ON notices (next_attempt_at, id)
    WHERE next_attempt_at IS NOT NULL AND endpoint_id IS NULL`,
  `CREATE INDEX ix_notices_next_webhook ON notices (next_attempt_at, id)
    WHERE next_attempt_at IS NOT NULL AND endpoint_id IS NOT NULL`,
  `CREATE INDEX ix_notices_endpoint ON notices (endpoint_id, queued_at, id)
    WHERE endpoint_id IS NOT NULL`,
  `CREATE INDEX ix_notices_webhook_age ON notices (queued_at) WHERE endpoint_id IS NOT NULL`,
  'ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind',
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind CHECK (kind IN (${KINDS}, 'webhook'))`,
];

const backwards = [
  `DELETE FROM incidents WHERE kind = 'webhook'`,
  'ALTER TABLE incidents DROP CONSTRAINT ck_incidents_kind',
  `ALTER TABLE incidents ADD CONSTRAINT ck_incidents_kind CHECK (kind IN (${KINDS}))`,
  'DELETE FROM notices WHERE endpoint_id IS NOT NULL',
  `UPDATE archived_cases SET notices = (
     SELECT coalesce(jsonb_agg(packed - 'endpoint_id' - 'answer'), '[]')
       FROM jsonb_array_elements(notices) AS packed
      WHERE coalesce(packed ->> 'endpoint_id', '') = '')
    WHERE notices @? '$[*].endpoint_id'`,
  'DROP INDEX ix_notices_webhook_age',
  'DROP INDEX ix_notices_endpoint',
  'DROP INDEX ix_notices_next_webhook',
  'DROP INDEX ix_notices_next_attempt',
  'ALTER TABLE notices DROP COLUMN endpoint_id, DROP COLUMN answer',
  `CREATE INDEX ix_notices_next_attempt ON notices (next_attempt_at, id)
    WHERE next_attempt_at IS NOT NULL`,
  'DROP TABLE webhook_endpoints',
];
