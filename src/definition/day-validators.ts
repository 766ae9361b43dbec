import { Matches, ValidateBy, buildMessage } from 'class-validator';
import { addYears, isBusinessDate, type BusinessDate } from '../kernel/business-date.js';

/** The first and the last day that anybody may type: no case is older, and no clock goes further. */
export const DAYS_TYPED = { first: '1991-01-01', last: '2199-12-31' } as const;

/** A day that an act orders, promises or plans lies at most so many years ahead. */
export const YEARS_AHEAD = 10;

/** The stable rule of a day that lies too far ahead; the walk over the input asks it. */
export const DAYS_AHEAD_RULE = 'notTooFarAhead';

/** What is said of a day beside the days that anybody may type. */
export interface DayBounds {
  /** At most so many years after the day of the request. */
  readonly yearsAhead?: number;
}

/** `2026-09-18T09:30:00+08:00`: a moment with its distance from UTC. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is a day that may be typed, `YYYY-MM-DD`. */
export function isTypedDay(text: string): boolean {
  return isBusinessDate(text) && text >= DAYS_TYPED.first && text <= DAYS_TYPED.last;
}

/** The last day that may be typed on a day under these bounds. */
export function lastDayOf({ yearsAhead }: DayBounds, on: BusinessDate): BusinessDate {
  return yearsAhead === undefined ? DAYS_TYPED.last : addYears(on, yearsAhead);
}

/** A day that exists, `YYYY-MM-DD`, from 1991 to 2199 and within its own bounds. */
export function IsBusinessDate(bounds: DayBounds = {}): PropertyDecorator {
  const { first, last } = DAYS_TYPED;
  return together(
    dayRule(
      'isBusinessDate',
      `must be a date that exists, as YYYY-MM-DD, from ${first} to ${last}`,
      (value) => typeof value === 'string' && isTypedDay(value),
    ),
    ...aheadRule(bounds),
  );
}

/** A moment with its distance from UTC, on a day within the same bounds. */
export function IsMoment(bounds: DayBounds = {}): PropertyDecorator {
  return together(
    Matches(MOMENT, {
      message: '$property must be a moment as ISO 8601, with its distance from UTC',
    }),
    dayRule(
      'isMoment',
      'must be a moment that exists',
      // What has another form was told so already.
      (value) => typeof value !== 'string' || !MOMENT.test(value) || isTypedMoment(value),
    ),
    ...aheadRule(bounds),
  );
}

function isTypedMoment(text: string): boolean {
  return isTypedDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** Declared here, where schemas find it; asked where the day of the request is known. */
function aheadRule(bounds: DayBounds): PropertyDecorator[] {
  if (bounds.yearsAhead === undefined) return [];
  return [dayRule(DAYS_AHEAD_RULE, '', () => true, [bounds])];
}

function dayRule(
  name: string,
  sentence: string,
  validate: (value: unknown) => boolean,
  constraints: readonly unknown[] = [],
): PropertyDecorator {
  const defaultMessage = buildMessage((each) => `${each}$property ${sentence}`);
  return ValidateBy({
    name,
    constraints: [...constraints],
    validator: { validate, defaultMessage },
  });
}

function together(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}
