import type { BusinessDate } from '../../src/definition/index.js';
import { daysBetween } from '../../src/kernel/business-date.js';
import { severities, type Severity } from './measure.codes.js';

interface Period {
  readonly from?: BusinessDate | undefined;
  readonly until: BusinessDate;
}

/** How many days a publication lasts. */
export function lengthOf({ from, until }: Period, on: BusinessDate): number {
  return daysBetween(from ?? on, until);
}

/**
 * The class (失信信息分类) that a publication of this length is of, where nobody says: the mildest
 * that may last so long. Longer than the gravest: that.
 */
export function severityOf(period: Period, on: BusinessDate): Severity {
  const days = lengthOf(period, on);
  const fitting = (Object.keys(severities) as Severity[]).find(
    (name) => days <= severities[name].most,
  );
  return fitting ?? 'serious';
}
