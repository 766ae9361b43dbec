import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caseWith } from '../support/case-acts.js';
import { filesIn, formOf, handIn, type EvidenceBody } from '../support/evidence.js';
import { ObjectStoreStandIn } from '../support/object-store-stand-in.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let standIn: ObjectStoreStandIn;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  standIn = await ObjectStoreStandIn.open();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'), {
    EVIDENCE_STORE: 's3',
    EVIDENCE_ENDPOINT: standIn.endpoint,
    EVIDENCE_BUCKET: ObjectStoreStandIn.bucket,
    EVIDENCE_ACCESS_KEY: ObjectStoreStandIn.accessKey,
    EVIDENCE_SECRET_KEY: ObjectStoreStandIn.secretKey,
  });
});
afterAll(async () => {
  await product.close();
  await standIn.close();
  await database.close();
});

it('a file lies in the bucket and nowhere else, and comes back as it was', async () => {
  const { id } = await caseWith(product.api);
  const content = Buffer.concat([pdf(), Buffer.alloc(2 * 1024 * 1024, '% more\n')]);
  const { status, body } = await handIn(
    product.api,
    'enterprise1',
    id,
    formOf('合同.pdf', content),
  );
  expect(status).toBe(201);
  const { sha256 } = body;
  const place = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
  expect([...standIn.objects.keys()]).toEqual([place]);
  expect(filesIn(product.dataDir)).toEqual([]);
  const path = `/cases/${id}/evidence/${body.id}`;
  const answer = await product.api.response('enterprise1', path);
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);

  standIn.objects.set(place, Buffer.from('forged'));
  const damaged = await product.api.request('enterprise1', path);
  expect(damaged).toMatchObject({ status: 500, body: { code: 'EVIDENCE_DAMAGED' } });
});

it('nothing is taken while the store does not answer, and it is afterwards', async () => {
  const { id } = await caseWith(product.api);
  const add = () => handIn(product.api, 'enterprise1', id, formOf('a.pdf', pdf('later')));
  const list = () => product.api.list<EvidenceBody>('enterprise1', `/cases/${id}/evidence`);
  standIn.failing = 503;
  const before = await product.counts();
  expect(await add()).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  expect(await product.counts()).toEqual(before);
  expect(filesIn(product.dataDir)).toEqual([]);
  standIn.failing = null;
  expect(await add()).toMatchObject({ status: 201 });
  expect(await list()).toHaveLength(1);
});
