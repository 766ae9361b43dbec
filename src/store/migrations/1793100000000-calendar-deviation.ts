import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why an imported year gives other days than the Regulation on public holidays. */
export class CalendarDeviation1793100000000 implements MigrationInterface {
  readonly name = 'CalendarDeviation1793100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE calendar_years ADD COLUMN deviation text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE calendar_years DROP COLUMN deviation');
  }
}
