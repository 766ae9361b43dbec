import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a report about a letter must bear; letters of before are found by none. */
export class ReturnedLetters1796040000000 implements MigrationInterface {
  readonly name = 'ReturnedLetters1796040000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notices ADD COLUMN return_token text');
    await runner.query(
      `CREATE UNIQUE INDEX uq_notices_return_token ON notices (return_token)
        WHERE return_token IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX uq_notices_return_token');
    await runner.query('ALTER TABLE notices DROP COLUMN return_token');
  }
}
