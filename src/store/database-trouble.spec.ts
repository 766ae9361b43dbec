import { describe, expect, it } from '@jest/globals';
import * as typeorm from 'typeorm';
import { QueryFailedError } from 'typeorm';
import { databaseSentence } from './database-sentence.js';
import { isReadOnly, isUnanswered, troubleOf } from './database-trouble.js';
import { NoConnection } from './error-layers.js';
import { ServerUnfit } from './servers.js';

/** As the server says it. */
const said = (code: string, message = 'it is so') =>
  Object.assign(new Error(message), { code, severity: 'ERROR' });
/** As the system says it. */
const network = (code: string, more: object = {}) =>
  Object.assign(new Error(code), { code, ...more });
const inQuery = (error: Error) => new QueryFailedError('SELECT 1', [], error);
const unfit = new ServerUnfit({ url: '', name: 'two:5432' }, 'is a standby');

describe('trouble of the database', () => {
  it.each([
    ['57P01', 'restarting'],
    ['57P02', 'restarting'],
    ['57P03', 'restarting'],
    ['08006', 'unreachable'],
    ['08P01', 'unreachable'],
    ['53300', 'tooManyConnections'],
    ['25006', 'readOnly'],
    ['53100', 'full'],
    ['57014', 'tooSlow'],
    ['25P03', 'tooSlow'],
    ['55P03', 'tooSlow'],
  ])('is what the server says by %s: %s', (code, kind) => {
    for (const error of [said(code), inQuery(said(code)), new NoConnection([said(code)])]) {
      expect(troubleOf(error)).toMatchObject({ kind, reason: code });
    }
  });

  it.each(['23505', '40P01', '42P01', '22012', '42501', '28P01'])('is not %s', (code) => {
    expect(troubleOf(inQuery(said(code)))).toBeNull();
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EPIPE'])(
    'is %s of its connections, and of no other network',
    (code) => {
      const expected = { kind: 'unreachable', reason: code };
      expect(troubleOf(new NoConnection([network(code)]))).toMatchObject(expected);
      expect(troubleOf(inQuery(network(code)))).toMatchObject(expected);
      const store = new Error('fetch failed', { cause: network(code) });
      expect(troubleOf(store)).toBeNull();
      expect(troubleOf(network(code))).toBeNull();
    },
  );

  it('is a socket that is not there, and no other file', () => {
    const missing = network('ENOENT', { syscall: 'connect' });
    expect(troubleOf(new NoConnection([missing]))?.kind).toBe('unreachable');
    expect(troubleOf(new NoConnection([network('ENOENT', { syscall: 'open' })]))).toBeNull();
  });

  it.each([
    ['Connection terminated unexpectedly', 'unreachable'],
    ['Connection terminated due to connection timeout', 'unreachable'],
    ['timeout expired', 'unreachable'],
    ['Client was closed and is not queryable', 'unreachable'],
    ['Query read timeout', 'tooSlow'],
    ['timeout exceeded when trying to connect', 'tooManyConnections'],
  ])('is what pg says: %s', (message, kind) => {
    const error = new Error(message);
    expect(troubleOf(error)?.kind).toBe(kind);
    expect(troubleOf(inQuery(error))).toMatchObject({ kind, reason: message });
  });

  it('is a connection that TypeORM has let go in the middle of a transaction', () => {
    const released = Object.entries(typeorm).filter(([name]) => name.endsWith('ReleasedError'));
    expect(released.length).toBeGreaterThan(1);
    for (const [name, ReleasedError] of released) {
      const error = new (ReleasedError as new () => Error)();
      expect([name, troubleOf(error)?.kind]).toEqual([name, 'unreachable']);
    }
  });

  it('is found behind other errors, however deep, even in a circle', () => {
    const deep = new Error('a', {
      cause: new AggregateError([new Error('b'), inQuery(said('53100'))]),
    });
    expect(troubleOf(deep)?.kind).toBe('full');
    const circle = new Error('a');
    circle.cause = circle;
    expect(troubleOf(circle)).toBeNull();
    for (const other of [null, undefined, 'ECONNREFUSED', { code: '57P01' }]) {
      expect(troubleOf(other)).toBeNull();
    }
  });

  it('says whether another server may do better', () => {
    const free = new NoConnection([new Error('timeout exceeded when trying to connect')]);
    expect(troubleOf(free)?.isOfServer).toBe(false);
    expect(troubleOf(new NoConnection([unfit]))).toMatchObject({
      kind: 'readOnly',
      isOfServer: true,
    });
  });

  it('spoils a connection when it is read-only or does not answer', () => {
    expect([said('25006'), said('25P02')].map(isReadOnly)).toEqual([true, false]);
    const answers = [new Error('Query read timeout'), said('57014')];
    expect(answers.map(isUnanswered)).toEqual([true, false]);
  });
});

describe('what an operator is told', () => {
  it.each([
    [new NoConnection([network('ECONNREFUSED')]), 'does not answer (ECONNREFUSED)'],
    [new NoConnection([said('57P03')]), 'stopping or starting (57P03)'],
    [new NoConnection([said('53300')]), 'no connection left (53300)'],
    [inQuery(said('25006')), 'takes no writes (25006)'],
    [new NoConnection([unfit]), 'takes no writes (two:5432 is a standby)'],
    [inQuery(said('53100')), 'disk of the database is full'],
    [inQuery(new Error('Query read timeout')), 'did not answer in time'],
    [new NoConnection([network('UNABLE_TO_VERIFY_LEAF_SIGNATURE')]), '&sslrootcert='],
    [new NoConnection([network('SELF_SIGNED_CERT_IN_CHAIN')]), 'NODE_EXTRA_CA_CERTS='],
    [new NoConnection([network('CERT_HAS_EXPIRED')]), 'does not do: CERT_HAS_EXPIRED'],
    [new NoConnection([said('28P01', 'no such user')]), 'The database refuses: no such user.'],
    [new NoConnection([said('3D000', 'no database x')]), 'The database refuses: no database x.'],
  ])('is a sentence: %s', (error, part) => {
    expect(databaseSentence(error)).toContain(part);
  });

  it('tells of the server that answers, not of the one that does not', () => {
    const error = new NoConnection([network('ECONNREFUSED'), said('28P01', 'no such user')]);
    expect(databaseSentence(error)).toBe('The database refuses: no such user.');
  });

  it('is nothing where the database is not the reason', () => {
    expect(databaseSentence(new Error('a mistake'))).toBeNull();
    expect(databaseSentence(inQuery(said('42P01')))).toBeNull();
    expect(databaseSentence(network('SELF_SIGNED_CERT_IN_CHAIN'))).toBeNull();
  });
});
