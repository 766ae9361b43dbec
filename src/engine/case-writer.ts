import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import { Outbox, type NoticeOrder } from '../notices/outbox.js';
import { WriteBatch } from '../store/write-batch.js';
import { unmoved } from './case-ahead.js';
import { Case } from './case.entity.js';
import { CaseIdentifier } from './case-identifier.entity.js';
import { identifiersOf } from './case-identifiers.js';
import { CaseFeed } from './case-feed.js';
import { putImages } from './case-images.js';
import { textOf } from './case-text.js';
import { CaseText } from './case-text.entity.js';
import type { Outcome } from './commands.js';
import { HistoryEntry } from './history-entry.entity.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { MOVING } from './moving-columns.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** Everything that a step of a case, or a moment of its clocks, writes; and the case after it. */
export interface CaseWrites extends Outcome {
  /** Null where only letters are owed and the case stays as it is. */
  readonly entry: HistoryEntry | null;
  readonly lines: readonly LedgerEntry[];
  /** Of the clocks those that were there and are changed. */
  readonly changed: readonly Clock[];
  /** Of the clocks those that are new. */
  readonly armed: readonly Clock[];
  readonly letters: readonly NoticeOrder[];
  /** The cause of its letters, where time alone has brought it about; null where somebody acted. */
  readonly timed: string | null;
}

/** A moment of a case that was read without a lock. */
export interface MomentWrites {
  readonly read: Outcome;
  readonly writes: CaseWrites;
}

/** Writes cases with all that belongs to a step, in one statement: all of it or nothing. */
@Injectable()
export class CaseWriter {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly clocks: Clocks,
    private readonly outbox: Outbox,
    private readonly feed: CaseFeed,
  ) {}

  /** Writes a step of a case that the transaction has locked. */
  async write(tx: EntityManager, writes: CaseWrites, at: Date): Promise<void> {
    const batch = new WriteBatch(tx);
    this.put(tx, batch, [writes], at);
    await batch.send();
  }

  /**
   * Writes moments of several cases together, each only if its case still stands as it was read;
   * answers with the ids of those that did. When one is refused by the database, so are all.
   */
  async writeUnmoved(
    tx: EntityManager,
    moments: readonly MomentWrites[],
    at: Date,
  ): Promise<ReadonlySet<string>> {
    const batch = new WriteBatch(tx);
    const read = moments.map((moment) => moment.read);
    batch.onlyFor('caseId', (value) => unmoved(read, value));
    const writes = moments.map((moment) => moment.writes);
    this.put(tx, batch, writes, at);
    return batch.send();
  }

  private put(tx: EntityManager, batch: WriteBatch, all: readonly CaseWrites[], at: Date): void {
    const stepped = all.filter(({ entry }) => entry !== null).map(({ record }) => record);
    const opened = stepped.filter(({ version }) => version === 1);
    const moved = stepped.filter(({ version }) => version > 1);
    const of = <Row>(rows: (writes: CaseWrites) => Row | readonly Row[]) => all.flatMap(rows);
    putImages(tx, batch, all, at);
    batch.insert(Case, opened);
    batch.insert(CaseText, opened.map(textOf));
    batch.insert(
      CaseIdentifier,
      opened.flatMap((record) =>
        identifiersOf(this.workflows.get(record.kind, record.workflowVersion), record),
      ),
    );
    batch.update(Case, ['id'], MOVING, moved);
    batch.insert(
      HistoryEntry,
      of(({ entry }) => entry ?? []),
    );
    batch.insert(
      LedgerEntry,
      of(({ lines }) => lines),
    );
    this.clocks.save(
      batch,
      of(({ changed }) => changed),
      of(({ armed }) => armed),
    );
    this.outbox.put(
      batch,
      of(({ letters }) => letters),
      at,
    );
    this.feed.put(batch, all, at);
  }
}
