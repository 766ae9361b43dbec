import { Injectable } from '@nestjs/common';
import { Sweeper } from '../clocks/sweeper.js';
import { TimeWatch } from '../clocks/time-watch.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { LettersAfterLoss, type LetterAfterLoss } from '../notices/letters-after-loss.js';
import { RestoreWatch } from '../restores/restore-watch.js';
import { Transactions } from '../store/transactions.js';

/** What becomes of letters that may have left from the database that was lost. */
export const letterFates = ['send', 'hold', 'sent'] as const;

export type LetterFate = (typeof letterFates)[number];

/** A number series (编号) and where it goes on. */
export interface SeriesAhead {
  readonly series: string;
  readonly last: number;
  readonly next: number;
}

/** A moment of a clock that falls due: a reminder, or the lapse of the deadline. */
export interface DueMoment {
  readonly caseNumber: string;
  readonly clock: string;
  readonly at: Date;
  readonly lapses: boolean;
}

export interface RestorePreview {
  /** Why everything stands; null: nothing says that the database was restored. */
  readonly cause: string | null;
  /** The last act or deadline of a case that the database knows of; what came after it is lost. */
  readonly knowsUntil: Date | null;
  readonly series: readonly SeriesAhead[];
  readonly moments: readonly DueMoment[];
  readonly letters: readonly LetterAfterLoss[];
  /** By an earlier decision. */
  readonly held: readonly LetterAfterLoss[];
}

export interface RestoreDecision {
  readonly letters: LetterFate;
  /** Until when the database that was lost had worked. */
  readonly lostAt: Date;
  /** So many numbers of each series are passed over. */
  readonly numbersAhead: number;
}

export interface RestoreOutcome {
  readonly series: number;
  /** Moments that fell due before the loss, fired for their letters to be held or marked. */
  readonly fired: number;
  readonly held: number;
  readonly marked: number;
  /** Those with a link among them, which go out again. */
  readonly sentAgain: number;
  readonly sessions: number;
}

/**
 * What an operator decides after a restore. Everything stands until the last step, so that a run
 * that was cut off is begun again; a second run passes over more numbers and changes nothing else.
 */
@Injectable()
export class AfterRestore {
  constructor(
    private readonly transactions: Transactions,
    private readonly watch: RestoreWatch,
    private readonly sweeper: Sweeper,
    private readonly letters: LettersAfterLoss,
    private readonly time: TimeWatch,
  ) {}

  /** What would be done and what would go out; none of it is done. */
  async preview({
    lostAt,
    numbersAhead,
  }: Omit<RestoreDecision, 'letters'>): Promise<RestorePreview> {
    const { manager } = this.transactions;
    const series = await manager.query<SeriesAhead[]>(
      `SELECT series, last, last + $1 + 1 AS next FROM case_numbers
       UNION ALL
       SELECT series || year, last, last + $1 + 1 FROM document_numbers ORDER BY series`,
      [numbersAhead],
    );
    const moments = await manager.query<DueMoment[]>(
      `SELECT c.number AS "caseNumber", k.name AS clock, (s ->> 'at')::timestamptz AS at,
              (s ->> 'offset')::integer = 0 AS lapses
         FROM clocks k JOIN cases c ON c.id = k.case_id, jsonb_array_elements(k.stages) s
        WHERE k.next_stage_at <= $1 AND s ->> 'firedAt' IS NULL
          AND (s ->> 'at')::timestamptz <= $1
        ORDER BY at, c.number, k.name`,
      [this.time.now()],
    );
    const [known] = await manager.query<[{ at: Date | null }]>(
      'SELECT max(updated_at) AS at FROM cases',
    );
    const letters = await this.letters.mayHaveLeft(lostAt);
    const held = await this.letters.held(null);
    const cause = await this.watch.look();
    return { cause, knowsUntil: known.at, series, moments, letters, held };
  }

  /**
   * Does it, and lets every process go on.
   *
   * @throws DomainError EVENT_NOT_ACCEPTED when nothing stands, so that others work meanwhile, or
   *   when another decision is under way; UNAVAILABLE while the time of this machine is wrong
   */
  async apply({ letters: fate, lostAt, numbersAhead }: RestoreDecision): Promise<RestoreOutcome> {
    if (!(await this.time.checked())) {
      throw new DomainError('UNAVAILABLE', this.time.trouble ?? 'The time is not right.');
    }
    await this.watch.claim();
    await this.letters.takeBack();
    const series = await this.passOverNumbers(numbersAhead);
    const letters = await this.settleLetters(fate, lostAt);
    const sessions = await this.endSessions();
    await this.letters.settle(this.time.now());
    await this.watch.release(this.time.now());
    return { series, ...letters, sessions };
  }

  /** A number that somebody may hold a letter with is never given to another case or document. */
  private async passOverNumbers(ahead: number): Promise<number> {
    const year = Number(chinaDate(this.time.now()).slice(0, 4));
    return this.transactions.run(async (tx) => {
      const [, cases] = await tx.query<[unknown[], number]>(
        'UPDATE case_numbers SET last = last + $1',
        [ahead],
      );
      const [, documents] = await tx.query<[unknown[], number]>(
        'UPDATE document_numbers SET last = last + $1',
        [ahead],
      );
      await tx.query(
        `UPDATE restore_watch SET numbers_from = $1
            + CASE WHEN numbers_until >= $2 THEN numbers_from ELSE 0 END, numbers_until = $2`,
        [ahead, year],
      );
      return cases + documents;
    });
  }

  /**
   * What fell due before the loss is fired first, now and in its order, because its letters may
   * have left as well; of letters that begin a term, what is known of them comes before that.
   */
  private async settleLetters(fate: LetterFate, lostAt: Date) {
    const settled = { fired: 0, held: 0, marked: 0, sentAgain: 0 };
    if (fate === 'send') return settled;
    let sweptSince: Date | null = null;
    for (;;) {
      const waiting = await this.letters.mayHaveLeft(lostAt, sweptSince);
      if (fate === 'hold') settled.held += await this.letters.hold(waiting, this.time.now());
      else {
        settled.marked += await this.letters.markSent(waiting);
        settled.sentAgain = waiting.filter(({ hasLink }) => hasLink).length;
      }
      const now = this.time.now();
      sweptSince ??= now;
      const fired = await this.sweeper.runOnce({ now, dueBy: lostAt });
      if (fired === 0) return settled;
      settled.fired += fired;
    }
  }

  /** Whoever had signed out, or was shut out, since the backup is not signed in again. */
  private async endSessions(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const [, ended] = await tx.query<[unknown[], number]>('DELETE FROM sessions');
      await tx.query(
        'UPDATE password_resets SET expires_at = $1 WHERE used_at IS NULL AND expires_at > $1',
        [this.time.now()],
      );
      return ended;
    });
  }
}
