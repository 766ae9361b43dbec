import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units know what the law calls their department by; the seeds fill it in at the next start. */
export class UnitCapacities1796100000000 implements MigrationInterface {
  readonly name = 'UnitCapacities1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE units ADD COLUMN capacities text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE units DROP COLUMN capacities`);
  }
}
