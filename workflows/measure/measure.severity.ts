import type { BusinessDate } from '../../src/definition/index.js';
import { addMonths } from '../../src/kernel/business-date.js';
import { severities, type Severity } from './measure.codes.js';

interface Period {
  readonly from?: BusinessDate | undefined;
  readonly until: BusinessDate;
}

/** The day on which a publication that began on `from` has lasted the least that its class asks for. */
export function leastUntil(from: BusinessDate, severity: Severity): BusinessDate {
  return addMonths(from, severities[severity].least);
}

/** Whether a publication lasts no longer than its class allows. */
export function isWithinMost(period: Period, severity: Severity, on: BusinessDate): boolean {
  return period.until <= addMonths(period.from ?? on, severities[severity].most);
}

/**
 * The class (失信信息分类) that a publication of this length is of, where nobody says: the mildest
 * that may last so long. Longer than the gravest: that.
 */
export function severityOf(period: Period, on: BusinessDate): Severity {
  const fitting = (Object.keys(severities) as Severity[]).find((name) =>
    isWithinMost(period, name, on),
  );
  return fitting ?? 'serious';
}
