import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of a case. What was handed in stays: no row goes, and only a sealing is added to one. */
export class Evidence1791200000000 implements MigrationInterface {
  readonly name = 'Evidence1791200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE evidence (
    case_id uuid NOT NULL CONSTRAINT fk_evidence_case REFERENCES cases (id),
    id uuid NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size integer NOT NULL CONSTRAINT ck_evidence_size CHECK (size > 0),
    sha256 char(64) NOT NULL,
    note text,
    shown_to_enterprise boolean NOT NULL,
    uploaded_by uuid NOT NULL CONSTRAINT fk_evidence_uploader REFERENCES accounts (id),
    uploader_name text NOT NULL,
    uploader_role text NOT NULL,
    uploader_unit_id uuid CONSTRAINT fk_evidence_unit REFERENCES units (id),
    uploaded_at timestamptz NOT NULL,
    sealed_at timestamptz,
    sealed_by uuid CONSTRAINT fk_evidence_sealer REFERENCES accounts (id),
    sealed_role text,
    seal_reason text,
    CONSTRAINT pk_evidence PRIMARY KEY (case_id, id),
    CONSTRAINT ck_evidence_seal CHECK (
      num_nonnulls(sealed_at, sealed_by, sealed_role, seal_reason) IN (0, 4))
  )`,
  `CREATE TRIGGER tr_evidence_kept BEFORE DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE FUNCTION refuse_all_but_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      sealing CONSTANT text[] := ARRAY['sealed_at', 'sealed_by', 'sealed_role', 'seal_reason'];
    BEGIN
      IF OLD.sealed_at IS NOT NULL OR to_jsonb(NEW) - sealing <> to_jsonb(OLD) - sealing THEN
        RAISE EXCEPTION '% can only be sealed, once', TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_evidence_sealed_once BEFORE UPDATE ON evidence
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_sealing()`,
  `ALTER TABLE incidents
    DROP CONSTRAINT ck_incidents_kind,
    ADD CONSTRAINT ck_incidents_kind CHECK (kind IN ('clock', 'notice', 'evidence'))`,
];

const backwards = [
  `DELETE FROM incidents WHERE kind = 'evidence'`,
  `ALTER TABLE incidents
    DROP CONSTRAINT ck_incidents_kind,
    ADD CONSTRAINT ck_incidents_kind CHECK (kind IN ('clock', 'notice'))`,
  `DROP TABLE evidence`,
  `DROP FUNCTION refuse_all_but_sealing()`,
];
