import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** A counter begins in the lower half of its 32 bits, which leaves room to count up. */
const BEGIN_BELOW = 2 ** 31;

/** The last millisecond that an identifier was made for, and how far its counter has come. */
const latest = { msecs: -1, seq: 0 };

/**
 * A new identifier; version 7 (RFC 9562: the milliseconds, a counter, random bits). Rows made
 * together lie together in an index, and those that one process makes in the same millisecond sort
 * in the order of their making.
 */
export function newId(at: Date): string {
  const msecs = at.getTime();
  latest.seq = latest.msecs === msecs ? latest.seq + 1 : randomInt(BEGIN_BELOW);
  latest.msecs = msecs;
  return v7(latest);
}

/** An unguessable secret in URL-safe characters; 24 bytes are 192 bits. */
export function newSecret(bytes = 24): string {
  return randomBytes(bytes).toString('base64url');
}

/** Digits and letters that are not mistaken for each other when read aloud or copied by hand. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code of 12 characters that a person can type; 59 bits. */
export function newReadableCode(): string {
  return Array.from({ length: 12 }, () => READABLE[randomInt(READABLE.length)]).join('');
}
