import type { LedgerLine } from '../definition/index.js';
import type { Transition } from './apply-effects.js';
import type { Case } from './case.entity.js';
import type { LedgerEntry } from './ledger-entry.entity.js';
import { contextOf } from './machine-step.js';
import { restored } from './stored-snapshot.js';

/** Where lines belong: the history entry that made them, after how many earlier ones. */
interface Place {
  readonly id: string;
  readonly seq: number;
  readonly before: number;
  readonly at: Date;
}

/** Lines as rows. */
export function entriesFrom(lines: readonly LedgerLine[], place: Place): LedgerEntry[] {
  const { id, seq, before, at } = place;
  return lines.map(({ amount, ...line }, index) => ({
    ...line,
    caseId: id,
    no: before + index + 1,
    historySeq: seq,
    amount: amount === null ? null : String(amount),
    at,
  }));
}

/** The lines that a step adds to the ledger of its case, as rows. */
export function linesAdded(
  { workflow, record, step, at }: Transition,
  { id, version }: Case,
): readonly LedgerEntry[] {
  const { ledger } = workflow;
  if (!ledger) return [];
  const before =
    record.version === 0
      ? 0
      : ledger.lines(contextOf(restored(workflow, record.snapshot)) as never).length;
  const lines = ledger.lines(contextOf(step.snapshot) as never).slice(before);
  return entriesFrom(lines, { id, seq: version, before, at });
}
