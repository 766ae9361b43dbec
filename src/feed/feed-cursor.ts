import { inputInvalid, type DomainError } from '../kernel/domain-error.js';

/** A place in the feed of an enterprise. */
export interface FeedCursor {
  readonly enterpriseId: string;
  /** What was read last; 0: nothing yet. */
  readonly position: number;
  /** The event there, by which a feed that was restored to an earlier day is known; null: none. */
  readonly eventId: string | null;
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SHAPE = new RegExp(`^(${ID})\\.(\\d{1,9})\\.(${ID})?$`);

/** Opaque to clients. */
export function encodeFeedCursor({ enterpriseId, position, eventId }: FeedCursor): string {
  return Buffer.from(`${enterpriseId}.${position}.${eventId ?? ''}`).toString('base64url');
}

/**
 * @param enterpriseId whose feed is read; a cursor of another one is none
 * @throws DomainError INPUT_INVALID for a text that this feed has not given out
 */
export function decodeFeedCursor(text: string, enterpriseId: string): FeedCursor {
  const match = SHAPE.exec(Buffer.from(text, 'base64url').toString('latin1'));
  const [, owner, position, eventId = null] = match ?? [];
  if (owner !== enterpriseId || position === undefined) throw unknownCursor();
  return { enterpriseId, position: Number(position), eventId };
}

export function unknownCursor(): DomainError {
  const message = 'must be a nextCursor of your own feed';
  return inputInvalid([{ path: 'after', rule: 'isCursor', message }]);
}
