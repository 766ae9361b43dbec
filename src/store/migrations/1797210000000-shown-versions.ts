import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * The number and the moment of what an enterprise is shown of a case: a version that counts steps
 * among the authorities, too, tells of each of them. A process of the version before would not keep
 * them, so it stands still.
 */
export class ShownVersions1797210000000 implements Migration {
  readonly name = 'ShownVersions1797210000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE cases DROP COLUMN shown_version, DROP COLUMN shown_at`);
  }
}

const forwards = [
  `ALTER TABLE cases ADD COLUMN shown_version integer, ADD COLUMN shown_at timestamptz`,
  // By its version a case has had each of its entries; one of before may have none at all.
  `UPDATE cases c SET
     shown_version = greatest(1, c.version - (SELECT count(*) FROM case_history h
       WHERE h.case_id = c.id AND h.event = 'measure.note')),
     shown_at = coalesce((SELECT max(at) FROM case_history h
       WHERE h.case_id = c.id AND h.event <> 'measure.note'), c.updated_at)`,
  `ALTER TABLE cases ALTER COLUMN shown_version SET NOT NULL, ALTER COLUMN shown_at SET NOT NULL`,
];
