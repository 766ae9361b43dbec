import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { jsonOf, MOST_ITEMS, pageOf } from './listed.js';

const whole = Array.from({ length: MOST_ITEMS + 2 }, (_, place) => ({ id: `item ${place}` }));
const usual = { limit: MOST_ITEMS, cursor: null };

describe('a page', () => {
  it('is the whole list as long as that is not too long', () => {
    const items = whole.slice(0, MOST_ITEMS);
    expect(pageOf(items, usual)).toEqual({ items, nextCursor: null });
    expect(pageOf([], usual)).toEqual({ items: [], nextCursor: null });
  });

  it('is followed by the next one', () => {
    const first = pageOf(whole, usual);
    expect(first.items).toHaveLength(MOST_ITEMS);
    expect(pageOf(whole, { limit: MOST_ITEMS, cursor: first.nextCursor })).toEqual({
      items: whole.slice(-2),
      nextCursor: null,
    });
  });

  it('does not move when an item comes before it', () => {
    const { nextCursor } = pageOf(whole, { limit: 2, cursor: null });
    const later = [{ id: 'newer' }, ...whole];
    expect(pageOf(later, { limit: 1, cursor: nextCursor }).items).toEqual([{ id: 'item 2' }]);
  });

  it('of what is not in the list is refused', () => {
    expect(() => pageOf(whole, { limit: 2, cursor: 'x' })).toThrow('nextCursor of an earlier page');
  });

  it.each<[string, readonly object[]]>([
    ['history', [{ seq: 1 }, { seq: 2 }]],
    [
      'clocks',
      [
        { name: 'a', generation: 1 },
        { name: 'a', generation: 2 },
      ],
    ],
    ['anything else', [{ publishedOn: '2026-01-20' }, { publishedOn: '2026-02-20' }]],
  ])('goes by what an item of the %s is', (_, items) => {
    const { nextCursor } = pageOf(items, { limit: 1, cursor: null });
    expect(pageOf(items, { limit: 1, cursor: nextCursor }).items).toEqual(items.slice(1));
  });
});

describe('a page that goes out item by item', () => {
  it('is what it is as a whole', async () => {
    for (const items of [[], whole.slice(0, 1), whole]) {
      const written = await text(Readable.from(jsonOf(items, { nextCursor: null })));
      expect(JSON.parse(written)).toEqual({ items, nextCursor: null });
    }
  });

  it('lets others have their turn', async () => {
    /** How often the event loop comes round meanwhile. */
    const turnsDuring = async (work: () => Promise<unknown>) => {
      let turns = 0;
      let next = setImmediate(function count() {
        turns += 1;
        next = setImmediate(count);
      });
      await work();
      clearImmediate(next);
      return turns;
    };
    const whenWritten = () => text(Readable.from(jsonOf(whole, { nextCursor: null })));
    expect(await turnsDuring(whenWritten)).toBeGreaterThan(20);
    const atOnce = () => text(Readable.from(whole.map((item) => JSON.stringify(item))));
    expect(await turnsDuring(atOnce)).toBeLessThan(10);
  });
});
