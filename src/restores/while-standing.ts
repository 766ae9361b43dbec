import { DomainError } from '../kernel/domain-error.js';

/**
 * Where a series begins that the database does not know: behind every number that a lost one may
 * have begun with (see `AfterRestore`). SQL, for the parameter that has the year of the series.
 */
export const numbersFrom = (year: string): string =>
  `coalesce((SELECT numbers_from FROM restore_watch WHERE numbers_until >= ${year}::integer), 0)`;

/** SQL: nobody has found that the database was restored, or it is decided what follows. */
export const NOT_STANDING =
  'NOT EXISTS (SELECT FROM restore_watch WHERE standing_since IS NOT NULL)';

/**
 * The number that a statement gave.
 *
 * @throws DomainError UNAVAILABLE when it gave none, because the database was restored
 */
export function givenNumber(rows: readonly { readonly last: number }[]): number {
  const [row] = rows;
  if (row) return row.last;
  throw new DomainError('UNAVAILABLE', 'The database was restored. Nothing is taken.', {
    retryAfter: 60,
  });
}
