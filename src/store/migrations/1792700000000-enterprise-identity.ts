import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an enterprise was shown to be who it says, and codes that were taken back. */
export class EnterpriseIdentity1792700000000 implements MigrationInterface {
  readonly name = 'EnterpriseIdentity1792700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `ALTER TABLE enterprises
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN confirmed_by uuid CONSTRAINT fk_enterprises_confirmer REFERENCES accounts (id),
    ADD COLUMN confirmed_in uuid CONSTRAINT fk_enterprises_confirmed_in REFERENCES cases (id),
    ADD COLUMN take_back_asked_at timestamptz,
    ADD COLUMN take_back_asked_by uuid
      CONSTRAINT fk_enterprises_take_back_asker REFERENCES accounts (id),
    ADD COLUMN take_back_reason text,
    ADD COLUMN taken_back_at timestamptz,
    ADD COLUMN taken_back_by uuid CONSTRAINT fk_enterprises_taker REFERENCES accounts (id),
    ADD CONSTRAINT ck_enterprises_confirmation
      CHECK (confirmed_at IS NOT NULL OR (confirmed_by IS NULL AND confirmed_in IS NULL)),
    ADD CONSTRAINT ck_enterprises_take_back_asked
      CHECK ((take_back_asked_at IS NULL) = (take_back_asked_by IS NULL)
        AND (take_back_asked_at IS NULL OR take_back_reason IS NOT NULL)),
    ADD CONSTRAINT ck_enterprises_taken_back
      CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)
        AND (taken_back_at IS NULL OR take_back_reason IS NOT NULL))`,
  `ALTER TABLE enterprises DROP CONSTRAINT uq_enterprises_uscc`,
  `CREATE UNIQUE INDEX uq_enterprises_uscc ON enterprises (uscc) WHERE taken_back_at IS NULL`,
  `CREATE INDEX ix_enterprises_uscc ON enterprises (uscc)`,
  `CREATE TRIGGER tr_enterprises_kept BEFORE DELETE OR TRUNCATE ON enterprises
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const backwards = [
  `DROP TRIGGER tr_enterprises_kept ON enterprises`,
  `DROP INDEX ix_enterprises_uscc`,
  `DROP INDEX uq_enterprises_uscc`,
  `ALTER TABLE enterprises
    ADD CONSTRAINT uq_enterprises_uscc UNIQUE (uscc),
    DROP CONSTRAINT ck_enterprises_taken_back,
    DROP CONSTRAINT ck_enterprises_take_back_asked,
    DROP CONSTRAINT ck_enterprises_confirmation,
    DROP COLUMN taken_back_by,
    DROP COLUMN taken_back_at,
    DROP COLUMN take_back_reason,
    DROP COLUMN take_back_asked_by,
    DROP COLUMN take_back_asked_at,
    DROP COLUMN confirmed_in,
    DROP COLUMN confirmed_by,
    DROP COLUMN confirmed_at`,
];
