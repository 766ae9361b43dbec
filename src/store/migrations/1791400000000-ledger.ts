import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The money of cases and the rates it is counted by. What a case of before lacks in its memory is
 * worked out at the start, by `CompleteContexts`: due dates need the calendar.
 */
export class Ledger1791400000000 implements MigrationInterface {
  readonly name = 'Ledger1791400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE lpr_publications (
    published_on date NOT NULL CONSTRAINT ck_lpr_publications_day CHECK (published_on >= '2019-08-20'),
    revision integer NOT NULL CONSTRAINT ck_lpr_publications_revision CHECK (revision > 0),
    rate text NOT NULL CONSTRAINT ck_lpr_publications_rate
      CHECK (rate ~ '^(100(\\.0{1,4})?|\\d{1,2}(\\.\\d{1,4})?)$'),
    source text NOT NULL,
    imported_by uuid CONSTRAINT fk_lpr_publications_importer REFERENCES accounts (id),
    imported_at timestamptz NOT NULL,
    CONSTRAINT pk_lpr_publications PRIMARY KEY (published_on, revision)
  )`,
  `CREATE TRIGGER tr_lpr_publications_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON lpr_publications
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TABLE ledger_entries (
    case_id uuid NOT NULL CONSTRAINT fk_ledger_entries_case REFERENCES cases (id),
    no integer NOT NULL CONSTRAINT ck_ledger_entries_no CHECK (no > 0),
    history_seq integer NOT NULL,
    kind text NOT NULL,
    amount bigint,
    payment integer,
    value_on date NOT NULL,
    flag text,
    details jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_ledger_entries PRIMARY KEY (case_id, no),
    CONSTRAINT fk_ledger_entries_history
      FOREIGN KEY (case_id, history_seq) REFERENCES case_history (case_id, seq)
  )`,
  `CREATE TRIGGER tr_ledger_entries_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE INDEX ix_ledger_entries_flags ON ledger_entries (at, case_id, no) WHERE flag IS NOT NULL`,
  `ALTER TABLE cases ADD COLUMN oldest_due_on date`,
  `CREATE INDEX ix_cases_oldest_due ON cases (oldest_due_on) WHERE oldest_due_on IS NOT NULL`,
  `CREATE INDEX ix_cases_open_respondent ON cases (kind, respondent_organisation_id)
    WHERE ended_at IS NULL`,
  `CREATE INDEX ix_cases_open_respondent_name ON cases (kind, (filing #>> '{respondent,name}'))
    WHERE ended_at IS NULL`,
];

const backwards = [
  `DROP INDEX ix_cases_open_respondent_name`,
  `DROP INDEX ix_cases_open_respondent`,
  `DROP INDEX ix_cases_oldest_due`,
  `ALTER TABLE cases DROP COLUMN oldest_due_on`,
  `DROP TABLE ledger_entries`,
  `DROP TABLE lpr_publications`,
];
