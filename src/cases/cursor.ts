import { inputInvalid } from '../kernel/domain-error.js';

/** Where a page of a list ordered by (instant, id) ended. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

const SHAPE = /^([-\w]{0,20}):(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Opaque to clients, so that the order may change.
 *
 * @param order the name of the order, where a list has several
 */
export function encodeCursor({ at, id }: Cursor, order = ''): string {
  return Buffer.from(`${order}:${at.getTime()}.${id}`).toString('base64url');
}

/** @throws DomainError INPUT_INVALID for a text that no list in this order has given out. */
export function decodeCursor(text: string, order = ''): Cursor {
  const match = SHAPE.exec(Buffer.from(text, 'base64url').toString('latin1'));
  const [, of, at, id] = match ?? [];
  if (of !== order || at === undefined || id === undefined) {
    throw inputInvalid([
      { path: 'cursor', rule: 'isCursor', message: 'must be the nextCursor of an earlier page' },
    ]);
  }
  return { at: new Date(Number(at)), id };
}
