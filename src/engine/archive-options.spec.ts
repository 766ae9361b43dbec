import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../config/command-line.js';
import { archiveOptions } from './archive-options.js';

/** The next day in China already. */
const now = new Date('2026-11-30T18:00:00Z');

describe('a call of archive', () => {
  it('counts, until it is said that cases are to be packed', () => {
    expect(archiveOptions(['--ended-before', '2025-12-01'], now)).toEqual({
      day: '2025-12-01',
      before: new Date('2025-11-30T16:00:00Z'),
      apply: false,
    });
    expect(archiveOptions(['--ended-before', '2024-01-01', '--apply'], now)).toMatchObject({
      apply: true,
    });
  });

  it.each([
    [['--apply'], 'takes a day'],
    [['--ended-before', '2024-02-30'], 'takes a day'],
    [['--ended-before', '2025-12-02'], 'lies after 2025-12-01'],
  ])('is refused: %j', (args, words) => {
    expect(() => archiveOptions(args, now)).toThrow(UsageError);
    expect(() => archiveOptions(args, now)).toThrow(words);
  });

  it('has no other options', () => {
    expect(() => archiveOptions(['--all'], now)).toThrow("Unknown option '--all'");
  });
});
