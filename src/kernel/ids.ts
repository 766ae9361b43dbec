import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/**
 * A new identifier; version 7 (RFC 9562: the milliseconds, then random bits), so that rows made
 * together lie together in an index.
 */
export function newId(at: Date): string {
  const milliseconds = at.getTime().toString(16).padStart(12, '0');
  const random = randomUUID().slice('xxxxxxxx-xxxx-4'.length);
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${random}`;
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
