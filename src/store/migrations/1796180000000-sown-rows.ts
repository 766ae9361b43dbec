import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

const tables = ['divisions', 'organisations', 'units'];

/** What the seeds sowed of each row, by which they see what was corrected since. */
export class SownRows1796180000000 implements Migration {
  readonly name = 'SownRows1796180000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN seeded jsonb`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN seeded`);
  }
}
