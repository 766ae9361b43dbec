import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { PayloadClass } from '../definition/index.js';
import { requireBounded, validateInput } from '../definition/validate-input.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';

/** Types that say nothing about a shape; a handler that takes one checks its input itself. */
const shapeless = new Set<unknown>([undefined, Object, String, Number, Boolean, Array]);

/**
 * Checks every body and query that is typed by a class, the size of every other body, and every id
 * in a path.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  constructor(private readonly time: TimeSource) {}

  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'param' && /(^id|Id)$/.test(data ?? '') && !isUUID(value)) {
      // What is not an id names nothing; the database would fail on it instead of finding nothing.
      throw new DomainError('NOT_FOUND', 'There is nothing at this address.');
    }
    if (type !== 'body' && type !== 'query') return value;
    if (!shapeless.has(metatype)) {
      return validateInput(metatype as PayloadClass, value, chinaDate(this.time.now()));
    }
    // Its class is chosen by the handler, which reads it before; whether there is one it says, too.
    if (value !== undefined && value !== null) requireBounded(value);
    return value;
  }
}
