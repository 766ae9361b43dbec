import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  readReferenceData,
  seedReferenceData,
  unitId,
  type ReferenceData,
} from '../../../seeds/reference-data.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

type Row = Readonly<Record<string, unknown>>;
type Table = keyof ReferenceData;

const data = readReferenceData();
const keyOf: Readonly<Record<Table, string>> = {
  divisions: 'code',
  organisations: 'id',
  units: 'id',
};
const tables = Object.keys(keyOf) as Table[];
const sown = (table: Table) => data[table] as readonly Row[];
const columnsOf = (table: Table) => Object.keys(sown(table)[0] ?? {});

/** Every column that a correction can be about. */
const columns = tables.flatMap((table) =>
  columnsOf(table)
    .filter((column) => column !== keyOf[table])
    .map((column) => [table, column] as const),
);

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await seed(data);
});
afterAll(() => database.close());

const seed = (content: ReferenceData) =>
  database.transactions.run((tx) => seedReferenceData(tx, content));

const versions = async () => {
  const found: Row[] = [];
  for (const table of tables) {
    const [row] = await database.dataSource.query<Row[]>(
      `SELECT json_object_agg(${keyOf[table]}, xmin::text) AS rows FROM ${table}`,
    );
    found.push({ table, ...row });
  }
  return found;
};

async function stored(table: Table, key: unknown): Promise<Row> {
  const [row] = await database.dataSource.query<Row[]>(
    `SELECT ${columnsOf(table).join(', ')} FROM ${table} WHERE ${keyOf[table]} = $1`,
    [key],
  );
  return row ?? {};
}

const correct = (table: Table, key: unknown, column: string, value: unknown) =>
  database.dataSource.query(`UPDATE ${table} SET ${column} = $2 WHERE ${keyOf[table]} = $1`, [
    key,
    value,
  ]);

/** What the package says, but for one row of it. */
const saying = (table: Table, key: unknown, change: object): ReferenceData => ({
  ...data,
  [table]: sown(table).map((row) => (row[keyOf[table]] === key ? { ...row, ...change } : row)),
});

/** Columns that name a row above, of the same table. */
const above = ['parent_code', 'parent_id'];

/** Values that a column may have, none of them that of the row. */
function others(table: Table, row: Row, column: string): readonly [unknown, unknown] {
  const own = [row[column], row[keyOf[table]]].map((value) => JSON.stringify(value));
  const from = above.includes(column) ? keyOf[table] : column;
  const values = new Set(sown(table).map((each) => JSON.stringify(each[from])));
  const found = [...values].filter((value) => !own.includes(value));
  // Not every column has three values in the package; those that have not are texts without a rule.
  const [one, other] = found.map((value) => JSON.parse(value) as unknown);
  return [one ?? '甲', other ?? '乙'];
}

describe('what the package sows', () => {
  it('is not written again where nothing changed', async () => {
    const before = await versions();
    await seed(data);
    expect(await versions()).toEqual(before);
    await seed(saying('units', unitId('450000', 'data', 'platform'), { name_en: 'Office' }));
    expect(await versions()).not.toEqual(before);
    await seed(data);
  });

  it.each(columns)('keeps a correction: %s.%s', async (table, column) => {
    const row = sown(table).at(-1) ?? {};
    const key = row[keyOf[table]];
    const [corrected, later] = others(table, row, column);
    await correct(table, key, column, corrected);
    await seed(data);
    expect((await stored(table, key))[column]).toEqual(corrected);
    await seed(saying(table, key, { [column]: later }));
    expect((await stored(table, key))[column]).toEqual(corrected);

    // Nobody corrected it: it is as the package says.
    await correct(table, key, column, later);
    await seed(data);
    expect(await stored(table, key)).toEqual(row);
  });

  it('changes what else the package says of a corrected row', async () => {
    const id = unitId('450100', 'investment', 'promise-handling');
    await correct('units', id, 'name_zh', '南宁市投资促进中心');
    await seed(saying('units', id, { name_en: 'Nanning Investment Centre', position: 40 }));
    expect(await stored('units', id)).toMatchObject({
      name_zh: '南宁市投资促进中心',
      name_en: 'Nanning Investment Centre',
      position: 40,
    });
    const unit = sown('units').find((row) => row['id'] === id) ?? {};
    await correct('units', id, 'name_zh', unit['name_zh']);
    await seed(data);
    expect(await stored('units', id)).toEqual(unit);
  });

  it('is there again when a row is missing', async () => {
    const id = unitId('450000', 'data', 'platform');
    await database.dataSource.query('DELETE FROM units WHERE id = $1', [id]);
    await seed(data);
    expect(await stored('units', id)).toEqual(sown('units').find((row) => row['id'] === id));
  });
});

describe('a row of a version that did not remember what it had sown', () => {
  const id = unitId('450100', 'industry', 'arrears-handling');
  const of = (telephone: string, changedAt: Date | null) =>
    database.dataSource.query(
      `UPDATE units SET seeded = NULL, name_en = 'Of before', telephone = $2,
                        contact_changed_at = $3 WHERE id = $1`,
      [id, telephone, changedAt],
    );

  it('is brought up to date once, but for what the administrator entered', async () => {
    const unit = sown('units').find((row) => row['id'] === id) ?? {};
    await of('0771-5550100', null);
    await seed(data);
    expect(await stored('units', id)).toEqual(unit);
    await of('0771-5550100', new Date('2026-09-01T00:00:00Z'));
    await seed(data);
    expect(await stored('units', id)).toEqual({ ...unit, telephone: '0771-5550100' });
  });
});
