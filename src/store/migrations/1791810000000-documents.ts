import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Official documents, and what letters carry beside their text. */
export class Documents1791810000000 implements MigrationInterface {
  readonly name = 'Documents1791810000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE document_numbers (
    series text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT pk_document_numbers PRIMARY KEY (series, year)
  )`,
  `CREATE TABLE documents (
    case_id uuid NOT NULL CONSTRAINT fk_documents_case REFERENCES cases (id),
    id uuid NOT NULL,
    template text NOT NULL,
    document_number text NOT NULL CONSTRAINT uq_documents_number UNIQUE,
    title text NOT NULL,
    issuer text NOT NULL,
    issued_on date NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size integer NOT NULL CONSTRAINT ck_documents_size CHECK (size > 0),
    sha256 char(64) NOT NULL,
    shown_to_enterprise boolean NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY (case_id, id)
  )`,
  `CREATE TRIGGER tr_documents_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `ALTER TABLE notices ADD COLUMN attachments jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE notices ALTER COLUMN attachments DROP DEFAULT`,
];

const backwards = [
  `ALTER TABLE notices DROP COLUMN attachments`,
  `DROP TABLE documents`,
  `DROP TABLE document_numbers`,
];
