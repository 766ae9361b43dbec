import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { HistoryEntry } from '../engine/history-entry.entity.js';
import { COPY_END, copyHeader, copyRow, type CopyHeader } from './copy-text.js';

/** What a dump says of a case: how many entries it has, and the hash of the last one. */
export interface DumpedCase {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly lastHash: string;
}

/** An entry as its hash was made of it; `at` is text, as JSON gives it back. */
export type DumpedEntry = Omit<HistoryEntry, 'at'> & { readonly at: string };

export type DumpRecord = { readonly case: DumpedCase } | { readonly entry: DumpedEntry };

/** The file is no dump, or none that holds a history. */
export class DumpUnreadable extends Error {
  override readonly name = 'DumpUnreadable';
}

/**
 * Reads a dump line by line: what `dump-history` writes (a JSON object a line), or a plain-text
 * `pg_dump`; either of them compressed, when its name ends in `.gz`.
 *
 * @throws DumpUnreadable
 */
export async function* dumpRecords(file: string): AsyncGenerator<DumpRecord> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  bytes.on('error', (error) => input.destroy(error));
  let table: CopyHeader | null = null;
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    try {
      if (table && text === COPY_END) table = null;
      else if (table) yield* recordOf(table, text);
      else if (text.startsWith('{')) yield JSON.parse(text) as DumpRecord;
      else table = copyHeader(text);
    } catch (error) {
      throw new DumpUnreadable(`Line ${line} cannot be read.`, { cause: error });
    }
  }
}

function* recordOf({ table, columns }: CopyHeader, text: string): Generator<DumpRecord> {
  if (table !== 'cases' && table !== 'case_history') return;
  const values = copyRow(text);
  const row = new Map(columns.map((column, index) => [column, values[index] ?? null]));
  const say = (column: string): string => {
    const value = row.get(column);
    if (value === null || value === undefined) throw new DumpUnreadable(`${column} is missing`);
    return value;
  };
  if (table === 'cases') {
    const { id, number } = { id: say('id'), number: say('number') };
    yield { case: { id, number, version: Number(say('version')), lastHash: say('last_hash') } };
    return;
  }
  const json = (column: string) => JSON.parse(say(column)) as never;
  yield {
    entry: {
      caseId: say('case_id'),
      seq: Number(say('seq')),
      event: say('event'),
      payload: json('payload'),
      actor: json('actor'),
      at: instant(say('at')),
      occurredOn: say('occurred_on'),
      fromState: row.get('from_state') ?? null,
      toState: say('to_state'),
      workflowVersion: Number(say('workflow_version')),
      basis: row.get('basis') === null ? null : json('basis'),
      prevHash: say('prev_hash'),
      hash: say('hash'),
    },
  };
}

/** `2026-09-18 02:15:00.123+00` as JSON says it. */
function instant(text: string): string {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return new Date(iso).toISOString();
}
