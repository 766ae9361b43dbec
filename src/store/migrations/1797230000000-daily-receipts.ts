import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/** Enterprises that have one letter a day for all that they file; a process of before writes each. */
export class DailyReceipts1797230000000 implements Migration {
  readonly name = 'DailyReceipts1797230000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE enterprises
         ADD COLUMN receipts_daily boolean NOT NULL DEFAULT false,
         ADD COLUMN receipts_told_until timestamptz`,
    );
    await runner.query(
      `CREATE INDEX ix_enterprises_receipts ON enterprises (receipts_told_until)
         WHERE receipts_told_until IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_enterprises_receipts');
    await runner.query(
      'ALTER TABLE enterprises DROP COLUMN receipts_daily, DROP COLUMN receipts_told_until',
    );
  }
}
