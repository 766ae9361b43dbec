import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Product } from '../../story/product.js';
import { tellAll } from '../../story/tell.js';
import { AnswerCheck, checkedFetch } from '../support/check-answers.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

describe('the story that `npm run story` tells', () => {
  it('comes to its end, and every answer is what the OpenAPI document tells', async () => {
    const lines: string[] = [];
    const found: string[] = [];
    const check = await AnswerCheck.of(product.url);
    let answers = 0;
    const send = checkedFetch(
      () => Promise.resolve(check),
      (problem) => found.push(problem),
    );
    const counted: typeof fetch = (input, init) => {
      answers += 1;
      return send(input, init);
    };
    await tellAll(new Product(product.url, counted), (line) => lines.push(line));
    expect([...new Set(found)]).toEqual([]);
    expect(answers).toBeGreaterThan(100);
    // Each of them has told its last step.
    const titles = lines.filter((line) => line.startsWith('\n━━'));
    const last = lines.filter((line) => /^\[ *(\d+)\/\1\]/.test(line));
    expect(titles.length).toBeGreaterThan(3);
    expect(last).toHaveLength(titles.length);
  });
});
