import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * Every API key has an end, and may be replaced by another one. Keys of before that had none end in
 * a year; the end of those that opened nothing any more is the day on which that began. A process of
 * the version before may go on beside it: a key that it makes without an end gets one here.
 */
export class KeysByNeed1797000000000 implements Migration {
  readonly name = 'KeysByNeed1797000000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

/** A day in China, a year later. */
const yearAfter = (instant: string): string =>
  `((${instant} AT TIME ZONE 'Asia/Shanghai') + interval '1 year')::date`;

const forwards = [
  `ALTER TABLE api_keys
    ADD COLUMN replaced_by uuid
      CONSTRAINT uq_api_keys_replaced_by UNIQUE
      CONSTRAINT fk_api_keys_replaced_by REFERENCES api_keys (id),
    DROP CONSTRAINT ck_api_keys_end_reason,
    ADD CONSTRAINT ck_api_keys_end_reason CHECK
      (end_reason IN ('revoked', 'rotated', 'passwordChanged', 'passwordReset', 'departure'))`,
  `UPDATE api_keys SET expires_on = CASE
      WHEN ended_at IS NULL THEN ${yearAfter('now()')}
      ELSE (ended_at AT TIME ZONE 'Asia/Shanghai')::date END
    WHERE expires_on IS NULL`,
  `CREATE FUNCTION end_api_key() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.expires_on := coalesce(NEW.expires_on, ${yearAfter('NEW.created_at')});
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_api_keys_end BEFORE INSERT ON api_keys
    FOR EACH ROW EXECUTE FUNCTION end_api_key()`,
  `ALTER TABLE api_keys ALTER COLUMN expires_on SET NOT NULL`,
];

const backwards = [
  `DROP TRIGGER tr_api_keys_end ON api_keys`,
  `DROP FUNCTION end_api_key`,
  `ALTER TABLE api_keys ALTER COLUMN expires_on DROP NOT NULL, DROP COLUMN replaced_by`,
  // Somebody ended it: the version of before has no other word for it.
  `UPDATE api_keys SET end_reason = 'revoked' WHERE end_reason = 'rotated'`,
  `ALTER TABLE api_keys
    DROP CONSTRAINT ck_api_keys_end_reason,
    ADD CONSTRAINT ck_api_keys_end_reason CHECK
      (end_reason IN ('revoked', 'passwordChanged', 'passwordReset', 'departure'))`,
];
