import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { problemOf } from './problem.js';

/** As the driver throws it: what the server says has a severity. */
const ofServer = (code: string) =>
  new QueryFailedError(
    'SELECT secret',
    ['hunter2'],
    Object.assign(new Error('hunter2'), { code, severity: 'FATAL' }),
  );
const ofSystem = (code: string) =>
  Object.assign(new Error(`write ${code} /data/hunter2`), { code });

describe('trouble outside the product', () => {
  it.each([
    ['restarts', ofServer('57P01')],
    ['starts', ofServer('57P03')],
    ['has no connection left', ofServer('53300')],
    ['is full', ofServer('53100')],
    ['is a standby', ofServer('25006')],
    ['took too long', ofServer('57014')],
    ['does not answer', new Error('Query read timeout')],
    ['gives no connection', new Error('timeout exceeded when trying to connect')],
    ['is met within something else', new Error('A row', { cause: ofServer('57P01') })],
  ])('is no failure of ours: a database that %s', (_what, error) => {
    const answer = problemOf(error);
    expect(answer).toMatchObject({ status: 503, code: 'UNAVAILABLE', retryAfter: 5 });
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|SELECT/);
  });

  it.each(['ENOSPC', 'EDQUOT'])('is no failure of ours: a disk that is full (%s)', (code) => {
    const answer = problemOf(ofSystem(code));
    expect(answer).toMatchObject({ status: 507, code: 'STORAGE_FULL', retryAfter: 300 });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it.each([
    ['a statement that is wrong', ofServer('42P01')],
    ['a file that is not there', ofSystem('ENOENT')],
    ['a mistake', new TypeError('undefined is not a function')],
    ['nothing', undefined],
  ])('is not %s, which is ours', (_what, error) => {
    expect(problemOf(error)).toMatchObject({ status: 500, code: 'INTERNAL' });
  });

  it('takes no refusal for it', () => {
    expect(problemOf(new DomainError('NOT_FOUND', 'No.'))).toMatchObject({ status: 404 });
  });
});
