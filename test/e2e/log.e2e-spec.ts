import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let product: ProductProcess;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await startProduct({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await product.stop('SIGKILL');
  await database.close();
});

describe('a failure inside the product', () => {
  it('is told to the operator, and neither to the client nor with what was sent', async () => {
    await database.dataSource.query('ALTER TABLE accounts RENAME TO accounts_gone');
    const before = product.printed();
    const response = await fetch(`${product.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@demo.qingnuo.example', password: 'hunter2-hunter2' }),
    });
    const answer = await response.text();
    expect(response.status).toBe(500);
    expect(answer).not.toMatch(/accounts|SELECT|relation|at \w+ \(/);

    await until(() => product.printed().length > before.length);
    const told = product.printed().slice(before.length);
    expect(told).toContain('relation "accounts" does not exist');
    expect(told).not.toContain('hunter2');
  });
});
