import { describe, expect, it } from '@jest/globals';
import { decodeFeedCursor, encodeFeedCursor } from './feed-cursor.js';

const enterpriseId = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const eventId = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a70';

describe('a cursor of the feed', () => {
  it.each([
    { enterpriseId, position: 7, eventId },
    { enterpriseId, position: 0, eventId: null },
  ])('comes back as it was given: %o', (cursor) => {
    expect(decodeFeedCursor(encodeFeedCursor(cursor), enterpriseId)).toEqual(cursor);
  });

  it.each([
    ['of another enterprise', encodeFeedCursor({ enterpriseId: eventId, position: 1, eventId })],
    ['that nobody has given', 'MQ'],
    ['that is empty', ''],
  ])('%s is refused', (_, text) => {
    expect(() => decodeFeedCursor(text, enterpriseId)).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        details: { errors: [expect.objectContaining({ path: 'after', rule: 'isCursor' })] },
      }),
    );
  });
});
