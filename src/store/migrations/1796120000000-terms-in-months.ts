import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Terms in months, as limitation has them (诉讼时效). */
export class TermsInMonths1796120000000 implements MigrationInterface {
  readonly name = 'TermsInMonths1796120000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock_policies
        DROP CONSTRAINT ck_clock_policies_unit,
        ADD CONSTRAINT ck_clock_policies_unit
          CHECK (unit IN ('workingDay', 'calendarDay', 'month', 'setDate'))
    `);
  }

  /** The version before has no such terms, and no clock that runs by one. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock_policies DISABLE TRIGGER tr_clock_policies_kept;
      DELETE FROM clock_policies WHERE unit = 'month';
      ALTER TABLE clock_policies ENABLE TRIGGER tr_clock_policies_kept
    `);
    await runner.query(`
      ALTER TABLE clock_policies
        DROP CONSTRAINT ck_clock_policies_unit,
        ADD CONSTRAINT ck_clock_policies_unit
          CHECK (unit IN ('workingDay', 'calendarDay', 'setDate'))
    `);
  }
}
