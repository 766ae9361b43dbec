import { DomainError } from '../kernel/domain-error.js';

/** Reads nothing but UTF-8, in which alone JSON is exchanged (RFC 8259, 8.1); leaves its mark out. */
const decoder = new TextDecoder('utf-8', { fatal: true });

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/**
 * The text of a body that was sent as JSON. What another encoding made of it is refused: replaced
 * characters would be filed as what somebody said.
 *
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE for a `charset` other than utf-8; MALFORMED_REQUEST
 *   for bytes that are no UTF-8
 */
export function utf8Text(bytes: Uint8Array, contentType = ''): string {
  const charset = CHARSET.exec(contentType)?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    const message = 'Send JSON in UTF-8: a body in another charset is not read.';
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', message, { charset: 'utf-8' });
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DomainError('MALFORMED_REQUEST', 'The body is not written in UTF-8.');
  }
}

/** Whether the percent-encoded bytes of a query are UTF-8. */
export function isUtf8Query(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}
