import { describe, expect, it } from '@jest/globals';
import { references } from '../../test/support/references.js';
import { interestRate, judicialRate } from './interest-rate.js';
import { lprOn } from './lpr.js';

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

  it.each([
    ['nothing agreed', {}, 'lpr', '3.85'],
    ['agreed below the LPR', { agreedAnnualRate: '2' }, 'lpr', '3.85'],
    ['agreed lawfully', { agreedAnnualRate: '6' }, 'agreed', '6'],
  ])('before a court, pay-when-paid: %s', (_, agreed, basis, percent) => {
    const scenario = judicialRate({ contractSignedOn, ...agreed }, lpr)?.rate;
    expect(scenario).toEqual({ basis, percent, per: 'year' });
  });
});
