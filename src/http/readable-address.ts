import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { isWritable } from '../kernel/plain-text.js';
import { isUtf8Query } from './utf8.js';

/** Longer than any id, number, code or name that stands in a path of ours. */
const LONGEST_PARAMETER = 200;

/**
 * What of an address is not text names nothing, whichever handler would look it up: NUL and the
 * like, which a database refuses instead of finding nothing. A query that is no UTF-8 would be
 * looked for as the signs that encode it. What else is in the queries of the interface is checked
 * by their classes; pages have none.
 *
 * @throws DomainError NOT_FOUND for a part of the path, MALFORMED_REQUEST for a query that is not
 *   UTF-8, and for one of a page that is no text
 */
export function requireReadableAddress({
  params,
  query,
  url,
}: Pick<FastifyRequest, 'params' | 'query' | 'url'>): void {
  if (!Object.values(params ?? {}).every(isParameter)) {
    throw new DomainError('NOT_FOUND', 'There is nothing at this address.');
  }
  const [, ...asked] = url.split('?');
  if (!isUtf8Query(asked.join('?'))) {
    throw new DomainError('MALFORMED_REQUEST', 'The query is not written in UTF-8.');
  }
  if (url.startsWith('/api/')) return;
  if (
    !Object.values(query ?? {})
      .flat()
      .every(isText)
  ) {
    throw new DomainError('MALFORMED_REQUEST', 'The query holds what is no text.');
  }
}

const isText = (value: unknown): boolean => typeof value !== 'string' || isWritable(value);

const isParameter = (value: unknown): boolean =>
  isText(value) && (typeof value !== 'string' || value.length <= LONGEST_PARAMETER);
