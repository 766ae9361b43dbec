import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * Whether processes of the version before a migration may go on beside it, as they read it who do
 * not know the migration.
 */
export class MigrationsBesideOld1796180100000 implements Migration {
  readonly name = 'MigrationsBesideOld1796180100000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE migrations ADD COLUMN beside_old boolean NOT NULL DEFAULT false',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE migrations DROP COLUMN beside_old');
  }
}
