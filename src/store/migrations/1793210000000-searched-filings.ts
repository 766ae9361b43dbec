import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases of before are found by the numbers and words of their filing, too. */
export class SearchedFilings1793210000000 implements MigrationInterface {
  readonly name = 'SearchedFilings1793210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADD);
  }

  async down(): Promise<void> {
    // What a case is found by besides does no harm.
  }
}

/** The same numbers and words as case-text.ts takes, and cut in the same way. */
const ADD = `
  WITH filed AS (
    SELECT id, concat_ws(chr(10),
             filing #>> '{respondent,uscc}',
             filing #>> '{contract,number}',
             filing #>> '{promise,documentNumber}',
             filing #>> '{promise,content}',
             (SELECT string_agg(note, chr(10)) FROM jsonb_path_query(
                filing, '$.claim.items[*].note') AS note_value,
                LATERAL (SELECT note_value #>> '{}' AS note) AS notes),
             regexp_replace(filing #>> '{contract,number}', '[^[:alnum:]]', '', 'g'),
             regexp_replace(filing #>> '{promise,documentNumber}', '[^[:alnum:]]', '', 'g')
           ) AS more
      FROM cases),
  whole AS (
    SELECT case_id, text || chr(10) || lower(normalize(more, NFKC)) AS own
      FROM case_texts JOIN filed ON filed.id = case_id WHERE more <> '')
  UPDATE case_texts t SET text = own, grams = ARRAY(
      SELECT DISTINCT substr(own, place, size)
        FROM generate_series(1, length(own)) AS place, generate_series(1, 2) AS size
       WHERE place + size - 1 <= length(own))
    FROM whole WHERE whole.case_id = t.case_id`;
