import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { PayloadClass } from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { DomainError } from '../kernel/domain-error.js';

/** Types that say nothing about a shape; a handler that takes one checks its input itself. */
const shapeless = new Set<unknown>([undefined, Object, String, Number, Boolean, Array]);

/** Checks every body and query that is typed by a class, and every id in a path. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type === 'param' && /(^id|Id)$/.test(data ?? '') && !isUUID(value)) {
      // What is not an id names nothing; the database would fail on it instead of finding nothing.
      throw new DomainError('NOT_FOUND', 'There is nothing at this address.');
    }
    const hasShape = (type === 'body' || type === 'query') && !shapeless.has(metatype);
    return hasShape ? validateInput(metatype as PayloadClass, value) : value;
  }
}
