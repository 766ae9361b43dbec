import pg from 'pg';

const TABLES = ['cases', 'case_history', 'clocks', 'notices'];

/** Sizes of texts differ by the digits of a date or an id that is another each time. */
const TOLERANCE = 0.01;

interface Content {
  readonly table: string;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Makes sure that the comparison was one of like with like.
 *
 * @throws Error unless both databases hold as many rows, of the same size, in every table
 */
export async function requireSameRows(one: string, other: string): Promise<void> {
  const [product, bare] = [await contentOf(one), await contentOf(other)];
  for (const [index, { table, rows, bytes }] of product.entries()) {
    const copy = bare[index];
    const off = Math.abs((copy?.bytes ?? 0) / bytes - 1);
    if (copy?.rows === rows && off <= TOLERANCE) continue;
    throw new Error(
      `The two sides wrote different rows of ${table}: ` +
        `${rows} (${bytes} bytes) and ${copy?.rows} (${copy?.bytes} bytes).`,
    );
  }
}

async function contentOf(databaseUrl: string): Promise<readonly Content[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const contents: Content[] = [];
  for (const table of TABLES) {
    const found = await client.query<Content>(
      `SELECT '${table}' AS table, count(*)::integer AS rows,
              sum(octet_length(t::text))::float AS bytes FROM ${table} t`,
    );
    contents.push(...found.rows);
  }
  await client.end();
  return contents;
}
