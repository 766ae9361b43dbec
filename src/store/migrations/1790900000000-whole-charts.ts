import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the second half of the charts adds to cases and clocks. */
export class WholeCharts1790900000000 implements MigrationInterface {
  readonly name = 'WholeCharts1790900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...statements, ...openCases]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

/** What a machine remembers more than before; what a case remembers already stays as it is. */
const remembered = JSON.stringify({
  coUnitIds: [],
  cooperation: [],
  officers: { acceptor: null, handler: null },
  outcome: null,
  resultCode: null,
  answeredOn: null,
  answeredBy: [],
  mayObject: false,
  objected: false,
  surveyed: false,
  tries: 0,
  rectified: false,
  upheld: false,
  rehandled: false,
  reopeningAsked: false,
  newFacts: null,
  closedFor: null,
});

/** Cases of before go on from where they stand: same states, two regions more beside them. */
const openCases = [
  `UPDATE cases SET snapshot =
    jsonb_set(snapshot, '{context}', '${remembered}'::jsonb || (snapshot -> 'context'))`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,rectification}', 'null')
    WHERE kind = 'promise'`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context}', (snapshot -> 'context') ||
      jsonb_build_object('answeredOn', reply.on_day, 'answeredBy', reply.people))
    FROM (SELECT case_id, max(occurred_on) AS on_day,
                 jsonb_agg(actor -> 'accountId') AS people FROM case_history
           WHERE event = 'reply.send' GROUP BY case_id) AS reply
    WHERE reply.case_id = cases.id`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{value,open,progress}',
      jsonb_build_object('answered', snapshot #> '{value,open,progress}'))
    WHERE snapshot #>> '{value,open,progress}' IN ('replied', 'fedBack')`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{value,open}', (snapshot #> '{value,open}') ||
      jsonb_build_object('acceptorDesk', 'unassigned',
        'handlerDesk', CASE WHEN unit_id IS NULL THEN 'noUnit' ELSE 'unassigned' END))
    WHERE snapshot #> '{value,open}' IS NOT NULL`,
  `UPDATE clocks SET timer_id = replace(timer_id, '.progress.replied', '.progress.answered.replied')
    WHERE name = 'followUp'`,
  `UPDATE clocks SET timer_id = regexp_replace(timer_id, '\\.(replied|fedBack)$', '.answered')
    WHERE name = 'objection'`,
];

const statements = [
  `ALTER TABLE cases
    ADD COLUMN co_unit_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN acceptor_officer_id uuid CONSTRAINT fk_cases_acceptor_officer REFERENCES accounts (id),
    ADD COLUMN handler_officer_id uuid CONSTRAINT fk_cases_handler_officer REFERENCES accounts (id),
    ADD COLUMN solved boolean,
    ADD COLUMN satisfied boolean`,
  `ALTER TABLE cases ALTER COLUMN co_unit_ids DROP DEFAULT`,
  `ALTER TABLE clocks ADD COLUMN subject text`,
  `DROP INDEX uq_clocks_running`,
  `CREATE UNIQUE INDEX uq_clocks_running ON clocks (case_id, timer_id) WHERE status IN ('running', 'paused')`,
];

const backwards = [
  `DROP INDEX uq_clocks_running`,
  `CREATE UNIQUE INDEX uq_clocks_running ON clocks (case_id, name) WHERE status IN ('running', 'paused')`,
  `ALTER TABLE clocks DROP COLUMN subject`,
  `ALTER TABLE cases
    DROP COLUMN co_unit_ids,
    DROP COLUMN acceptor_officer_id,
    DROP COLUMN handler_officer_id,
    DROP COLUMN solved,
    DROP COLUMN satisfied`,
];
