import type { EntityManager } from 'typeorm';

/** A table whose rows come with the package and may be corrected where it runs. */
export interface SownTable {
  readonly name: string;
  readonly key: string;
  readonly columns: readonly string[];
  /** Columns that are left alone where the condition holds, whatever stands in them. */
  readonly kept?: { readonly columns: readonly string[]; readonly where: string };
}

/**
 * Adds the rows that are missing, and brings those up to date of which the package now says
 * something else than when it sowed them last (`seeded`). There a column changes only if it still
 * has what was sown: what was corrected on the spot stays. Other rows are not written at all. A
 * row of a version that did not remember what it had sown is brought up to date once as a whole,
 * which that version did at every start.
 */
export async function sow(
  tx: EntityManager,
  table: SownTable,
  rows: readonly object[],
): Promise<void> {
  const { name, key, columns } = table;
  const changes = columns
    .filter((column) => column !== key)
    .map(
      (column) => `${column} = CASE WHEN ${asSown(table, column)}
                 THEN excluded.${column} ELSE ${name}.${column} END`,
    );
  await tx.query(
    `INSERT INTO ${name} (${columns.join(', ')}, seeded)
     SELECT ${columns.map((column) => `sown.${column}`).join(', ')}, content
       FROM jsonb_array_elements($1::jsonb) AS content
      CROSS JOIN LATERAL jsonb_populate_record(NULL::${name}, content) AS sown
       LEFT JOIN ${name} AS present ON present.${key} = sown.${key}
      WHERE present.${key} IS NULL OR present.seeded IS DISTINCT FROM content
     ON CONFLICT (${key}) DO UPDATE SET ${changes.join(', ')}, seeded = excluded.seeded`,
    [JSON.stringify(rows)],
  );
}

/** Whether nobody has changed a column since it was sown, in SQL. */
function asSown({ name, kept }: SownTable, column: string): string {
  const unchanged = `(${name}.seeded -> '${column}' IS NULL
                 OR coalesce(to_jsonb(${name}.${column}), 'null') = ${name}.seeded -> '${column}')`;
  return kept?.columns.includes(column) ? `NOT (${kept.where}) AND ${unchanged}` : unchanged;
}
