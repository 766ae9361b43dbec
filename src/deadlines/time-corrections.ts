import { Injectable } from '@nestjs/common';
import {
  CaseCorrections,
  type CaseCorrection,
  type WrongSpan,
} from '../engine/case-corrections.js';
import { TimeSource } from '../kernel/time-source.js';
import { WorkingHours } from '../notices/working-hours.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';

/** What a correction takes back, or would. */
export interface CorrectionCount {
  readonly cases: number;
  /** Entries of histories. */
  readonly entries: number;
  readonly reminders: number;
  /** Letters that do not leave. */
  readonly withdrawn: number;
  /** Letters that had left, whose readers are told. */
  readonly corrected: number;
  /** Cases that cannot go back by themselves. */
  readonly left: number;
}

/** What was put off to a day that is far off. */
export interface BroughtBack {
  readonly letters: number;
  readonly clocks: number;
}

/** No letter that may leave waits so long by any rule. */
const FAR_MS = 30 * 86_400_000;
/** A deadline that failed is tried again within minutes. */
const PAUSE_MS = 3_600_000;

/** What a wrong clock did, taken back case by case. */
@Injectable()
export class TimeCorrections {
  constructor(
    private readonly transactions: Transactions,
    private readonly corrections: CaseCorrections,
    private readonly rules: RuleBook,
    private readonly hours: WorkingHours,
    private readonly time: TimeSource,
  ) {}

  /** What would be taken back; nothing is locked and nothing written. */
  async preview(
    span: WrongSpan,
    onCase: (correction: CaseCorrection) => void,
  ): Promise<CorrectionCount> {
    const { manager } = this.transactions;
    await this.rules.refresh();
    const count = new Tally();
    for (const group of await this.corrections.groups(manager, span)) {
      const found = await this.corrections.examine(manager, group, span, this.time.now());
      for (const correction of found) onCase(correction);
      count.add(found);
    }
    return count.now;
  }

  /**
   * Takes it back, each case with those that it belongs to in a transaction of its own. One that
   * breaks off leaves whole cases behind, and the next one goes on with the rest.
   */
  async apply(
    span: WrongSpan,
    reason: string,
    onCase: (correction: CaseCorrection) => void,
  ): Promise<CorrectionCount> {
    await this.rules.refresh();
    const count = new Tally();
    for (const group of await this.corrections.groups(this.transactions.manager, span)) {
      const order = { ...span, reason, at: this.time.now() };
      const done = await this.transactions.run((tx) => this.corrections.apply(tx, group, order));
      for (const correction of done) onCase(correction);
      count.add(done);
    }
    return count.now;
  }

  /**
   * Letters and deadlines that a wrong clock put off, though they are right themselves: a letter
   * waits for working hours years ahead, a deadline that failed for its next try. Letters of what
   * could not be taken back stay where they are.
   */
  async bringBack({ from, to }: WrongSpan): Promise<BroughtBack> {
    const at = this.time.now();
    const { manager } = this.transactions;
    const [, letters] = await manager.query<[unknown[], number]>(
      `UPDATE notices n SET next_attempt_at = CASE WHEN at_once THEN $1 ELSE $2 END::timestamptz
        WHERE status = 'pending' AND next_attempt_at > $3
          AND NOT EXISTS (SELECT FROM case_images i
                           WHERE i.case_id = n.case_id AND i.cause = n.cause
                             AND i.recorded_at >= $4 AND i.recorded_at < $5
                             AND i.taken_back_by IS NULL)`,
      [at, this.hours.opening(at), new Date(at.getTime() + FAR_MS), from, to],
    );
    const [, clocks] = await manager.query<[unknown[], number]>(
      `UPDATE clocks SET next_stage_at = $1
        WHERE attempts > 0 AND ended_at IS NULL AND next_stage_at > $2
          AND EXISTS (SELECT FROM jsonb_to_recordset(stages) AS s (at timestamptz, "firedAt" text)
                       WHERE s."firedAt" IS NULL AND s.at <= $1)`,
      [at, new Date(at.getTime() + PAUSE_MS)],
    );
    return { letters, clocks };
  }
}

class Tally {
  now: CorrectionCount = {
    ...{ cases: 0, entries: 0, reminders: 0 },
    ...{ withdrawn: 0, corrected: 0, left: 0 },
  };

  add(corrections: readonly CaseCorrection[]): void {
    for (const { after, letters } of corrections) {
      const { cases, entries, reminders, withdrawn, corrected, left } = this.now;
      this.now = after
        ? {
            cases: cases + 1,
            entries: entries + after.entries.length,
            reminders: reminders + after.reminders.length,
            withdrawn: withdrawn + letters.waiting.length,
            corrected: corrected + letters.sent.length,
            left,
          }
        : { ...this.now, left: left + 1 };
    }
  }
}
