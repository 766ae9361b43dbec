import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { Product, type CaseAnswer } from '../../story/product.js';
import { startProduct } from '../support/product-process.js';
import { dataDirAt } from '../support/running-product.js';
import { until } from '../support/until.js';

const complaint = {
  kind: 'promise',
  respondent: { name: '南宁市某产业园区管理委员会', type: 'government', divisionCode: '450100' },
  facts: '承诺的补贴至今未付。',
  request: '兑付补贴。',
  statement: { truthful: true, noOtherProcedure: true },
  promise: {
    kind: 'subsidy',
    form: 'document',
    promisedOn: '2024-03-15',
    content: '厂房装修补贴。',
    amount: '100000.00',
  },
};

let dataDir: string;
beforeAll(() => {
  // A Monday morning: letters leave in working hours.
  dataDir = dataDirAt(new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

describe('SIGKILL', () => {
  it('loses nothing that was answered, and the next start sends what was still owed', async () => {
    const killed = await startProduct({ DATA_DIR: dataDir });
    // One after the other, so that the last is answered a moment before the end.
    const before = new Product(killed.url);
    const filed: CaseAnswer[] = [];
    for (let count = 0; count < 3; count += 1) {
      filed.push(await before.file('enterprise1', complaint));
    }
    expect(await killed.stop('SIGKILL')).toBeNull();

    const next = await startProduct({ DATA_DIR: dataDir });
    const after = new Product(next.url);
    for (const { id, number, state } of filed) {
      expect(await after.read('enterprise1', `/cases/${id}`)).toMatchObject({ number, state });
      const sent = await until(async () => {
        const path = `/cases/${id}/notices`;
        const { items } = await after.read<{ items: { status: string }[] }>('admin', path);
        return items.length > 0 && items.every((notice) => notice.status === 'sent') && items;
      });
      expect(sent.length).toBeGreaterThan(0);
    }
    expect(await next.stop('SIGTERM')).toBe(0);
  });
});
