import type { DataSource } from 'typeorm';
import { GENESIS_HASH, type ChainEnd } from '../../src/activity/event-chain.js';
import { eventColumns } from '../../src/activity/event-columns.js';
import { RecordCheck } from '../../src/activity/record-check.js';
import type { SecurityEvent } from '../../src/activity/security-event.entity.js';

/** The record of a database, from an event on, in the order of its chain. */
export function eventsOf(dataSource: DataSource, after = 0): Promise<SecurityEvent[]> {
  return dataSource.query<SecurityEvent[]>(
    `SELECT ${eventColumns.selection} FROM security_events
      WHERE security_events.seq > $1 ORDER BY security_events.seq`,
    [after],
  );
}

/** Where the record ends now. */
export async function endOf(dataSource: DataSource): Promise<ChainEnd> {
  const [end] = await dataSource.query<[ChainEnd]>(
    'SELECT seq::float8 AS seq, hash FROM security_chain',
  );
  return end;
}

/** The whole chain, from its last anchor to its end. */
export async function checkOf(dataSource: DataSource): Promise<ReturnType<RecordCheck['report']>> {
  const [anchor] = await dataSource.query<ChainEnd[]>(
    'SELECT up_to_seq::float8 AS seq, hash FROM security_anchors ORDER BY up_to_seq DESC LIMIT 1',
  );
  const check = new RecordCheck(anchor ?? { seq: 0, hash: GENESIS_HASH });
  for (const event of await eventsOf(dataSource)) check.add(event);
  return check.report(await endOf(dataSource));
}
