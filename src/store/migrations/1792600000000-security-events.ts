import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record of what people do, its chain, and what is left when old rows go. */
export class SecurityEvents1792600000000 implements MigrationInterface {
  readonly name = 'SecurityEvents1792600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE security_events (
    seq bigint CONSTRAINT pk_security_events PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    account_id uuid,
    role text,
    unit_id uuid,
    key_id uuid,
    on_behalf_of uuid,
    client text,
    user_agent text,
    case_id uuid,
    subject text,
    route text,
    status integer,
    code text,
    request_id text,
    details jsonb NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL
  )`,
  `CREATE INDEX ix_security_events_at ON security_events (at, seq)`,
  `CREATE INDEX ix_security_events_account ON security_events (account_id, at, seq)
    WHERE account_id IS NOT NULL`,
  `CREATE INDEX ix_security_events_case ON security_events (case_id, at, seq)
    WHERE case_id IS NOT NULL`,
  `CREATE INDEX ix_security_events_kind ON security_events (kind, at, seq)`,

  `CREATE TABLE security_chain (
    id integer CONSTRAINT pk_security_chain PRIMARY KEY
      CONSTRAINT ck_security_chain_one CHECK (id = 1),
    seq bigint NOT NULL,
    hash text NOT NULL
  )`,
  `INSERT INTO security_chain (id, seq, hash) VALUES (1, 0, repeat('0', 64))`,
  `CREATE TABLE security_anchors (
    up_to_seq bigint CONSTRAINT pk_security_anchors PRIMARY KEY,
    hash text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE TABLE security_forwarding (
    id integer CONSTRAINT pk_security_forwarding PRIMARY KEY
      CONSTRAINT ck_security_forwarding_one CHECK (id = 1),
    up_to_seq bigint NOT NULL,
    leased_until timestamptz NOT NULL
  )`,
  `INSERT INTO security_forwarding (id, up_to_seq, leased_until) VALUES (1, 0, 'epoch')`,

  `CREATE TRIGGER tr_security_events_append_only BEFORE UPDATE OR TRUNCATE ON security_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER tr_security_anchors_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON security_anchors FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER tr_security_chain_kept BEFORE DELETE OR TRUNCATE ON security_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  // Six months are the least that the law asks for; whatever is set, nothing younger goes.
  `CREATE FUNCTION refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.at > now() - interval '180 days'
        OR OLD.seq > (SELECT coalesce(max(up_to_seq), 0) FROM security_anchors)
      THEN
        RAISE EXCEPTION 'security_events keeps its rows' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN OLD;
    END $$`,
  `CREATE TRIGGER tr_security_events_kept BEFORE DELETE ON security_events
    FOR EACH ROW EXECUTE FUNCTION refuse_forgetting()`,
  `CREATE FUNCTION refuse_other_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM security_events WHERE seq = NEW.up_to_seq AND hash = NEW.hash
      ) THEN
        RAISE EXCEPTION 'an anchor is a row of security_events' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_security_anchors_true BEFORE INSERT ON security_anchors
    FOR EACH ROW EXECUTE FUNCTION refuse_other_anchor()`,
  `CREATE FUNCTION refuse_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.seq <= OLD.seq THEN
        RAISE EXCEPTION 'the record only grows' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_security_chain_grows BEFORE UPDATE ON security_chain
    FOR EACH ROW EXECUTE FUNCTION refuse_going_back()`,
];

const backwards = [
  `DROP TABLE security_forwarding`,
  `DROP TABLE security_anchors`,
  `DROP TABLE security_chain`,
  `DROP TABLE security_events`,
  `DROP FUNCTION refuse_going_back()`,
  `DROP FUNCTION refuse_other_anchor()`,
  `DROP FUNCTION refuse_forgetting()`,
];
