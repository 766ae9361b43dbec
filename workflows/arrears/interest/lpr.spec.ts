import { describe, expect, it } from '@jest/globals';
import { references } from '../../../test/support/references.js';
import { lprChanges, lprOn } from './lpr.js';
import { interestRate } from './rate.js';

const { lpr } = references;

describe('the LPR of a day', () => {
  it.each([
    ['2019-08-20', '4.25', '2019-08-20', false],
    ['2019-09-19', '4.25', '2019-08-20', false],
    ['2021-03-10', '3.85', '2021-02-20', false],
    ['2021-12-20', '3.80', '2021-12-20', false],
    ['2026-09-20', '3.00', '2026-09-20', false],
    ['2026-09-21', '3.00', '2026-09-20', true],
  ])('%s: %s, of %s', (date, rate, publishedOn, carriedForward) => {
    expect(lprOn(lpr, date)).toEqual({ rate, publishedOn, carriedForward });
  });

  it('is no guess before the first one', () => {
    expect(lprOn(lpr, '2019-08-19')).toBeNull();
  });
});

it('changes on few of the days on which it is published', () => {
  const changes = lprChanges(lpr).map(({ publishedOn, rate }) => [publishedOn, rate]);
  expect(changes).toHaveLength(13);
  expect(changes.slice(-3)).toEqual([
    ['2024-07-22', '3.35'],
    ['2024-10-21', '3.10'],
    ['2025-05-20', '3.00'],
  ]);
});

describe('the rate of late payment', () => {
  const contractSignedOn = '2021-03-10';
  const by = (agreedAnnualRate?: string) =>
    interestRate(
      { contractSignedOn, ...(agreedAnnualRate !== undefined && { agreedAnnualRate }) },
      lpr,
    )?.rate;

  it.each([
    ['nothing agreed', undefined, { basis: 'regulation', percent: '0.05', per: 'day' }],
    ['agreed above the LPR', '6', { basis: 'agreed', percent: '6', per: 'year' }],
    ['agreed at the LPR', '3.8500', { basis: 'agreed', percent: '3.8500', per: 'year' }],
    ['agreed just below', '3.8499', { basis: 'lprFloor', percent: '3.85', per: 'year' }],
    ['agreed as none', '0', { basis: 'lprFloor', percent: '3.85', per: 'year' }],
  ])('%s', (_, agreed, rate) => {
    expect(by(agreed)).toEqual(rate);
  });

  it('needs an LPR only where something was agreed', () => {
    const old = { contractSignedOn: '2019-08-19' };
    expect(interestRate(old, lpr)?.rate.basis).toBe('regulation');
    expect(interestRate({ ...old, agreedAnnualRate: '5' }, lpr)).toBeNull();
  });
});
