import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../config/command-line.js';
import { recomputeOptions } from './recompute-options.js';

const ID = '0199c4e2-7a51-7000-8000-000000000001';

describe('a call of recompute', () => {
  it('lists, until it is said that dates are to move', () => {
    expect(recomputeOptions([])).toEqual({
      does: 'preview',
      undo: null,
      reason: '',
      notify: false,
    });
    expect(recomputeOptions(['--apply', '--reason', 'x', '--notify'])).toEqual({
      does: 'apply',
      undo: null,
      reason: 'x',
      notify: true,
    });
    expect(recomputeOptions(['--undo', ID, '--reason', 'x'])).toMatchObject({
      does: 'undo',
      undo: ID,
    });
  });

  it.each([
    [['--apply'], '--reason TEXT'],
    [['--undo', ID], '--reason TEXT'],
    [['--apply', '--undo', ID, '--reason', 'y'], 'not both'],
    [['--undo', 'x', '--reason', 'y'], 'takes the id'],
  ])('is refused: %j', (args, words) => {
    expect(() => recomputeOptions(args)).toThrow(UsageError);
    expect(() => recomputeOptions(args)).toThrow(words);
  });

  it('has no other options', () => {
    expect(() => recomputeOptions(['--now'])).toThrow("Unknown option '--now'");
  });
});
