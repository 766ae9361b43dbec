import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../config/command-line.js';
import { undoTimeOptions } from './undo-time-options.js';

const span = ['--from', '2026-11-30T14:05:00+08:00', '--to', '2026-11-30T06:06:00Z'];

describe('a call of undo-time', () => {
  it('lists, until it is said that it is to be taken back', () => {
    const from = new Date('2026-11-30T06:05:00Z');
    const to = new Date('2026-11-30T06:06:00Z');
    expect(undoTimeOptions(span)).toEqual({
      span: { from, to, aheadMs: null },
      apply: false,
      reason: '',
    });
    expect(
      undoTimeOptions([...span, '--ahead-hours', '1.5', '--apply', '--reason', 'x']),
    ).toMatchObject({ span: { aheadMs: 5_400_000 }, apply: true, reason: 'x' });
  });

  it.each([
    [['--to', '2026-11-30T14:00:00Z'], '--from takes'],
    [['--from', '2026-11-30T14:00:00Z'], '--to takes'],
    [['--from', '2026-11-30 14:00', '--to', '2026-11-30T14:00:00Z'], '--from takes'],
    [
      ['--from', '2026-11-30T14:00:00Z', '--to', '2026-11-30T14:00:00+08:00'],
      '--from lies before --to.',
    ],
    [[...span, '--ahead-hours', ''], 'a number of hours'],
    [[...span, '--ahead-hours', '0'], 'a number of hours'],
    [[...span, '--apply'], '--reason TEXT'],
    [[...span, '--apply', '--reason', ' '], '--reason TEXT'],
  ])('is refused: %j', (args, words) => {
    expect(() => undoTimeOptions(args)).toThrow(UsageError);
    expect(() => undoTimeOptions(args)).toThrow(words);
  });

  it('has no other options', () => {
    expect(() => undoTimeOptions([...span, '--now'])).toThrow("Unknown option '--now'");
  });
});
