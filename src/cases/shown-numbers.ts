import type { HistoryEntry } from '../engine/history-entry.entity.js';
import { TIME_CORRECTED } from '../engine/time-entry.js';

/**
 * The numbers under which a reader is shown the entries of a history. Whatever quotes a number of an
 * entry is told by these: a gap, or a number beyond the end, would tell of what is hidden.
 */
export class ShownNumbers {
  private readonly numbers: ReadonlyMap<number, number>;

  /** @param shown the entries that the reader is shown, in their order */
  constructor(shown: readonly Pick<HistoryEntry, 'seq'>[]) {
    this.numbers = new Map(shown.map(({ seq }, index) => [seq, index + 1]));
  }

  /** `event:12` and `takenBack:13:event:12`, as the reader knows the entries. */
  cause(cause: string): string {
    return cause.replaceAll(/\b(event|takenBack):(\d+)/g, (whole, word: string, seq: string) => {
      const number = this.numbers.get(Number(seq));
      return number === undefined ? whole : `${word}:${number}`;
    });
  }

  /** An entry with what its payload quotes of others; of those that are hidden it quotes nothing. */
  entry(entry: HistoryEntry): HistoryEntry {
    if (entry.event !== TIME_CORRECTED) return entry;
    const { takenBack = [], reminders = [] } = entry.payload as {
      readonly takenBack?: readonly number[];
      readonly reminders?: readonly string[];
    };
    return {
      ...entry,
      payload: {
        ...entry.payload,
        takenBack: takenBack.flatMap((seq) => this.numbers.get(seq) ?? []),
        reminders: reminders.map((cause) => this.cause(cause)),
      },
    };
  }
}
