import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everything from filing to reply. Constraints and indexes are named by hand. */
export class FilingToReply1790000000000 implements MigrationInterface {
  readonly name = 'FilingToReply1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...parties, ...cases, ...queues]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.query(`DROP TABLE ${table} CASCADE`);
    await runner.query('DROP FUNCTION refuse_change()');
  }
}

const tables = [
  'divisions',
  'organisations',
  'units',
  'enterprises',
  'accounts',
  'sessions',
  'case_numbers',
  'cases',
  'case_history',
  'clocks',
  'notices',
  'incidents',
  'idempotency_keys',
];

const parties = [
  `CREATE TABLE divisions (
    code char(6) CONSTRAINT pk_divisions PRIMARY KEY,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    level text NOT NULL CONSTRAINT ck_divisions_level CHECK (level IN ('province', 'city', 'county')),
    parent_code char(6) CONSTRAINT fk_divisions_parent REFERENCES divisions (code)
  )`,
  `CREATE TABLE organisations (
    id uuid CONSTRAINT pk_organisations PRIMARY KEY,
    name text NOT NULL,
    uscc char(18) CONSTRAINT uq_organisations_uscc UNIQUE,
    division_code char(6) NOT NULL CONSTRAINT fk_organisations_division REFERENCES divisions (code),
    parent_id uuid CONSTRAINT fk_organisations_parent REFERENCES organisations (id)
  )`,
  `CREATE INDEX ix_organisations_name ON organisations (name)`,
  `CREATE TABLE units (
    id uuid CONSTRAINT pk_units PRIMARY KEY,
    organisation_id uuid NOT NULL CONSTRAINT fk_units_organisation REFERENCES organisations (id),
    name_zh text NOT NULL,
    name_en text NOT NULL,
    division_code char(6) NOT NULL CONSTRAINT fk_units_division REFERENCES divisions (code),
    task text NOT NULL CONSTRAINT ck_units_task CHECK (task IN ('acceptance', 'handling', 'oversight')),
    kinds text[] NOT NULL,
    position integer NOT NULL
  )`,
  `CREATE INDEX ix_units_division ON units (division_code, task)`,
  `CREATE TABLE enterprises (
    id uuid CONSTRAINT pk_enterprises PRIMARY KEY,
    uscc char(18) NOT NULL CONSTRAINT uq_enterprises_uscc UNIQUE,
    name text NOT NULL,
    division_code char(6) NOT NULL CONSTRAINT fk_enterprises_division REFERENCES divisions (code)
  )`,
  `CREATE TABLE accounts (
    id uuid CONSTRAINT pk_accounts PRIMARY KEY,
    email text NOT NULL CONSTRAINT uq_accounts_email UNIQUE,
    password_hash text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    language text NOT NULL CONSTRAINT ck_accounts_language CHECK (language IN ('zh-CN', 'en')),
    unit_id uuid CONSTRAINT fk_accounts_unit REFERENCES units (id),
    enterprise_id uuid CONSTRAINT fk_accounts_enterprise REFERENCES enterprises (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT ck_accounts_side CHECK ((role = 'enterprise') = (enterprise_id IS NOT NULL)),
    CONSTRAINT ck_accounts_unit CHECK ((role = 'enterprise') = (unit_id IS NULL))
  )`,
  `CREATE INDEX ix_accounts_unit ON accounts (unit_id, role)`,
  `CREATE INDEX ix_accounts_enterprise ON accounts (enterprise_id)`,
  `CREATE TABLE sessions (
    token_hash char(64) CONSTRAINT pk_sessions PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT fk_sessions_account REFERENCES accounts (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX ix_sessions_account ON sessions (account_id)`,
];

const cases = [
  `CREATE TABLE case_numbers (
    series text CONSTRAINT pk_case_numbers PRIMARY KEY,
    last integer NOT NULL
  )`,
  `CREATE TABLE cases (
    id uuid CONSTRAINT pk_cases PRIMARY KEY,
    number text NOT NULL CONSTRAINT uq_cases_number UNIQUE,
    kind text NOT NULL,
    workflow_version integer NOT NULL,
    state text NOT NULL,
    escalation text NOT NULL,
    version integer NOT NULL,
    snapshot jsonb NOT NULL,
    last_hash char(64) NOT NULL,
    enterprise_id uuid NOT NULL CONSTRAINT fk_cases_enterprise REFERENCES enterprises (id),
    enterprise_name text NOT NULL,
    filed_by uuid NOT NULL CONSTRAINT fk_cases_account REFERENCES accounts (id),
    acceptor_unit_id uuid NOT NULL CONSTRAINT fk_cases_acceptor REFERENCES units (id),
    unit_id uuid CONSTRAINT fk_cases_unit REFERENCES units (id),
    respondent_organisation_id uuid CONSTRAINT fk_cases_respondent REFERENCES organisations (id),
    respondent_type text NOT NULL,
    division_code char(6) NOT NULL,
    city_code char(6) NOT NULL,
    filing jsonb NOT NULL,
    tracking_code text NOT NULL,
    filed_on date NOT NULL,
    filed_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    urgent_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  `CREATE INDEX ix_cases_urgency ON cases (urgent_at, id)`,
  `CREATE INDEX ix_cases_unit ON cases (unit_id, urgent_at, id)`,
  `CREATE INDEX ix_cases_enterprise ON cases (enterprise_id, urgent_at, id)`,
  `CREATE INDEX ix_cases_kind_state ON cases (kind, state, urgent_at, id)`,
  `CREATE INDEX ix_cases_city ON cases (city_code, urgent_at, id)`,
  `CREATE TABLE case_history (
    case_id uuid NOT NULL CONSTRAINT fk_case_history_case REFERENCES cases (id),
    seq integer NOT NULL,
    event text NOT NULL,
    payload jsonb NOT NULL,
    actor jsonb NOT NULL,
    at timestamptz NOT NULL,
    occurred_on date NOT NULL,
    from_state text,
    to_state text NOT NULL,
    workflow_version integer NOT NULL,
    basis jsonb,
    prev_hash char(64) NOT NULL,
    hash char(64) NOT NULL,
    CONSTRAINT pk_case_history PRIMARY KEY (case_id, seq)
  )`,
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$`,
  `CREATE TRIGGER tr_case_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const queues = [
  `CREATE TABLE clocks (
    case_id uuid NOT NULL CONSTRAINT fk_clocks_case REFERENCES cases (id),
    name text NOT NULL,
    generation integer NOT NULL,
    timer_id text NOT NULL,
    status text NOT NULL CONSTRAINT ck_clocks_status
      CHECK (status IN ('running', 'paused', 'met', 'lapsed', 'cancelled')),
    owed_by text NOT NULL,
    started_on date NOT NULL,
    raw_due_on date NOT NULL,
    due_on date NOT NULL,
    due_at timestamptz NOT NULL,
    provisional boolean NOT NULL,
    mark text NOT NULL CONSTRAINT ck_clocks_mark CHECK (mark IN ('law', 'policy')),
    basis jsonb NOT NULL,
    derivation jsonb NOT NULL,
    stages jsonb NOT NULL,
    next_stage_at timestamptz,
    attempts integer NOT NULL,
    last_error text,
    armed_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT pk_clocks PRIMARY KEY (case_id, name, generation)
  )`,
  `CREATE UNIQUE INDEX uq_clocks_running ON clocks (case_id, name) WHERE status IN ('running', 'paused')`,
  `CREATE INDEX ix_clocks_next_stage ON clocks (next_stage_at, case_id) WHERE next_stage_at IS NOT NULL`,
  `CREATE TABLE notices (
    case_id uuid NOT NULL CONSTRAINT fk_notices_case REFERENCES cases (id),
    id uuid NOT NULL,
    cause text NOT NULL,
    template text NOT NULL,
    party text NOT NULL,
    recipient text NOT NULL,
    recipient_name text NOT NULL,
    account_id uuid,
    language text NOT NULL,
    variables jsonb NOT NULL,
    message_id text NOT NULL,
    status text NOT NULL CONSTRAINT ck_notices_status CHECK (status IN ('pending', 'sent', 'failed')),
    subject text,
    text_body text,
    html_body text,
    queued_at timestamptz NOT NULL,
    next_attempt_at timestamptz,
    attempts integer NOT NULL,
    sent_at timestamptz,
    smtp_response text,
    last_error text,
    CONSTRAINT pk_notices PRIMARY KEY (case_id, id),
    CONSTRAINT uq_notices_obligation UNIQUE (case_id, cause, template, recipient)
  )`,
  `CREATE INDEX ix_notices_next_attempt ON notices (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL`,
  `CREATE TABLE incidents (
    case_id uuid NOT NULL CONSTRAINT fk_incidents_case REFERENCES cases (id),
    id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT ck_incidents_kind CHECK (kind IN ('clock', 'notice')),
    subject text NOT NULL,
    cause text NOT NULL,
    attempts integer NOT NULL,
    opened_at timestamptz NOT NULL,
    resolved_at timestamptz,
    resolved_by uuid,
    CONSTRAINT pk_incidents PRIMARY KEY (case_id, id)
  )`,
  `CREATE UNIQUE INDEX uq_incidents_open ON incidents (case_id, kind, subject) WHERE resolved_at IS NULL`,
  `CREATE INDEX ix_incidents_open ON incidents (opened_at, id) WHERE resolved_at IS NULL`,
  `CREATE TABLE idempotency_keys (
    account_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint char(64) NOT NULL,
    outcome jsonb,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (account_id, key)
  )`,
  `CREATE INDEX ix_idempotency_keys_created ON idempotency_keys (created_at)`,
];
