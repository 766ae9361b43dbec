import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * What happens in the cases of an enterprise, for its own systems. A process of the version before
 * would enter events that are missing there for ever, so it stands still.
 */
export class EventFeed1797100000000 implements Migration {
  readonly name = 'EventFeed1797100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forwards) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of backwards) await runner.query(statement);
  }
}

const forwards = [
  `CREATE TABLE feed_events (
    case_id uuid NOT NULL CONSTRAINT fk_feed_events_case REFERENCES cases (id),
    seq integer NOT NULL,
    id uuid NOT NULL,
    enterprise_id uuid NOT NULL,
    position integer,
    type text NOT NULL,
    clock text,
    state text NOT NULL,
    awaits text,
    awaits_until date,
    at timestamptz NOT NULL,
    CONSTRAINT pk_feed_events PRIMARY KEY (case_id, seq)
  )`,
  `CREATE UNIQUE INDEX uq_feed_events_position ON feed_events (enterprise_id, position)
    WHERE position IS NOT NULL`,
  `CREATE INDEX ix_feed_events_unplaced ON feed_events (enterprise_id, case_id, seq)
    WHERE position IS NULL`,
  'CREATE INDEX ix_feed_events_at ON feed_events (at, enterprise_id)',
  `CREATE TABLE feeds (
    enterprise_id uuid NOT NULL CONSTRAINT pk_feeds PRIMARY KEY,
    last integer NOT NULL,
    forgotten integer NOT NULL,
    CONSTRAINT ck_feeds_forgotten CHECK (forgotten BETWEEN 0 AND last)
  )`,
];

const backwards = ['DROP TABLE feeds', 'DROP TABLE feed_events'];
