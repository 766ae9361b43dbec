import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters know the unit that they went to, and are kept without the tracking code. */
export class Readers1792400000000 implements MigrationInterface {
  readonly name = 'Readers1792400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

/** How a link names the code: as it is, and in HTML. */
const signs = ['?code=', '?code&#x3D;'];

/** A text of a letter with the code of its case masked; codes are digits and capital letters. */
const masked = (text: string): string =>
  `replace(${signs.reduce(
    (sql, sign) => `replace(${sql}, '${sign}' || c.tracking_code, '${sign}***')`,
    text,
  )}, c.tracking_code, repeat('*', 12))`;

/** What the letter needs to leave under the version before. */
const told = (text: string): string =>
  signs.reduce(
    (sql, sign) => `replace(${sql}, '${sign}***', '${sign}' || c.tracking_code)`,
    `replace(${text}, repeat('*', 12), c.tracking_code)`,
  );

const forwards = [
  `ALTER TABLE notices ADD COLUMN unit_id uuid`,
  `UPDATE notices n SET unit_id = a.unit_id FROM accounts a
    WHERE a.id = n.account_id AND a.unit_id IS NOT NULL`,
  `UPDATE notices n SET variables = ${masked('n.variables::text')}::jsonb,
          text_body = ${masked('n.text_body')}, html_body = ${masked('n.html_body')}
     FROM cases c
    WHERE c.id = n.case_id
      AND (position(c.tracking_code in n.variables::text) > 0
        OR position(c.tracking_code in n.text_body) > 0)`,
];

const backwards = [
  `UPDATE notices n SET variables = ${told('n.variables::text')}::jsonb,
          text_body = ${told('n.text_body')}, html_body = ${told('n.html_body')}
     FROM cases c
    WHERE c.id = n.case_id AND n.party = 'enterprise'
      AND position('?code=***' in n.variables::text) > 0`,
  `ALTER TABLE notices DROP COLUMN unit_id`,
];
