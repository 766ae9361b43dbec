import pg from 'pg';
import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';
import { usualDatabase, type DatabaseSettings } from '../config/database-settings.js';
import { migrations } from './migrations/index.js';
import { SeekingPool } from './seeking-pool.js';
import { ServerConnection, type ConnectionConfig } from './server-connection.js';
import { Servers } from './servers.js';
import { sessionSettings } from './session-settings.js';

/** Where the database is and how many connections this process may hold. */
export interface DatabaseAddress {
  readonly url: string;
  readonly poolSize: number;
  readonly settings?: DatabaseSettings;
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

/** The system asks a silent peer after this time whether it is still there. */
const KEEP_ALIVE_AFTER_MS = 30_000;

/** The same options for the product, the seeds and the tests, on either database. */
export function dataSourceOptions(
  address: DatabaseAddress,
  entities: readonly EntityTarget<ObjectLiteral>[] = [],
): DataSourceOptions {
  const { url, driver, extra } = address.embedded ? embedded(address) : served(address);
  return {
    type: 'postgres',
    url,
    ...(driver && { driver }),
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
    extra: { max: address.poolSize, types, ...extra },
  };
}

interface Wiring {
  /** For TypeORM, which reads the name of the database in it. */
  readonly url: string;
  readonly driver?: { readonly Pool: typeof SeekingPool; readonly defaults: pg.Defaults };
  readonly extra: Partial<pg.PoolConfig>;
}

function embedded({ url }: DatabaseAddress): Wiring {
  return { url, extra: { Client: pg.Client, connectionTimeoutMillis: 30_000 } };
}

function served({ url, settings = usualDatabase }: DatabaseAddress): Wiring {
  const config = connectionConfig(url, settings);
  return {
    url: config.servers.current.url,
    driver: { Pool: SeekingPool, defaults: pg.defaults },
    extra: { ...config, Client: ServerConnection as unknown as new () => pg.ClientBase },
  };
}

/** How a single connection is made, outside of a pool. */
export function connectionConfig(url: string, settings: DatabaseSettings): ConnectionConfig {
  return {
    servers: new Servers(url),
    session: settings.pooler === 'transaction' ? null : sessionSettings(settings),
    connectionTimeoutMillis: settings.connectTimeoutMs,
    query_timeout: settings.queryTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  };
}
