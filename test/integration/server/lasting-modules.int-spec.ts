import { describe, expect, it, jest } from '@jest/globals';

/** Fails as an assertion does. */
const differs = (check: () => void): void => {
  expect(check).toThrow(/expect\(/);
};

describe('assertions on values of a spec file', () => {
  it('tell apart what only differs inside', () => {
    const [one, other] = [new Date('2026-09-18T02:00:00Z'), new Date('2026-09-18T02:00:01Z')];
    differs(() => {
      expect(one).toEqual(other);
    });
    differs(() => {
      expect({ at: one }).toMatchObject({ at: other });
    });
    differs(() => {
      expect(new Map([['a', 1]])).toEqual(new Map([['a', 2]]));
    });
    differs(() => {
      expect(new Set([1])).toEqual(new Set([2]));
    });
    differs(() => {
      expect(/a/).toEqual(/b/);
    });
    differs(() => {
      expect(new Error('a')).toEqual(new Error('b'));
    });
    differs(() => {
      expect(Buffer.from('a')).toEqual(Buffer.from('b'));
    });
    differs(() => {
      expect(new Uint8Array([1])).toEqual(new Uint8Array([2]));
    });
    differs(() => {
      expect([1, { a: [2] }]).toEqual([1, { a: [3] }]);
    });
  });

  it('know the types of the language', async () => {
    expect([new Date(0), [], {}, new Map(), 'a', 1, true]).toEqual([
      expect.any(Date),
      expect.any(Array),
      expect.any(Object),
      expect.any(Map),
      expect.any(String),
      expect.any(Number),
      expect.any(Boolean),
    ]);
    expect({ at: new Date(0) }).toStrictEqual({ at: new Date(0) });
    expect(() => JSON.parse('{') as unknown).toThrow(SyntaxError);
    await expect(Promise.reject(new TypeError('a'))).rejects.toBeInstanceOf(TypeError);
  });
});

describe('a method that was replaced', () => {
  const thing = { name: () => 'its own' };

  it('is replaced until the end of its file', () => {
    jest.spyOn(thing, 'name').mockReturnValue('another');
    expect(thing.name()).toBe('another');
    jest.restoreAllMocks();
    expect(thing.name()).toBe('its own');
  });
});
