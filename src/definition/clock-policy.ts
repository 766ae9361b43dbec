import type { BusinessDate } from '../kernel/business-date.js';
import type { LegalBasis } from './basis.js';
import { termUnits } from './clock.js';
import type { Label } from './label.js';

/** `setDate`: an officer sets the day, and the clock's `count` gives the distance to it. */
export const policyUnits = [...termUnits, 'setDate'] as const;

export type PolicyUnit = (typeof policyUnits)[number];

/** Which day is the first of the count: the one after the event, or the day of the event itself. */
export const startRules = ['dayAfterEvent', 'dayOfEvent'] as const;

export type StartRule = (typeof startRules)[number];

/** What becomes of a last day in calendar days that is a day off (顺延). */
export const rollRules = ['nextWorkingDay', 'none'] as const;

export type RollRule = (typeof rollRules)[number];

/** The date of a case by which the version is chosen: rules of procedure, rules of substance. */
export const governings = ['filing', 'contract'] as const;

export type Governing = (typeof governings)[number];

/** In what warnings count; reminders count in working days. */
export const warningUnits = ['workingDay', 'month'] as const;

export type WarningUnit = (typeof warningUnits)[number];

/**
 * When a clock speaks, in working days before (negative) and after the due date, rung by rung.
 * Which letters go out at a rung stands in the clock's declaration.
 */
export interface LadderPlan {
  readonly near: readonly number[];
  /** What the numbers of `near` are; working days where nothing is said. */
  readonly nearUnit?: WarningUnit;
  readonly passed: readonly number[];
  readonly longPassed: readonly number[];
}

/** That a clock may stand still (中止计算期限), on which grounds and for how long at a time. */
export interface PausePolicy {
  readonly grounds: readonly PauseGround[];
  /** Calendar days that one pause may last at most. */
  readonly mostDays: number;
}

export interface PauseGround {
  readonly code: string;
  readonly label: Label;
}

/**
 * One version of what a deadline is: how long, how counted, on which basis, from when on. A version
 * is never changed; another one follows it. The days are numbers of `unit`.
 */
export interface ClockPolicy {
  /** `promise.cityReply@1`; with a division's own rule `arrears.review.210000@1`. */
  readonly id: string;
  readonly workflow: string;
  readonly clock: string;
  /** Holds for cases of this division and those below it; null: for all. */
  readonly divisionCode: string | null;
  readonly version: number;
  /** 0 with `setDate`. */
  readonly value: number;
  readonly unit: PolicyUnit;
  readonly startRule: StartRule;
  readonly rollRule: RollRule;
  readonly follows: Governing;
  readonly ladder: LadderPlan;
  /** The longest the term may become by extensions, from the same day 0; null: no extension. */
  readonly cap: number | null;
  /** Null: the clock never stands still. */
  readonly pause: PausePolicy | null;
  readonly basis: LegalBasis;
  readonly effectiveFrom: BusinessDate;
  /** The last day; null: until further notice. */
  readonly effectiveTo: BusinessDate | null;
}

/** The policy of a clock by its name, as it holds for a case. */
export type PolicyOf = (clock: string) => ClockPolicy;

/** `15个工作日`, `30日`; in English `15 working days`, `1 day`. */
export function daysInWords(value: number, unit: PolicyUnit): Label {
  const plural = value === 1 ? '' : 's';
  if (unit === 'month') {
    const years = value / 12;
    if (Number.isInteger(years) && years > 0) {
      return { zh: `${years}年`, en: `${years} year${years === 1 ? '' : 's'}` };
    }
    return { zh: `${value}个月`, en: `${value} month${plural}` };
  }
  if (unit === 'setDate') return { zh: '日期另定', en: 'the date that is set' };
  return unit === 'workingDay'
    ? { zh: `${value}个工作日`, en: `${value} working day${plural}` }
    : { zh: `${value}日`, en: `${value} day${plural}` };
}
