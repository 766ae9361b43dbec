import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a database is kept for; one that has accounts already says it by them. */
export class Installation1792100000000 implements MigrationInterface {
  readonly name = 'Installation1792100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE installation');
  }
}

const forwards = [
  `CREATE TABLE installation (
    id smallint NOT NULL CONSTRAINT pk_installation PRIMARY KEY,
    kind text NOT NULL,
    since timestamptz NOT NULL,
    CONSTRAINT ck_installation_single CHECK (id = 1),
    CONSTRAINT ck_installation_kind CHECK (kind IN ('demonstration', 'production'))
  )`,
  `INSERT INTO installation (id, kind, since)
   SELECT 1,
          CASE WHEN bool_or(email LIKE '%@demo.qingnuo.example') THEN 'demonstration'
               ELSE 'production' END,
          min(created_at)
     FROM accounts HAVING count(*) > 0`,
];
