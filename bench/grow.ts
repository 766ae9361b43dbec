import pg from 'pg';

/** Tables of a case, each with the column that holds the case's id. */
const tables = [
  ['cases', 'id'],
  ['case_texts', 'case_id'],
  ['case_history', 'case_id'],
  ['clocks', 'case_id'],
  ['notices', 'case_id'],
] as const;

/** Parts of the names that the copies' enterprises have: 16 × 17 × 15 different ones. */
const PLACES = '南宁 柳州 桂林 梧州 北海 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 武鸣 横州 邕江';
const WORDS =
  '盛华 恒泰 金源 瑞丰 宏图 天成 远大 鼎新 嘉和 正邦 通达 凯旋 华锐 立信 东方 博远 安捷';
const TRADES = '建材 食品 机械 电子 物流 园林 纺织 化工 制药 印刷 包装 家具 环保 软件 陶瓷';

/**
 * Fills a database up to a number of cases with copies of those that are there, each with all its
 * entries, clocks and letters: what takes room, in the mix in which the product wrote it, but for
 * the names of the enterprises, which the search goes by. (The hashes of a copy are those of its
 * model, so a copy is for measuring, not for reading.)
 */
export async function growTo(databaseUrl: string, total: number): Promise<void> {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  try {
    // What is copied refers to what is there, and the copies go with one flush at the end.
    await database.query(
      `SET session_replication_role = replica; SET synchronous_commit = off;
       SET work_mem = '64MB'; SET maintenance_work_mem = '256MB'`,
    );
    await database.query(
      `CREATE TEMPORARY TABLE copies AS
       SELECT model.id AS model, ${CASE_ID} AS copy,
              ${namePart('$2', 1)} || ${namePart('$3', 16)} || ${namePart('$4', 272)} || '有限公司'
                AS name, left(number, 14) || n AS number
         FROM generate_series((SELECT count(*)::int FROM cases) + 1, $1::int) AS n
         JOIN (SELECT id, number, row_number() OVER (ORDER BY filed_at, id) AS place,
                      count(*) OVER () AS models FROM cases) AS model
           ON model.place = n % model.models + 1`,
      [total, ...[PLACES, WORDS, TRADES].map((names) => names.split(' '))],
    );
    await database.query('ANALYZE copies');
    const indexes = await dropIndexes(database);
    for (const [table, id] of tables) await copyRows(database, table, id);
    // Built at once, which takes a fraction of the time of so many insertions.
    for (const index of indexes) await database.query(index);
    await database.query('VACUUM ANALYZE');
  } finally {
    await database.end();
  }
}

/** Drops the indexes that no constraint needs; answers with the statements that bring them back. */
async function dropIndexes(database: pg.Client): Promise<readonly string[]> {
  const { rows } = await database.query<{ name: string; statement: string }>(
    `SELECT indexname AS name, indexdef AS statement FROM pg_indexes
      WHERE schemaname = 'public' AND indexname LIKE 'ix\\_%' AND tablename = ANY($1)`,
    [tables.map(([table]) => table)],
  );
  for (const { name } of rows) await database.query(`DROP INDEX ${name}`);
  return rows.map(({ statement }) => statement);
}

/** One of the list's parts; all combinations come up in turn. */
const namePart = (list: string, every: number): string =>
  `(${list}::text[])[(n / ${every}) % cardinality(${list}::text[]) + 1]`;

/** As `return-address.ts` makes one; only letters of before have none. */
const TOKEN = `CASE WHEN original.return_token IS NOT NULL
  THEN replace(gen_random_uuid()::text, '-', '') END`;

/**
 * As `ids.ts` makes one: an id begins with its moment, so that the order of the ids is the order in
 * which cases were filed, and in which their rows lie.
 */
const CASE_ID = `(lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint + n), 12, '0') || '7' ||
  substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`;

/** What the copies have of their own, in every table that has it. */
const own: Readonly<Record<string, string>> = {
  number: 'copies.number',
  enterprise_name: 'copies.name',
  return_token: TOKEN,
  text: 'head || tail',
  grams: `${gramsOf('head')} || tail_grams`,
};

/** Number and enterprise, the first lines of the text, are the copy's own; the rest is the model's. */
const TEXT_PARTS = `JOIN (SELECT case_id AS of, tail, ${gramsOf('tail')} AS tail_grams
    FROM (SELECT case_id, regexp_replace(text, '^[^\\n]*\\n[^\\n]*', '') AS tail
            FROM case_texts) AS tails) AS rests ON rests.of = model
  CROSS JOIN LATERAL (SELECT lower(copies.number) || chr(10) || copies.name AS head) AS heads`;

/** Cut as `case-text.ts` does it, but for the two neighbours where the parts meet. */
function gramsOf(text: string): string {
  return `ARRAY(SELECT DISTINCT substr(${text}, place, size)
    FROM generate_series(1, length(${text})) AS place, generate_series(1, 2) AS size
   WHERE place + size - 1 <= length(${text}))`;
}

async function copyRows(database: pg.Client, table: string, id: string): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
      WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position`,
    [table],
  );
  const values: Readonly<Record<string, string>> = {
    ...own,
    [id]: 'copy',
    ...(table === 'notices' && { id: 'gen_random_uuid()' }),
  };
  const names = rows.map(({ name }) => name);
  await database.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.map((name) => values[name] ?? `original.${name}`).join(', ')}
       FROM copies JOIN ${table} AS original ON original.${id} = model
       ${table === 'case_texts' ? TEXT_PARTS : ''}
       ${table === 'cases' ? 'ORDER BY copy' : ''}`,
  );
}
