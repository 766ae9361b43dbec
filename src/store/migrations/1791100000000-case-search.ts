import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases are found by part of a text through an index, and listed by unit and by officer. */
export class CaseSearch1791100000000 implements MigrationInterface {
  readonly name = 'CaseSearch1791100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_texts');
    for (const name of indexes) await runner.query(`DROP INDEX ${name}`);
  }
}

const indexes = [
  'ix_cases_acceptor',
  'ix_cases_co_units',
  'ix_cases_acceptor_officer',
  'ix_cases_handler_officer',
];

const statements = [
  `CREATE TABLE case_texts (
    case_id uuid CONSTRAINT pk_case_texts PRIMARY KEY
      CONSTRAINT fk_case_texts_case REFERENCES cases (id),
    text text NOT NULL,
    grams text[] NOT NULL
  )`,
  // Cases of before: the same cut into single characters and pairs as case-text.ts makes.
  `INSERT INTO case_texts (case_id, text, grams)
   SELECT id, own, ARRAY(
       SELECT DISTINCT substr(own, place, size)
         FROM generate_series(1, length(own)) AS place, generate_series(1, 2) AS size
        WHERE place + size - 1 <= length(own))
     FROM (SELECT id, lower(normalize(concat_ws(chr(10), number, enterprise_name,
             filing #>> '{respondent,name}', filing ->> 'request', filing ->> 'facts'), NFKC)) AS own
             FROM cases) AS texts`,
  `CREATE INDEX ix_case_texts_grams ON case_texts USING gin (grams)`,
  `CREATE INDEX ix_cases_acceptor ON cases (acceptor_unit_id, urgent_at, id)`,
  `CREATE INDEX ix_cases_co_units ON cases USING gin (co_unit_ids) WHERE co_unit_ids <> '{}'`,
  `CREATE INDEX ix_cases_acceptor_officer ON cases (acceptor_officer_id, urgent_at, id)
    WHERE acceptor_officer_id IS NOT NULL`,
  `CREATE INDEX ix_cases_handler_officer ON cases (handler_officer_id, urgent_at, id)
    WHERE handler_officer_id IS NOT NULL`,
];
