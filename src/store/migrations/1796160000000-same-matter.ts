import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest complaints of an enterprise at an office, however many it has filed there. */
export class SameMatter1796160000000 implements MigrationInterface {
  readonly name = 'SameMatter1796160000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX ix_cases_same_matter
         ON cases (enterprise_id, acceptor_unit_id, filed_at DESC, id DESC)
         WHERE about_kind IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_cases_same_matter');
  }
}
