import pg from 'pg';

/** Tables of a case, each with the column that holds the case's id. */
const tables = [
  ['cases', 'id'],
  ['case_history', 'case_id'],
  ['clocks', 'case_id'],
  ['notices', 'case_id'],
] as const;

/**
 * Fills a database up to a number of cases with copies of those that are there, each with all its
 * entries, clocks and letters: what takes room, in the mix in which the product wrote it. (The
 * hashes of a copy are those of its model, so a copy is for measuring, not for reading.)
 */
export async function growTo(databaseUrl: string, total: number): Promise<void> {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  try {
    await database.query(
      `CREATE TEMPORARY TABLE copies AS
       SELECT model.id AS model, gen_random_uuid() AS copy, n
         FROM generate_series(1, $1::int - (SELECT count(*)::int FROM cases)) AS n
         JOIN (SELECT id, row_number() OVER (ORDER BY filed_at, id) AS place,
                      count(*) OVER () AS models FROM cases) AS model
           ON model.place = n % model.models + 1`,
      [total],
    );
    for (const [table, id] of tables) await copyRows(database, table, id);
    await database.query('VACUUM ANALYZE');
  } finally {
    await database.end();
  }
}

async function copyRows(database: pg.Client, table: string, id: string): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
      WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position`,
    [table],
  );
  const own: Readonly<Record<string, string>> = {
    [id]: 'copy',
    number: 'left(number, 14) || copy::text',
    ...(table === 'notices' && { id: 'gen_random_uuid()' }),
  };
  const names = rows.map(({ name }) => name);
  await database.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.map((name) => own[name] ?? name).join(', ')}
       FROM copies JOIN ${table} AS original ON original.${id} = model`,
  );
}
