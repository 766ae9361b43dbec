import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom to call: at each unit, and at an enterprise. */
export class Contacts1793200000000 implements MigrationInterface {
  readonly name = 'Contacts1793200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  // The hotline of the governments (12345) leads to every one of them until it says better.
  `ALTER TABLE units
    ADD COLUMN contact_office text,
    ADD COLUMN telephone text NOT NULL DEFAULT '12345',
    ADD COLUMN address text,
    ADD COLUMN contact_changed_at timestamptz,
    ADD COLUMN contact_changed_by uuid
      CONSTRAINT fk_units_contact_changer REFERENCES accounts (id)`,
  ...['enterprises', 'registrations'].map(
    (table) => `ALTER TABLE ${table}
      ADD COLUMN contact_person text,
      ADD COLUMN contact_phone text,
      ADD COLUMN legal_representative text`,
  ),
];

const backwards = [
  ...['registrations', 'enterprises'].map(
    (table) => `ALTER TABLE ${table}
      DROP COLUMN legal_representative, DROP COLUMN contact_phone, DROP COLUMN contact_person`,
  ),
  `ALTER TABLE units
    DROP COLUMN contact_changed_by, DROP COLUMN contact_changed_at, DROP COLUMN address,
    DROP COLUMN telephone, DROP COLUMN contact_office`,
];
