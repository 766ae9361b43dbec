/**
 * Where a series begins that the database does not know: behind every number that a lost one may
 * have begun with (see `AfterRestore`). SQL, for the parameter that has the year of the series.
 */
export const numbersFrom = (year: string): string =>
  `coalesce((SELECT numbers_from FROM restore_watch WHERE numbers_until >= ${year}::integer), 0)`;
