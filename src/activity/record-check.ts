import { GENESIS_HASH, hashOf, type ChainEnd } from './event-chain.js';
import type { SecurityEvent } from './security-event.entity.js';

/** The first event that does not fit, and why. */
export interface BrokenRecord {
  readonly seq: number;
  readonly why: string;
}

/** Follows the chain of the record event by event; keeps nothing but its end. */
export class RecordCheck {
  private last: ChainEnd | null;
  private broken: BrokenRecord | null = null;
  private count = 0;

  /** @param begin where the record begins: its last anchor, the genesis, or null: with whatever comes first */
  constructor(begin: ChainEnd | null = { seq: 0, hash: GENESIS_HASH }) {
    this.last = begin;
  }

  add(event: SecurityEvent): void {
    this.count += 1;
    const why = this.flawOf(event);
    if (why !== null) this.broken ??= { seq: event.seq, why };
    this.last = { seq: event.seq, hash: event.hash };
  }

  /** @param end where the chain is said to end, if anybody knows */
  report(end: ChainEnd | null = null): {
    readonly events: number;
    readonly broken: BrokenRecord | null;
  } {
    const last = this.last ?? { seq: 0, hash: GENESIS_HASH };
    const isCut = end !== null && (end.seq !== last.seq || end.hash !== last.hash);
    const cut = isCut
      ? { seq: last.seq + 1, why: 'is missing, or is not the end of the chain' }
      : null;
    return { events: this.count, broken: this.broken ?? cut };
  }

  private flawOf(event: SecurityEvent): string | null {
    if (this.last !== null) {
      if (event.seq > this.last.seq + 1) return 'does not follow: events before it are missing';
      if (event.seq <= this.last.seq) return 'stands there twice';
      if (event.prevHash !== this.last.hash) return 'does not follow the event before it';
    }
    return hashOf(event) === event.hash ? null : 'has another content than its hash says';
  }
}
