import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { chinaInstant, isBusinessDate } from '../kernel/business-date.js';
import { inputInvalid, type DomainError } from '../kernel/domain-error.js';
import { laterBy } from './iso-duration.js';
import { IsLine } from '../definition/index.js';

/** How far time may go in one step, in years: clocks reach no further. */
const LONGEST_YEARS = 10;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Either an instant or a length of time. */
@JSONSchema({ example: { by: 'P60D' } })
export class AdvanceInput {
  /** `2026-12-01T09:00:00+08:00`, or a date for its beginning in China. */
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly to?: string;

  /** ISO 8601: `P60D`, `P1M`, `PT36H`. */
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly by?: string;
}

/**
 * The instant that is meant.
 *
 * @throws DomainError INPUT_INVALID unless exactly one field is given, it can be read, and it
 * lies neither behind nor more than ten years ahead
 */
export function targetOf({ to, by }: AdvanceInput, now: Date): Date {
  if ((to === undefined) === (by === undefined)) {
    throw refused('', 'exactlyOne', 'must have either "to" or "by"');
  }
  const [path, target] =
    to === undefined ? (['by', laterBy(now, by ?? '')] as const) : (['to', instantOf(to)] as const);
  if (!target) {
    throw path === 'by'
      ? refused(path, 'isDuration', 'must be an ISO 8601 duration, such as P60D or PT36H')
      : refused(path, 'isInstant', 'must be an instant with its offset, or a date');
  }
  if (target < now) throw refused(path, 'notBackwards', 'must not lie before the time it is now');
  const limit = laterBy(now, `P${String(LONGEST_YEARS)}Y`);
  if (limit && target > limit) {
    throw refused(path, 'maxYears', `must not lie more than ${String(LONGEST_YEARS)} years ahead`);
  }
  return target;
}

function instantOf(text: string): Date | null {
  if (isBusinessDate(text)) return chinaInstant(text, 0);
  if (!INSTANT.test(text) || !isBusinessDate(text.slice(0, 10))) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function refused(path: string, rule: string, message: string): DomainError {
  return inputInvalid([{ path, rule, message }]);
}
