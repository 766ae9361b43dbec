import { hash } from 'node:crypto';

/**
 * SHA-256 in hexadecimal: how tokens, keys and codes are stored. They are long and random, so
 * nothing slower is needed to keep them from being found again.
 */
export function fingerprint(secret: string): string {
  return hash('sha256', secret);
}
