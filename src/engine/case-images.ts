import type { EntityManager } from 'typeorm';
import { CHANGING } from '../clocks/clocks.js';
import { Clock } from '../clocks/clock.entity.js';
import { columnNames, type ColumnNames } from '../store/column-names.js';
import type { NewRow, WriteBatch } from '../store/write-batch.js';
import { CaseImage } from './case-image.entity.js';
import { Case } from './case.entity.js';
import type { CaseWrites } from './case-writer.js';
import { MOVING } from './moving-columns.js';

const RECORDED = { recordedAt: 'clock_timestamp()' } as const;

/**
 * Keeps the cases as they are before what time alone does to them. The database reads its own rows,
 * as they are before the batch: no image travels, and there is no further round trip.
 */
export function putImages(
  tx: EntityManager,
  batch: WriteBatch,
  all: readonly CaseWrites[],
  at: Date,
): void {
  const rows = all.flatMap(({ record, entry, armed, timed }): NewRow<CaseImage>[] =>
    timed === null
      ? []
      : [
          {
            caseId: record.id,
            seq: entry?.seq ?? record.version,
            cause: timed,
            writtenAt: at,
            recordedAt: at,
            armed: armed.map(({ name, generation }) => `${name}#${generation}`),
          },
        ],
  );
  if (rows.length === 0) return;
  const stepped = new Set(all.flatMap(({ entry }) => entry?.caseId ?? []));
  const computed = { ...RECORDED, ...imagesIn(tx) };
  batch.insert(
    CaseImage,
    rows.filter(({ caseId }) => stepped.has(caseId)),
    { computed },
  );
  batch.insert(
    CaseImage,
    rows.filter(({ caseId }) => !stepped.has(caseId)),
    { computed: RECORDED },
  );
}

/** What an event can change of a case and of its clocks, by their properties. */
function imagesIn(tx: EntityManager) {
  const cases = columnNames(tx, Case);
  const clocks = columnNames(tx, Clock);
  const clock = objectOf(clocks, ['name', 'generation', ...CHANGING]);
  return {
    record: `(SELECT ${objectOf(cases, MOVING)} FROM cases WHERE id = row."caseId")`,
    clocks: `(SELECT coalesce(jsonb_agg(${clock}), '[]') FROM clocks
      WHERE case_id = row."caseId" AND ended_at IS NULL)`,
  };
}

function objectOf({ columnOf }: ColumnNames, properties: readonly string[]): string {
  const parts = properties.map((property) => `'${property}', ${columnOf(property)}`);
  return `jsonb_build_object(${parts.join(', ')})`;
}
