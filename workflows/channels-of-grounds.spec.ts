import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { channels as to } from './acts/channels.js';
import type { CodeTable } from './acts/coded-payloads.js';
import * as arrears from './arrears/arrears.grounds.js';
import * as promise from './promise/promise.grounds.js';

type Channel = keyof typeof to;

/** The channels that must be among those of a ground, and why they are open. */
type Row = readonly [ground: string, channels: readonly Channel[], why: string];

// PEPL: 民营经济促进法. 802: 国务院令第802号. A civil claim may be mediated and sued upon by whoever has it;
// 802 art. 30(1) has free legal service for SMEs.
const soe = ['promiseComplaint', 'clearingOffice', 'hotline'] as const;
const civil = ['mediation', 'court'] as const;

const tables: Readonly<Record<string, { of: CodeTable; rows: readonly Row[] }>> = {
  'arrears.rejectionGrounds': {
    of: arrears.rejectionGrounds,
    rows: [
      [
        'notCommercialDebt',
        [...soe, ...civil, 'administrativeRemedies'],
        'PEPL 67, 69, 70: debts of every sort; one of an act of an authority goes to reconsideration',
      ],
      ['otherProcedure', ['thatProcedure', 'legalAid'], 'it is there already; 802 art. 30(1)'],
      ['otherLegalCase', ['thatAuthority', 'legalAid'], 'it is there already; 802 art. 30(1)'],
      ['repeated', ['reopening', ...civil, 'legalAid'], 'an answer takes no civil claim away'],
      ['notSme', [...soe, ...civil], 'PEPL 67, 69, 73, 77: private ones of every size'],
      [
        'notDebtorType',
        [...soe, ...civil, 'legalAid'],
        'PEPL 67, 73: all state-owned enterprises, also small ones; 69: clearing',
      ],
      ['centralBody', ['nationalPlatform', ...civil, 'legalAid'], '802 art. 24(2)'],
      [
        'outsideRegion',
        ['otherProvince', 'nationalPlatform', 'clearingOffice', ...civil, 'legalAid'],
        '802 art. 25(1): where the respondent is; PEPL 69: the government there clears',
      ],
      ['army', ['army', ...civil], '802 art. 36(2): rules of the army'],
      ['noContract', ['counterparty', ...civil, 'legalAid'], 'whoever made it owes'],
      ['falseComplaint', ['truthfulAgain', ...civil], 'a true claim stays one'],
      ['notDue', ['afterDueDate', ...civil, 'legalAid'], 'the term may be disputed (802 art. 9)'],
      ['identityNotShown', ['completeAgain', ...civil], 'whoever has the claim may sue'],
    ],
  },
  'arrears.terminationGrounds': {
    of: arrears.terminationGrounds,
    rows: [
      ['settled', [], 'the parties have ended it themselves'],
      ['courtOrArbitration', ['thatProcedure', 'legalAid'], '802 art. 30(1)'],
      ['otherBody', ['thatAuthority', ...civil], 'another authority takes no civil claim away'],
      ['judgment', ['enforcement', 'legalAid'], '民事诉讼法: what is decided is enforced'],
      ['enforcement', ['enforcementCourt', 'legalAid'], '民事诉讼法: objection and higher court'],
      ['bankruptcy', ['bankruptcyClaim', 'legalAid'], '企业破产法: claims are declared'],
      ['dissolved', ['liquidation', 'court', 'legalAid'], '公司法: liquidators, or who owed one'],
      ['notSme', [...soe, ...civil], 'PEPL 67, 69, 73, 77: private ones of every size'],
      ['notLargeEnterprise', [...soe, ...civil, 'legalAid'], 'PEPL 67, 73: it may be state-owned'],
      ['falseComplaint', ['truthfulAgain', ...civil], 'a true claim stays one'],
      ['noCooperation', civil, 'whoever has the claim may sue'],
      ['identityNotShown', ['completeAgain', ...civil], 'whoever has the claim may sue'],
    ],
  },
  'promise.rejectionGrounds': {
    of: promise.rejectionGrounds,
    rows: [
      [
        'betweenMarketEntities',
        ['arrearsComplaint', 'clearingOffice', 'hotline', ...civil, 'legalAid'],
        'PEPL 67, 69: clearing also where no large enterprise owes, so that nobody goes in a circle',
      ],
      ['paymentOfSme', ['arrearsComplaint', ...civil, 'legalAid'], '802 art. 24, 30(1)'],
      ['outOfScope', ['competentBody', 'administrativeRemedies', 'court'], '行政诉讼法 12; civil'],
      ['otherProcedure', ['thatProcedure', 'legalAid'], 'it is there already'],
      ['legallyClosed', ['reopening', 'administrativeRemedies', 'court'], 'within their terms'],
      ['criminalMatter', ['police', 'court'], '刑事诉讼法: the civil claim stays'],
      ['repeated', ['reopening', 'administrativeRemedies', 'court'], 'an answer takes none away'],
      [
        'identityNotShown',
        ['completeAgain', 'administrativeRemedies', 'court'],
        'whoever has the right may ask for it',
      ],
      ['otherBody', ['competentBody', 'administrativeRemedies', 'court'], '行政诉讼法 12; civil'],
    ],
  },
  'promise.terminationGrounds': {
    of: promise.terminationGrounds,
    rows: [
      ['settled', [], 'the parties have ended it themselves'],
      ['courtOrArbitration', ['thatProcedure', 'legalAid'], 'it is there already'],
      ['reconsideration', ['thatProcedure', 'legalAid'], 'it is there already'],
      ['judgment', ['enforcement', 'legalAid'], '民事诉讼法: what is decided is enforced'],
      ['enforcement', ['enforcementCourt', 'legalAid'], '民事诉讼法: objection and higher court'],
      ['bankruptcy', ['bankruptcyClaim', 'legalAid'], '企业破产法: claims are declared'],
      ['dissolved', ['liquidation', 'court', 'legalAid'], '公司法: liquidators, or who owed one'],
      ['noCooperation', ['administrativeRemedies', ...civil], 'whoever has the right may sue'],
      [
        'identityNotShown',
        ['completeAgain', 'administrativeRemedies', 'court'],
        'whoever has the right may ask for it',
      ],
    ],
  },
};

const nameOf = new Map<string, string>(Object.entries(to).map(([name, { zh }]) => [zh, name]));

describe.each(Object.entries(tables))('channels of %s', (_, { of, rows }) => {
  it('are looked at for every ground', () => {
    expect(rows.map(([ground]) => ground).toSorted()).toEqual(Object.keys(of).toSorted());
  });

  it.each(rows)('%s: %j (%s)', (ground, needed) => {
    const named = (of[ground]?.channels ?? []).map(({ zh }) => nameOf.get(zh));
    expect(named).toEqual(expect.arrayContaining([...needed]));
    expect(new Set(named).size).toBe(named.length);
  });
});
