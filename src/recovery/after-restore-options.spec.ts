import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../config/command-line.js';
import { afterRestoreOptions } from './after-restore-options.js';

const now = new Date('2026-11-30T08:00:00Z');
const options = (...args: string[]) => afterRestoreOptions(args, now);

describe('a call after a restore', () => {
  it('lists, until it is said that something is to be done', () => {
    expect(options()).toEqual({
      does: 'preview',
      reason: '',
      fate: 'send',
      lostAt: now,
      numbersAhead: 1_000,
      caseNumber: null,
    });
    expect(
      options('--lost-at', '2026-11-30T15:30:00+08:00', '--numbers-ahead', '20'),
    ).toMatchObject({
      does: 'preview',
      lostAt: new Date('2026-11-30T07:30:00Z'),
      numbersAhead: 20,
    });
  });

  it('decides', () => {
    const apply = ['--apply', '--reason', 'disk lost', '--letters'];
    expect(options(...apply, 'send')).toMatchObject({ does: 'apply', fate: 'send' });
    const lostAt = ['--lost-at', '2026-11-30T07:30:00Z'];
    expect(options(...apply, 'hold', ...lostAt)).toMatchObject({ does: 'apply', fate: 'hold' });
    expect(options('--stand', '--reason', 'x')).toMatchObject({ does: 'stand', reason: 'x' });
    const held = ['--held', 'sent', '--case', 'A-2026-450100-000001', '--reason', 'x'];
    expect(options(...held)).toMatchObject({
      does: 'held',
      fate: 'sent',
      caseNumber: 'A-2026-450100-000001',
    });
  });

  it.each([
    [['--apply', '--letters', 'send'], 'Say why'],
    [['--apply', '--reason', 'x'], 'Say what becomes of letters'],
    [['--apply', '--letters', 'burn', '--reason', 'x'], 'not to be "burn"'],
    [['--apply', '--letters', 'sent', '--reason', 'x'], 'Say until when'],
    [['--held', 'hold', '--reason', 'x'], 'not to be "hold"'],
    [['--stand', '--apply', '--reason', 'x'], 'Say one of'],
    [['--lost-at', '2026-11-30 12:00'], 'with its offset'],
    [['--lost-at', '2099-01-01T00:00:00Z'], 'has passed'],
    [['--lost-at', 'yesterday'], 'with its offset'],
    [['--numbers-ahead', '1e3'], 'a whole number'],
    [['--numbers-ahead', '100001'], 'up to 100000'],
  ])('is refused: %j', (args, words) => {
    expect(() => options(...args)).toThrow(UsageError);
    expect(() => options(...args)).toThrow(words);
  });

  it('has no other options', () => {
    expect(() => options('--now')).toThrow("Unknown option '--now'");
  });
});
