import pg from 'pg';
import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';
import { migrations } from './migrations/index.js';
import { PreparingClient } from './preparing-client.js';

/** Where the database is and how many connections this process may hold. */
export interface DatabaseAddress {
  readonly url: string;
  readonly poolSize: number;
  /** All connections are one session there, so a connection cannot keep statements of its own. */
  readonly embedded?: boolean;
}

/** The type `date`, by its number in every PostgreSQL. */
const DATE = 1082;

/** `pg` makes a `Date` at local midnight of a calendar date; we keep `YYYY-MM-DD` as it is. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    (type as number) === DATE
      ? (date: string) => date
      : (pg.types.getTypeParser(type, format) as (value: string) => unknown),
};

/**
 * Every statement of the product is short: compiling one or starting workers for it costs more than
 * it can save. Reading a row by an index is no dearer than the next row, on disks of today.
 */
const SHORT_STATEMENTS = ['jit=off', 'max_parallel_workers_per_gather=0', 'random_page_cost=1.1']
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** The same options for the product, the seeds and the tests, on either database. */
export function dataSourceOptions(
  address: DatabaseAddress,
  entities: readonly EntityTarget<ObjectLiteral>[] = [],
): DataSourceOptions {
  return {
    type: 'postgres',
    url: address.url,
    applicationName: 'qingnuo',
    entities: [...entities] as (new () => object)[],
    migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    // Ids are made by the product; no extension of the server is needed or touched.
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    // The log of a failed statement would hold its parameters, and they hold personal data.
    logging: false,
    extra: {
      max: address.poolSize,
      connectionTimeoutMillis: 30_000,
      types,
      ...(address.embedded
        ? { Client: pg.Client }
        : { Client: PreparingClient, options: SHORT_STATEMENTS }),
    },
  };
}
