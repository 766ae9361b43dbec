import { databaseAddresses, serverTargets } from './database-address.js';
import { SettingReader } from './setting-reader.js';

/** What stands between this process and the server, and for how long it keeps a session for us. */
export const poolers = ['none', 'session', 'transaction'] as const;

export type Pooler = (typeof poolers)[number];

/** How long the database may take for what; 0 is without a limit. */
export interface DatabaseSettings {
  readonly pooler: Pooler;
  /** For a free connection or a new one. */
  readonly connectTimeoutMs: number;
  /** For the answer to a statement; the connection is given up then. */
  readonly queryTimeoutMs: number;
  /** For a statement, by the server itself. */
  readonly statementTimeoutMs: number;
  /** For the next statement of a transaction, by the server itself. */
  readonly idleTransactionTimeoutMs: number;
}

const LONGEST_SECONDS = 3_600;

export function databaseUrlFrom(read: SettingReader): string | null {
  const rule =
    'a URL that starts with postgres:// or postgresql://, with as many ports as hosts or one for ' +
    `all, and with ${serverTargets.join(', ')} as its target_session_attrs, if any`;
  const fits = (text: string) => databaseAddresses(text) !== null;
  const url = read.matching('DATABASE_URL', null, rule, fits);
  if (url !== null) read.refuseMissingPassword('DATABASE_URL', url);
  return url;
}

export function databaseSettings(read: SettingReader): DatabaseSettings {
  const seconds = (name: string, usual: number) => read.integer(name, usual, 1, LONGEST_SECONDS);
  const query = seconds('DATABASE_QUERY_TIMEOUT_SECONDS', 60);
  const statement = seconds('DATABASE_STATEMENT_TIMEOUT_SECONDS', 45);
  // Else nobody would be there to hear that the server has given up, and it would work for nobody.
  if (statement >= query) {
    const rule = 'less than DATABASE_QUERY_TIMEOUT_SECONDS, so that the server gives up first';
    read.refuse('DATABASE_STATEMENT_TIMEOUT_SECONDS', rule);
  }
  return {
    pooler: poolerFrom(read),
    connectTimeoutMs: seconds('DATABASE_CONNECT_TIMEOUT_SECONDS', 10) * 1000,
    queryTimeoutMs: query * 1000,
    statementTimeoutMs: statement * 1000,
    // A transaction waits for a document that is stored beside it, and a store has a minute.
    idleTransactionTimeoutMs: seconds('DATABASE_IDLE_TRANSACTION_TIMEOUT_SECONDS', 90) * 1000,
  };
}

function poolerFrom(read: SettingReader): Pooler {
  const rule = '`none`, `session` or `transaction`';
  const isPooler = (text: string) => poolers.some((each) => each === text);
  const named = read.matching('DATABASE_POOLER', 'none', rule, isPooler);
  return poolers.find((each) => each === named) ?? 'none';
}

/** What holds where nobody set anything. */
export const usualDatabase: DatabaseSettings = databaseSettings(new SettingReader({}));
