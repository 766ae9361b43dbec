import { hash as digest } from 'node:crypto';
import { GENESIS_HASH } from '../engine/history-chain.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { HistoryEntryView } from './case-history.view.js';

/** An entry as a reader is shown it, before it has a place among those that the reader is shown. */
export type ShownEntry = Omit<HistoryEntryView, 'seq' | 'prevHash' | 'hash'>;

/**
 * Numbers and chains what a reader is shown, as if there were nothing else: no gap tells of a step
 * that is hidden, no hash lets anybody try what a hidden field says, and the reader can compute each
 * hash from the entries alone: `sha256(prevHash ‖ canonical JSON of the entry without its label, its
 * prevHash and its hash)`, canonical as in RFC 8785, from 64 zeros on.
 */
export function chainShown(entries: readonly ShownEntry[]): readonly HistoryEntryView[] {
  let prevHash = GENESIS_HASH;
  return entries.map((entry, index) => {
    const placed = { ...entry, seq: index + 1 };
    // A label may be worded anew; what happened stays.
    const { label: _, ...content } = placed;
    const hash = digest('sha256', prevHash + canonicalJson(content));
    const chained = { ...placed, prevHash, hash };
    prevHash = hash;
    return chained;
  });
}
