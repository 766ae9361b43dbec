import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom to ask for at a unit, by name; nobody until the administrator says so. */
export class UnitContactPerson1796150000000 implements MigrationInterface {
  readonly name = 'UnitContactPerson1796150000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE units ADD COLUMN contact_person text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE units DROP COLUMN contact_person`);
  }
}
