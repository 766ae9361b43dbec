import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which a respondent answers without an account, and what was done with them. */
export class RespondentLinks1791800000000 implements MigrationInterface {
  readonly name = 'RespondentLinks1791800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE letter_links (
    case_id uuid NOT NULL CONSTRAINT fk_letter_links_case REFERENCES cases (id),
    id uuid NOT NULL,
    act text NOT NULL,
    clock text NOT NULL,
    generation integer NOT NULL,
    recipient text NOT NULL,
    made_at timestamptz NOT NULL,
    answered_at timestamptz,
    answered_seq integer,
    revoked_at timestamptz,
    revoked_by uuid CONSTRAINT fk_letter_links_revoker REFERENCES accounts (id),
    CONSTRAINT pk_letter_links PRIMARY KEY (case_id, id),
    CONSTRAINT ck_letter_links_answer CHECK ((answered_at IS NULL) = (answered_seq IS NULL)),
    CONSTRAINT ck_letter_links_revocation CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
  )`,
  `CREATE TABLE letter_link_tokens (
    hash char(64) NOT NULL CONSTRAINT pk_letter_link_tokens PRIMARY KEY,
    case_id uuid NOT NULL,
    link_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT fk_letter_link_tokens_link FOREIGN KEY (case_id, link_id)
      REFERENCES letter_links (case_id, id)
  )`,
  `CREATE TABLE link_uses (
    id uuid NOT NULL CONSTRAINT pk_link_uses PRIMARY KEY,
    at timestamptz NOT NULL,
    what text NOT NULL,
    client text NOT NULL,
    case_id uuid,
    link_id uuid,
    CONSTRAINT fk_link_uses_link FOREIGN KEY (case_id, link_id)
      REFERENCES letter_links (case_id, id),
    CONSTRAINT ck_link_uses_link CHECK ((case_id IS NULL) = (link_id IS NULL))
  )`,
  `CREATE INDEX ix_link_uses_link ON link_uses (case_id, link_id)`,
  // A respondent has no account.
  `ALTER TABLE evidence
    ALTER COLUMN uploaded_by DROP NOT NULL,
    ADD CONSTRAINT ck_evidence_uploader
      CHECK ((uploader_role = 'respondent') = (uploaded_by IS NULL))`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,feedback}', 'null')
    WHERE kind = 'arrears' AND NOT (snapshot -> 'context' ? 'feedback')`,
];

const backwards = [
  `ALTER TABLE evidence DROP CONSTRAINT ck_evidence_uploader`,
  // What a respondent handed in cannot be told in the columns of before.
  `ALTER TABLE evidence DISABLE TRIGGER tr_evidence_kept`,
  `DELETE FROM evidence WHERE uploaded_by IS NULL`,
  `ALTER TABLE evidence ENABLE TRIGGER tr_evidence_kept`,
  `ALTER TABLE evidence ALTER COLUMN uploaded_by SET NOT NULL`,
  `DROP TABLE link_uses`,
  `DROP TABLE letter_link_tokens`,
  `DROP TABLE letter_links`,
];
