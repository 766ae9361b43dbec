import { GENESIS_HASH, hashOf } from '../engine/history-chain.js';
import type { HistoryEntry } from '../engine/history-entry.entity.js';
import type { DumpedCase, DumpedEntry, DumpRecord } from './dump-records.js';

/** The first entry of a case that does not fit, and why. */
export interface BrokenChain {
  readonly caseId: string;
  /** The case's number, where the dump has it. */
  readonly number: string | null;
  readonly seq: number;
  readonly why: string;
}

export interface ChainReport {
  readonly cases: number;
  readonly entries: number;
  readonly broken: readonly BrokenChain[];
}

interface Chain {
  /** The number that the next entry must have. */
  next: number;
  hash: string;
  broken: { readonly seq: number; readonly why: string } | null;
  /** Entries that came before their turn: a dump need not be in order. */
  readonly early: Map<number, DumpedEntry>;
}

/** Recomputes the chains of all cases as their entries come by; remembers a few words of each. */
export class ChainCheck {
  private readonly chains = new Map<string, Chain>();
  private readonly known = new Map<string, DumpedCase>();
  private entries = 0;

  add(record: DumpRecord): void {
    if ('case' in record) this.known.set(record.case.id, record.case);
    else this.follow(record.entry);
  }

  report(): ChainReport {
    const ids = new Set([...this.chains.keys(), ...this.known.keys()]);
    const broken = [...ids].flatMap((caseId): BrokenChain[] => {
      const found = this.breakOf(caseId);
      return found ? [{ caseId, number: this.known.get(caseId)?.number ?? null, ...found }] : [];
    });
    return { cases: ids.size, entries: this.entries, broken };
  }

  private follow(entry: DumpedEntry): void {
    this.entries += 1;
    let chain = this.chains.get(entry.caseId);
    if (!chain) {
      chain = { next: 1, hash: GENESIS_HASH, broken: null, early: new Map() };
      this.chains.set(entry.caseId, chain);
    }
    if (entry.seq !== chain.next) {
      if (entry.seq < chain.next || chain.early.has(entry.seq)) {
        breakAt(chain, entry.seq, 'stands there twice');
      }
      chain.early.set(entry.seq, entry);
      return;
    }
    for (let now: DumpedEntry | undefined = entry; now; now = chain.early.get(chain.next)) {
      chain.early.delete(now.seq);
      const why = flawOf(now, chain.hash);
      if (why !== null) breakAt(chain, now.seq, why);
      chain.hash = now.hash;
      chain.next += 1;
    }
  }

  private breakOf(caseId: string): Chain['broken'] {
    const chain = this.chains.get(caseId) ?? null;
    const { version, lastHash } = this.known.get(caseId) ?? {};
    if (chain?.broken) return chain.broken;
    const next = chain?.next ?? 1;
    if ((chain && chain.early.size > 0) || (version !== undefined && next <= version)) {
      return { seq: next, why: 'is missing' };
    }
    if (version !== undefined && chain && (next - 1 > version || chain.hash !== lastHash)) {
      return { seq: next - 1, why: 'is not the last one that the case knows of' };
    }
    if (chain && this.known.size > 0 && version === undefined) {
      return { seq: 1, why: 'belongs to no case of the dump' };
    }
    return null;
  }
}

function flawOf(entry: DumpedEntry, previous: string): string | null {
  if (entry.prevHash !== previous) return 'does not follow the entry before it';
  return hashOf(entry as unknown as HistoryEntry) === entry.hash
    ? null
    : 'has another content than its hash says';
}

function breakAt(chain: Chain, seq: number, why: string): void {
  if (chain.broken === null || seq < chain.broken.seq) chain.broken = { seq, why };
}
