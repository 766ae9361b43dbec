import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much has been taken of each allowance of requests. */
export class RateLimits1792110000000 implements MigrationInterface {
  readonly name = 'RateLimits1792110000000';

  async up(runner: QueryRunner): Promise<void> {
    // What it counts is over within an hour: not worth a disk's write, nor a restore.
    await runner.query(
      `CREATE UNLOGGED TABLE rate_limits (
        key text NOT NULL CONSTRAINT pk_rate_limits PRIMARY KEY,
        window_at timestamptz NOT NULL,
        taken integer NOT NULL,
        granted integer NOT NULL
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limits');
  }
}
