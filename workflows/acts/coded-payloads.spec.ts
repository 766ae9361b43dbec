import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { payloadSchema } from '../../src/definition/payload-schema.js';
import { ArrearsRejection } from '../arrears/arrears.events.js';
import { rejectionGrounds } from '../arrears/arrears.codes.js';
import { rejectionOf } from './coded-payloads.js';

const codeOf = (payload: Parameters<typeof payloadSchema>[0]) =>
  (payloadSchema(payload)['properties'] as Record<string, Record<string, unknown>>)['reasonCode'];

describe('the schema of a coded act', () => {
  it('tells what each code means, where it comes from and where to turn instead', () => {
    const { enum: codes, description } = codeOf(ArrearsRejection) ?? {};
    expect(codes).toEqual(Object.keys(rejectionGrounds));
    const lines = String(description).split('\n');
    expect(lines).toHaveLength(Object.keys(rejectionGrounds).length);
    expect(lines[0]).toBe(
      'notCommercialDebt: 非因采购货物、工程、服务形成的欠款 / ' +
        'not a debt from the purchase of goods, works or services ' +
        '(platform policy, modelled on the Jiangsu notice on the platform for complaints of overdue ' +
        'payments to SMEs (March 2022); policy) → ' +
        '属于政府承诺、补贴、土地等事项的，可以提交“政府不兑现承诺”投诉 / ' +
        'a complaint about a broken promise, where it is about promises, subsidies or land',
    );
  });

  it('says no more than the table has', () => {
    class Rejection extends rejectionOf({ tax: { zh: '税款', en: 'a tax' } }) {}
    expect(codeOf(Rejection)?.['description']).toBe('tax: 税款 / a tax');
  });
});
