import { inputInvalid } from '../kernel/domain-error.js';

/** Where a page of a list ordered by (instant, id) ended. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

const SHAPE = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Opaque to clients, so that the order may change. */
export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}.${id}`).toString('base64url');
}

/** @throws DomainError INPUT_INVALID for a text that no list has given out. */
export function decodeCursor(text: string): Cursor {
  const match = SHAPE.exec(Buffer.from(text, 'base64url').toString('latin1'));
  const [, at, id] = match ?? [];
  if (at === undefined || id === undefined) {
    throw inputInvalid([
      { path: 'cursor', rule: 'isCursor', message: 'must be the nextCursor of an earlier page' },
    ]);
  }
  return { at: new Date(Number(at)), id };
}
