import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { references } from '../../test/support/references.js';
import { arrearsFiling, type ArrearsFiling } from './arrears.filing.js';
import { openLedger } from './ledger/opening.js';

const { example } = arrearsFiling;

interface Changes {
  readonly contract?: Partial<ArrearsFiling['contract']>;
  readonly claim?: Partial<ArrearsFiling['claim']>;
  readonly type?: ArrearsFiling['respondent']['type'];
}

/** Of a contract of 2025-06-20 over 1,200,000.00; delivered on 2025-08-02, filed on 2026-11-29. */
function filingOf({ contract = {}, claim = {}, type = 'largeEnterprise' }: Changes): ArrearsFiling {
  const { agreedDays: _, ...agreed } = example.contract;
  return {
    ...example,
    respondent: { ...example.respondent, type },
    contract: { ...agreed, signedOn: '2025-06-20', ...contract },
    claim: { items: [{ amount: '1000000.00', triggeredOn: '2025-08-02' }], payments: [], ...claim },
  };
}

const input = (changes: Changes) => ({
  ...references,
  filing: filingOf(changes),
  on: '2026-11-29',
  proposer: { role: 'enterprise', unitId: null } as const,
  subjects: [],
});
const broken = (changes: Changes) =>
  (arrearsFiling.refuse?.(input(changes)) ?? []).map(({ path, rule }) => [path, rule]);

describe('what a complaint of overdue payment is refused for', () => {
  it.each<[string, Changes, string[][]]>([
    ['nothing', {}, []],
    // 802 Art 9(2): 应当按照行业规范、交易习惯合理约定付款期限.
    [
      'a long term of a large enterprise is what it is about',
      { contract: { agreedDays: 540 } },
      [],
    ],
    [
      'the same before the Regulations, where the contract alone decides',
      { contract: { agreedDays: 540, signedOn: '2020-08-31' } },
      [['claim.items', 'dueDatePassed']],
    ],
    [
      'a long term that would not be over without the agreement, either',
      {
        contract: { agreedDays: 540 },
        claim: { items: [{ amount: '1.00', triggeredOn: '2026-11-01' }] },
      },
      [['claim.items', 'dueDatePassed']],
    ],
    [
      'the same under Order 728, which has no number to wait for',
      {
        contract: { agreedDays: 540, signedOn: '2021-03-10' },
        claim: { items: [{ amount: '1.00', triggeredOn: '2026-11-01' }] },
      },
      [],
    ],
    [
      'a term of a public body that is not over',
      {
        type: 'government',
        contract: { agreedDays: 60 },
        claim: { items: [{ amount: '1.00', triggeredOn: '2026-11-01' }] },
      },
      [['claim.items', 'dueDatePassed']],
    ],
    // Civil Code 490(2): performed and accepted before it was written down.
    [
      'a payment before the written contract is taken',
      { claim: { payments: [{ on: '2025-06-01', amount: '1.00' }] } },
      [],
    ],
    [
      'more than the contract',
      { contract: { amount: '999999.99' } },
      [['claim.items', 'withinContract']],
    ],
    [
      'what was ordered on top of it is taken',
      { contract: { amount: '800000.00', additionalAmount: '200000.00' } },
      [],
    ],
    [
      'a payment on an item that is not there',
      { claim: { payments: [{ on: '2025-12-01', amount: '1.00', item: 2 }] } },
      [['claim.payments[0].item', 'itemKnown']],
    ],
    [
      'a day to come',
      { claim: { payments: [{ on: '2026-11-30', amount: '1.00' }] } },
      [['claim.payments[0].on', 'notInFuture']],
    ],
  ])('%s', (_, changes, expected) => {
    expect(broken(changes)).toEqual(expected);
  });
});

describe('the ledger that a complaint opens', () => {
  const opened = (changes: Changes) => openLedger({ ...input(changes), openAgainstRespondent: 0 });

  it('marks a long term of a large enterprise for the acceptor', () => {
    const marks = (changes: Changes) => opened(changes).items.map((item) => item.termToExamine);
    expect(marks({ contract: { agreedDays: 540 } })).toEqual([true]);
    expect(marks({ contract: { agreedDays: 60 } })).toEqual([false]);
    expect(marks({ contract: { agreedDays: 540 }, type: 'government' })).toEqual([false]);
  });

  it('counts a term in working days', () => {
    const contract = { agreedDays: 30, agreedUnit: 'workingDay' } as const;
    expect(opened({ contract }).items[0]?.dueOn).toBe('2025-09-12');
  });
});
