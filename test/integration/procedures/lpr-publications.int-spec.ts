import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../../../seeds/run.js';
import { LprPublications } from '../../../src/rates/lpr-publications.js';
import { at } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let lpr: LprPublications;
const now = at('2026-11-25');

beforeAll(async () => {
  database = await openTestDatabase();
  await seed(database.transactions, { demo: false, at: now });
  lpr = new LprPublications(database.transactions);
});
afterAll(() => database.close());

const add = (publishedOn: string, rate: string) =>
  lpr.import({ publications: [{ publishedOn, rate }], source: '公告' }, null, now);
const last = async () => (await lpr.all()).at(-1);

describe('publications of the LPR', () => {
  it('begin with those that come with the product', async () => {
    const all = await lpr.all();
    expect(all[0]).toMatchObject({ publishedOn: '2019-08-20', rate: '4.25', revision: 1 });
    expect(all.at(-1)).toMatchObject({ publishedOn: '2026-09-20', source: 'seeds/lpr.csv' });
  });

  it('grow, are corrected by a revision, and take nothing twice', async () => {
    expect(await add('2026-10-20', '3.00')).toEqual({ added: 1, corrected: 0, unchanged: 0 });
    expect(await add('2026-10-20', '3.0')).toEqual({ added: 0, corrected: 0, unchanged: 1 });
    expect(await add('2026-10-20', '2.95')).toEqual({ added: 0, corrected: 1, unchanged: 0 });
    expect(await last()).toMatchObject({ rate: '2.95', revision: 2, source: '公告' });
    await seed(database.transactions, { demo: false, at: now });
    expect(await last()).toMatchObject({ rate: '2.95', revision: 2 });
  });

  it.each([
    ['2019-08-19', 'notBeforeFirst'],
    ['2026-11-26', 'notInFuture'],
  ])('of %s are refused', async (publishedOn, rule) => {
    const before = await lpr.all();
    await expect(add(publishedOn, '3.00')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { errors: [{ path: 'publications[0].publishedOn', rule }] },
    });
    expect(await lpr.all()).toEqual(before);
  });

  it('are named once in an import', async () => {
    const twice = [
      { publishedOn: '2026-11-20', rate: '3.00' },
      { publishedOn: '2026-11-20', rate: '2.90' },
    ];
    await expect(lpr.import({ publications: twice, source: '公告' }, null, now)).rejects.toThrow(
      'twice',
    );
    expect(await last()).toMatchObject({ publishedOn: '2026-10-20' });
  });

  it('are neither changed nor deleted', async () => {
    for (const sql of [`UPDATE lpr_publications SET rate = '1'`, 'DELETE FROM lpr_publications']) {
      await expect(database.dataSource.query(sql)).rejects.toThrow('append-only');
    }
  });
});
