import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { codeOf, isError, layersOf, NoConnection, type Layer } from './error-layers.js';

/**
 * What keeps the database from working, and is no mistake of the product:
 * - `unreachable`: nobody answers, or the connection broke;
 * - `restarting`: it is stopping or starting;
 * - `tooManyConnections`: the server, or the pool of this process, has no more of them;
 * - `readOnly`: it is a standby, or writes are switched off;
 * - `full`: its disk is;
 * - `tooSlow`: a statement or a transaction took longer than the settings allow.
 */
export type DatabaseTroubleKind =
  'unreachable' | 'restarting' | 'tooManyConnections' | 'readOnly' | 'full' | 'tooSlow';

export interface DatabaseTrouble {
  readonly kind: DatabaseTroubleKind;
  /** SQLSTATE, the system's code, or the message where there is neither; nothing of a statement. */
  readonly reason: string;
  /** Another server may do better. */
  readonly isOfServer: boolean;
}

const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

const byState: readonly (readonly [RegExp, DatabaseTroubleKind])[] = [
  [/^57P0[1-3]$/, 'restarting'],
  [/^08/, 'unreachable'],
  [/^53300$/, 'tooManyConnections'],
  [/^25006$/, 'readOnly'],
  [/^53100$/, 'full'],
  // Cancelled, not the next statement in time, no lock in time.
  [/^(?:57014|25P03|25P04|55P03)$/, 'tooSlow'],
];

const RELEASED = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** What `pg` and its pool say without a code. */
const bySentence: readonly (readonly [RegExp, DatabaseTroubleKind])[] = [
  [/^Query read timeout/, 'tooSlow'],
  [/^timeout exceeded when trying to connect/, 'tooManyConnections'],
  [/^(?:Connection terminated|timeout expired)/, 'unreachable'],
  [/^Client (?:was closed|has encountered a connection error)/, 'unreachable'],
];

/**
 * Whether an error means that the database is in trouble, and in which. It looks into what TypeORM,
 * `cause` and an error of many hold. Null for whatever is no trouble of the database: other
 * statements that failed, and failures of other networks.
 */
export function troubleOf(error: unknown): DatabaseTrouble | null {
  for (const layer of layersOf(error)) {
    const trouble = ownTrouble(layer);
    if (trouble) return trouble;
  }
  return null;
}

/** The server takes no writes, or no longer does. */
export function isReadOnly(error: unknown): boolean {
  return codeOf(error) === '25006';
}

/** `pg` has stopped waiting for an answer that may still come. */
export function isUnanswered(error: unknown): boolean {
  return isError(error) && error.message === 'Query read timeout';
}

function ownTrouble({ error, isOurs }: Layer): DatabaseTrouble | null {
  const code = codeOf(error);
  // What the server itself says has a severity; five letters alone may be anybody's.
  const state = isOurs || 'severity' in error ? kindBy(byState, code) : null;
  if (state) return { kind: state, reason: code, isOfServer: true };
  const isNetwork = NETWORK.includes(code) || (code === 'ENOENT' && syscallOf(error) === 'connect');
  if (isOurs && isNetwork) return { kind: 'unreachable', reason: code, isOfServer: true };
  if (error.name === 'ServerUnfit') {
    return { kind: 'readOnly', reason: error.message, isOfServer: true };
  }
  // The connection broke between two statements of a transaction.
  if (RELEASED.some((ReleasedError) => error instanceof ReleasedError)) {
    return { kind: 'unreachable', reason: error.message, isOfServer: true };
  }
  if (error instanceof NoConnection || error instanceof QueryFailedError) return null;
  const said = kindBy(bySentence, error.message);
  // The pool itself had nothing to give, whichever server it works with.
  return said && { kind: said, reason: error.message, isOfServer: said !== 'tooManyConnections' };
}

function kindBy(
  table: readonly (readonly [RegExp, DatabaseTroubleKind])[],
  text: string,
): DatabaseTroubleKind | null {
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function syscallOf(error: Error): unknown {
  return 'syscall' in error ? error.syscall : null;
}
