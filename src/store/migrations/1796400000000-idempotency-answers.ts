import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * First answers as they were given, compressed by the product: the server compresses less, and does
 * not try again what cannot be made shorter. Those of before stay where they are until they are
 * forgotten. A key is claimed first and gets its answer later: with room on its page no index has
 * to be told of that. The version before would answer a key of this one with nothing, so it stands.
 */
export class IdempotencyAnswers1796400000000 implements Migration {
  readonly name = 'IdempotencyAnswers1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `ALTER TABLE idempotency_keys ADD COLUMN answer bytea`,
  `ALTER TABLE idempotency_keys ALTER COLUMN answer SET STORAGE EXTERNAL`,
  `ALTER TABLE idempotency_keys SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)`,
];

const backwards = [
  `ALTER TABLE idempotency_keys RESET (fillfactor, autovacuum_vacuum_scale_factor)`,
  // The version of before would answer with nothing.
  `DELETE FROM idempotency_keys WHERE answer IS NOT NULL`,
  `ALTER TABLE idempotency_keys DROP COLUMN answer`,
];
