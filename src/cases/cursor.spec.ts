import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './cursor.js';

const cursor = {
  at: new Date('2026-11-23T08:00:00.123Z'),
  id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
};

describe('cursor', () => {
  it('survives the way to the client and back', () => {
    expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
  });

  it('goes on in its own order alone', () => {
    expect(decodeCursor(encodeCursor(cursor, '-filedAt'), '-filedAt')).toEqual(cursor);
    for (const [made, read] of [
      ['-filedAt', 'filedAt'],
      ['', 'filedAt'],
      ['filedAt', ''],
    ]) {
      expect(() => decodeCursor(encodeCursor(cursor, made), read)).toThrow(
        expect.objectContaining({ code: 'INPUT_INVALID' }),
      );
    }
  });

  it.each(['', 'x', 'bm90IGEgY3Vyc29y', `${encodeCursor(cursor)}AA`])('refuses %p', (text) => {
    expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
