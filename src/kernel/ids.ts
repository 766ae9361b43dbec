import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** The last millisecond that an identifier was made for, and how far its counter has come. */
const latest = { at: -1, counter: 0 };

/**
 * A new identifier; version 7 (RFC 9562, 6.2, method 1: the milliseconds, a counter of 26 bits that
 * begins at random, 48 random bits). Rows made together lie together in an index, and those that one
 * process makes in the same millisecond sort in the order of their making.
 */
export function newId(at: Date): string {
  const ms = at.getTime();
  const random = randomUUID();
  // The counter begins in the lower half of its range, which leaves room to count up.
  latest.counter = latest.at === ms ? latest.counter + 1 : parseInt(random.slice(0, 8), 16) >>> 7;
  latest.at = ms;
  const [high, low] = [(latest.counter >>> 14) & 0xfff, (latest.counter & 0x3fff) | 0x8000];
  const milliseconds = hex(ms, 12);
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hex(high, 3)}-${hex(low, 4)}${random.slice(23)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
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
