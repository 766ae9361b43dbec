import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
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

/** Whether a new request is refused, on a new connection or one that is still open. */
async function isClosed(): Promise<boolean> {
  return fetch(`${product.url}/healthz`).then(
    (response) => response.status === 503,
    () => true,
  );
}

describe('SIGTERM', () => {
  it('lets a request finish that has begun, refuses new ones, and ends with code 0', async () => {
    const { hostname, port } = new URL(product.url);
    const body = JSON.stringify({ email: 'nobody@demo.qingnuo.example', password: 'wrong' });
    const client = connect(Number(port), hostname);
    let answer = '';
    client.setEncoding('utf8').on('data', (text) => {
      answer += String(text);
    });
    client.write(
      'POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // "100 Continue": the product has the head of the request and waits for the body.
    await once(client, 'data');

    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');

    const ended = product.stop('SIGTERM');
    await until(isClosed);
    client.write(body);
    await once(client, 'close');
    expect(answer).toContain('HTTP/1.1 401');
    // Nor is it held up by a connection on which nobody has asked for anything.
    expect(await ended).toBe(0);
    silent.destroy();
  });
});
