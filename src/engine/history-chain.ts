import { hash as digest } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { HistoryEntry } from './history-entry.entity.js';

/** The hash before the first entry of a case. */
export const GENESIS_HASH = '0'.repeat(64);

type Unsealed = Omit<HistoryEntry, 'hash'>;

/** Adds the hash that chains the entry to the one before it. */
export function sealed(entry: Unsealed): HistoryEntry {
  return { ...entry, hash: hashOf(entry) };
}

/**
 * `sha256(prevHash ‖ canonical JSON of the entry)`, in hexadecimal; canonical as in RFC 8785. The
 * entry is hashed as JSON gives it back, so that the hash can be recomputed from what is stored.
 */
export function hashOf(entry: Unsealed & { readonly hash?: string }): string {
  // What is undefined does not count for the canonical text.
  const content = { ...entry, prevHash: undefined, hash: undefined };
  return digest('sha256', entry.prevHash + canonicalJson(content));
}

/** The number of the first entry that does not fit its chain; null when all do. */
export function firstBrokenEntry(entries: readonly HistoryEntry[]): number | null {
  let previous = GENESIS_HASH;
  for (const [index, entry] of entries.entries()) {
    const fits =
      entry.seq === index + 1 && entry.prevHash === previous && entry.hash === hashOf(entry);
    if (!fits) return entry.seq;
    previous = entry.hash;
  }
  return null;
}
