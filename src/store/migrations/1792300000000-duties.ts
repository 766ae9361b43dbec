import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who did what, so that another one does the rest: hands of cases, roles of units, and who entered,
 * confirmed, ended what about accounts, of which nothing is deleted any more.
 */
export class Duties1792300000000 implements MigrationInterface {
  readonly name = 'Duties1792300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

/** Acts that others are kept apart from, when this was written. */
const watched = [
  'extension.request',
  'referral.return',
  'result.submit',
  'reply.send',
  'case.close',
  'size.dispute',
  'rectification.order',
  'rectification.fulfil',
  'measure.propose',
  'measure.approve',
  'measure.issue',
  'audit.find',
];

const kept = ['accounts', 'leaves', 'invitations', 'api_keys'];

const forwards = [
  `ALTER TABLE cases ADD COLUMN hands jsonb NOT NULL DEFAULT '{}'`,
  // Of each act the last time, with the account that acted and the one that it stood in for.
  `WITH last AS (
     SELECT DISTINCT ON (case_id, event) case_id, event,
            (SELECT coalesce(jsonb_agg(person), '[]')
               FROM unnest(ARRAY[actor ->> 'accountId', actor ->> 'onBehalfOf']) AS person
              WHERE person IS NOT NULL) AS people
       FROM case_history WHERE event IN (${watched.map((act) => `'${act}'`).join(', ')})
      ORDER BY case_id, event, seq DESC)
   UPDATE cases SET hands = told.hands
     FROM (SELECT case_id, jsonb_object_agg(event, people) AS hands FROM last GROUP BY case_id) AS told
    WHERE cases.id = told.case_id`,
  `ALTER TABLE cases ALTER COLUMN hands DROP DEFAULT`,

  // What an office of oversight may have is said by the seeds; until then, nothing.
  `ALTER TABLE units ADD COLUMN roles text[] NOT NULL DEFAULT '{}'`,
  `UPDATE units SET roles = CASE task
      WHEN 'acceptance' THEN ARRAY['acceptor', 'acceptorHead']
      WHEN 'handling' THEN ARRAY['handler', 'handlerHead'] ELSE '{}' END`,
  `ALTER TABLE units ALTER COLUMN roles DROP DEFAULT`,

  // Nobody knows any more who entered the leaves of before.
  `ALTER TABLE leaves
    ADD COLUMN entered_by uuid CONSTRAINT fk_leaves_enterer REFERENCES accounts (id),
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN withdrawn_by uuid CONSTRAINT fk_leaves_withdrawer REFERENCES accounts (id),
    ADD CONSTRAINT ck_leaves_withdrawal CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))`,

  // An invitation that waits for a second person has no code yet.
  `ALTER TABLE invitations
    ALTER COLUMN code_hash DROP NOT NULL,
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN confirmed_by uuid CONSTRAINT fk_invitations_confirmer REFERENCES accounts (id),
    ADD COLUMN account_id uuid CONSTRAINT fk_invitations_account REFERENCES accounts (id),
    ADD COLUMN revoked_by uuid CONSTRAINT fk_invitations_revoker REFERENCES accounts (id),
    ADD CONSTRAINT ck_invitations_confirmation
      CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
    ADD CONSTRAINT ck_invitations_another CHECK (confirmed_by IS NULL OR confirmed_by <> invited_by)`,
  `UPDATE invitations i SET account_id = a.id FROM accounts a
    WHERE i.used_at IS NOT NULL AND a.email = i.email`,

  `CREATE TABLE account_changes (
    id uuid NOT NULL CONSTRAINT pk_account_changes PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT fk_account_changes_account REFERENCES accounts (id),
    change text NOT NULL CONSTRAINT ck_account_changes_change
      CHECK (change IN ('opened', 'reopened', 'left')),
    role text NOT NULL,
    unit_id uuid CONSTRAINT fk_account_changes_unit REFERENCES units (id),
    made_by uuid CONSTRAINT fk_account_changes_maker REFERENCES accounts (id),
    operator text,
    invitation_id uuid CONSTRAINT fk_account_changes_invitation REFERENCES invitations (id),
    reason text,
    at timestamptz NOT NULL,
    CONSTRAINT ck_account_changes_somebody CHECK (num_nonnulls(made_by, operator) = 1)
  )`,
  `CREATE INDEX ix_account_changes_account ON account_changes (account_id, at)`,
  `CREATE TRIGGER tr_account_changes_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON account_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,

  ...kept.map(
    (table) => `CREATE TRIGGER tr_${table}_kept BEFORE DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
  `CREATE FUNCTION refuse_all_but_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      withdrawal CONSTANT text[] := ARRAY['withdrawn_at', 'withdrawn_by'];
    BEGIN
      IF OLD.withdrawn_at IS NOT NULL
         OR to_jsonb(NEW) - withdrawal <> to_jsonb(OLD) - withdrawal THEN
        RAISE EXCEPTION '% can only be withdrawn, once', TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_leaves_withdrawn_once BEFORE UPDATE ON leaves
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_withdrawal()`,
  // Whatever statement it is: somebody has to be there who can invite the others.
  `CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM accounts
        WHERE role = 'admin' AND status = 'active' AND id <> OLD.id FOR SHARE;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_accounts_administrator BEFORE UPDATE OF role, status ON accounts
    FOR EACH ROW WHEN (OLD.role = 'admin' AND OLD.status = 'active'
      AND (NEW.role <> 'admin' OR NEW.status <> 'active'))
    EXECUTE FUNCTION keep_an_administrator()`,
];

const backwards = [
  `DROP TRIGGER tr_accounts_administrator ON accounts`,
  `DROP FUNCTION keep_an_administrator()`,
  `DROP TRIGGER tr_leaves_withdrawn_once ON leaves`,
  `DROP FUNCTION refuse_all_but_withdrawal()`,
  ...kept.map((table) => `DROP TRIGGER tr_${table}_kept ON ${table}`),
  `DROP TABLE account_changes`,
  // What waits for a second person cannot be told in the columns of before.
  `DELETE FROM invitations WHERE code_hash IS NULL`,
  `ALTER TABLE invitations
    DROP CONSTRAINT ck_invitations_another,
    DROP CONSTRAINT ck_invitations_confirmation,
    DROP COLUMN revoked_by, DROP COLUMN account_id,
    DROP COLUMN confirmed_by, DROP COLUMN confirmed_at,
    ALTER COLUMN code_hash SET NOT NULL`,
  // Before, a leave that was withdrawn was not there.
  `DELETE FROM leaves WHERE withdrawn_at IS NOT NULL`,
  `ALTER TABLE leaves DROP CONSTRAINT ck_leaves_withdrawal,
    DROP COLUMN withdrawn_by, DROP COLUMN withdrawn_at, DROP COLUMN entered_by`,
  `ALTER TABLE units DROP COLUMN roles`,
  `ALTER TABLE cases DROP COLUMN hands`,
];
