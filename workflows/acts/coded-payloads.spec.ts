import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { payloadSchema } from '../../src/definition/payload-schema.js';
import { ArrearsRejection } from '../arrears/arrears.events.js';
import { rejectionGrounds } from '../arrears/arrears.grounds.js';
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
        '被投诉人为政府、事业单位或者国有企业的，可以提交“政府不兑现承诺”投诉（民营经济组织，包括大型企业和个体工商户） / ' +
        'a complaint of a broken promise, where the respondent is a government, a public institution ' +
        'or a state-owned enterprise (any private organisation, large ones and sole traders too) → ' +
        "被投诉人所在地人民政府清理拖欠企业账款工作机构 / the office of the local government at the respondent's place that clears arrears → " +
        '12345政务服务便民热线 / the hotline 12345 → ' +
        '申请调解组织（包括工商业联合会、律师协会的调解组织）调解 / ' +
        'mediation, also by bodies of the federation of industry and commerce or the bar association → ' +
        '对行政机关的行政行为，依法申请行政复议或者提起行政诉讼 / ' +
        'administrative reconsideration or an administrative suit against an act of an authority → ' +
        '依照合同约定申请仲裁，或者向有管辖权的人民法院提起诉讼 / ' +
        'arbitration or the competent court, as the contract provides',
    );
  });

  it('says no more than the table has', () => {
    class Rejection extends rejectionOf({ tax: { zh: '税款', en: 'a tax' } }) {}
    expect(codeOf(Rejection)?.['description']).toBe('tax: 税款 / a tax');
  });
});
