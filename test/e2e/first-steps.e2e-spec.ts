import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at } from '../support/engine-under-test.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface UnitBody {
  readonly id: string;
  readonly task: string;
  readonly roles: readonly string[];
}

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, at('2026-09-14', '10:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const units = (as: string, query = '') => product.api.list<UnitBody>(as, `/units${query}`);
const tasksOf = (found: readonly UnitBody[]) => [...new Set(found.map(({ task }) => task))].sort();
const inDatabase = () =>
  database.dataSource.query<{ id: string }[]>('SELECT id FROM units ORDER BY id');

describe('the administrator of a new installation', () => {
  it('sees every unit, and others those to which a case can be referred', async () => {
    const found = await units('admin');
    expect(found.map(({ id }) => id).toSorted()).toEqual((await inDatabase()).map(({ id }) => id));
    expect(tasksOf(found)).toEqual(['acceptance', 'handling', 'oversight']);
    expect(tasksOf(await units('admin', '?task=oversight'))).toEqual(['oversight']);
    expect(tasksOf(await units('admin', '?kind=promise&cityCode=450100'))).toEqual(['handling']);
    for (const as of ['acceptor.promise', 'supervisor', 'observer']) {
      expect(tasksOf(await units(as))).toEqual(['handling']);
    }
  });

  it('invites into each of them, in each of its roles, and in no other', async () => {
    const invite = (unitId: string, role: string) =>
      product.api.request<{ code?: string }>('admin', '/invitations', {
        method: 'POST',
        body: { email: `${role}.${unitId}@office.example`, name: '来人', role, unitId },
      });
    const invited = [];
    for (const { id, roles } of await units('admin')) {
      expect(roles.length).toBeGreaterThan(0);
      for (const role of roles) invited.push((await invite(id, role)).status);
    }
    expect([...new Set(invited)]).toEqual([201]);
    const [oversight] = await units('admin', '?task=oversight');
    expect((await invite(oversight?.id ?? '', 'handler')).status).toBe(422);
  });
});
