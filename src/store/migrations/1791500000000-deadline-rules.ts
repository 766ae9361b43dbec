import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deadlines as data: policies, imported years, and dates that were counted anew. */
export class DeadlineRules1791500000000 implements MigrationInterface {
  readonly name = 'DeadlineRules1791500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...rules, ...recomputing, ...openClocks]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const rules = [
  `CREATE TABLE rule_revision (
    single boolean CONSTRAINT pk_rule_revision PRIMARY KEY DEFAULT true
      CONSTRAINT ck_rule_revision_single CHECK (single),
    revision integer NOT NULL
  )`,
  `INSERT INTO rule_revision (revision) VALUES (1)`,
  `CREATE TABLE clock_policies (
    id text CONSTRAINT pk_clock_policies PRIMARY KEY,
    workflow text NOT NULL,
    clock text NOT NULL,
    division_code char(6) CONSTRAINT fk_clock_policies_division REFERENCES divisions (code),
    version integer NOT NULL CONSTRAINT ck_clock_policies_version CHECK (version > 0),
    value integer NOT NULL CONSTRAINT ck_clock_policies_value CHECK (value BETWEEN 0 AND 3660),
    unit text NOT NULL
      CONSTRAINT ck_clock_policies_unit CHECK (unit IN ('workingDay', 'calendarDay', 'setDate')),
    start_rule text NOT NULL
      CONSTRAINT ck_clock_policies_start CHECK (start_rule IN ('dayAfterEvent', 'dayOfEvent')),
    roll_rule text NOT NULL
      CONSTRAINT ck_clock_policies_roll CHECK (roll_rule IN ('nextWorkingDay', 'none')),
    follows text NOT NULL
      CONSTRAINT ck_clock_policies_follows CHECK (follows IN ('filing', 'contract')),
    ladder jsonb NOT NULL,
    cap integer CONSTRAINT ck_clock_policies_cap CHECK (cap >= value),
    pause jsonb,
    basis jsonb NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    origin text NOT NULL
      CONSTRAINT ck_clock_policies_origin CHECK (origin IN ('seed', 'admin')),
    reason text NOT NULL,
    made_by uuid CONSTRAINT fk_clock_policies_maker REFERENCES accounts (id),
    made_at timestamptz NOT NULL,
    end_reason text,
    CONSTRAINT ck_clock_policies_set_date CHECK ((unit = 'setDate') = (value = 0)),
    CONSTRAINT ck_clock_policies_days CHECK (effective_to >= effective_from - 1)
  )`,
  `CREATE UNIQUE INDEX uq_clock_policies_version
    ON clock_policies (workflow, clock, coalesce(division_code, ''), version)`,
  `CREATE FUNCTION refuse_all_but_ending() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      ending CONSTANT text[] := ARRAY['effective_to', 'end_reason'];
    BEGIN
      IF to_jsonb(NEW) - ending <> to_jsonb(OLD) - ending
         OR (OLD.effective_to IS NOT NULL
             AND (NEW.effective_to IS NULL OR NEW.effective_to > OLD.effective_to)) THEN
        RAISE EXCEPTION '% can only be ended', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER tr_clock_policies_ended BEFORE UPDATE ON clock_policies
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_ending()`,
  `CREATE TRIGGER tr_clock_policies_kept BEFORE DELETE OR TRUNCATE ON clock_policies
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  `CREATE TABLE calendar_years (
    year integer NOT NULL CONSTRAINT ck_calendar_years_year CHECK (year BETWEEN 1991 AND 2199),
    version integer NOT NULL,
    days jsonb NOT NULL,
    papers jsonb NOT NULL,
    source text NOT NULL,
    reason text NOT NULL,
    imported_by uuid CONSTRAINT fk_calendar_years_importer REFERENCES accounts (id),
    imported_at timestamptz NOT NULL,
    CONSTRAINT pk_calendar_years PRIMARY KEY (year, version)
  )`,
  `CREATE TRIGGER tr_calendar_years_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON calendar_years FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

const recomputing = [
  `CREATE TABLE recomputations (
    id uuid CONSTRAINT pk_recomputations PRIMARY KEY,
    reason text NOT NULL,
    notify boolean NOT NULL,
    calendar text NOT NULL,
    rule_revision integer NOT NULL,
    made_by uuid CONSTRAINT fk_recomputations_maker REFERENCES accounts (id),
    made_at timestamptz NOT NULL,
    examined integer NOT NULL,
    moved integer NOT NULL,
    confirmed integer NOT NULL,
    finished_at timestamptz,
    undo_of uuid CONSTRAINT fk_recomputations_undo REFERENCES recomputations (id)
  )`,
  `CREATE TABLE recomputation_moves (
    recomputation_id uuid NOT NULL
      CONSTRAINT fk_recomputation_moves_recomputation REFERENCES recomputations (id),
    case_id uuid NOT NULL CONSTRAINT fk_recomputation_moves_case REFERENCES cases (id),
    name text NOT NULL,
    generation integer NOT NULL,
    before jsonb NOT NULL,
    due_on date NOT NULL,
    why jsonb NOT NULL,
    CONSTRAINT pk_recomputation_moves PRIMARY KEY (recomputation_id, case_id, name, generation)
  )`,
];

/** Clocks of before run on as they were counted, under the first version of what they followed. */
const openClocks = [
  `ALTER TABLE clocks ADD COLUMN policy_id text`,
  `UPDATE clocks SET
     policy_id = cases.kind || '.' || name || CASE
       WHEN cases.kind = 'arrears' AND name IN ('transfer', 'handling')
            AND cases.filed_on >= '2025-06-01' THEN '@2' ELSE '@1' END,
     derivation = derivation || '{"roll": "nextWorkingDay", "pauses": [], "startEvent": null, "recounts": []}'
    FROM cases WHERE cases.id = clocks.case_id`,
  `ALTER TABLE clocks ALTER COLUMN policy_id SET NOT NULL`,
];

const backwards = [
  `ALTER TABLE clocks DROP COLUMN policy_id`,
  `DROP TABLE recomputation_moves`,
  `DROP TABLE recomputations`,
  `DROP TABLE calendar_years`,
  `DROP TABLE clock_policies`,
  `DROP FUNCTION refuse_all_but_ending()`,
  `DROP TABLE rule_revision`,
];
