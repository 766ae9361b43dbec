import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inputInvalid } from '../kernel/domain-error.js';
import { lockRules, raiseRevision } from '../store/rule-revision.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { CalendarYear } from './calendar-year.entity.js';
import { problemsOfYear } from './check-year.js';
import { changesOfYear, departuresOfYear } from './departures.js';
import { baseArrangements, yearsCovered } from './holiday-arrangements.js';
import type { PublishedYear } from './published-year.js';
import { readCalendar } from './read-calendar.js';

/** A published year as somebody hands it in. */
export interface YearToImport {
  /** JSON in the form of holiday-cn, or iCalendar. */
  readonly content: string;
  /** Needed for iCalendar, which may hold several. */
  readonly year?: number;
  readonly source: string;
  readonly reason: string;
  /** Why its days are others than the Regulation's or those known, where they are; kept with it. */
  readonly deviation?: string;
  readonly by: string | null;
  readonly at: Date;
}

/** Years that were imported above the package's data, with their source. */
@Injectable()
export class CalendarYears {
  constructor(private readonly transactions: Transactions) {}

  /** Every version of every imported year. */
  all(tx: EntityManager = this.transactions.manager): Promise<CalendarYear[]> {
    return selectRows(tx, CalendarYear, 'ORDER BY year, version', []);
  }

  /**
   * Takes a newly published year, or a corrected one as its next version.
   *
   * @throws DomainError INPUT_INVALID calendarForm, yearWhole, holidayWithoutGap, oneAnswerADay,
   *   dayOfYear, makeUpOnWeekend, yearsInSequence, yearUnchanged, without a deviation
   *   statutoryDays, yearBalance, holidayLength and yearKnownOtherwise, with one that is not needed
   *   noDeviation; then nothing is written
   */
  async import(order: YearToImport): Promise<CalendarYear> {
    const published = readCalendar(order.content, order.year);
    const problems = problemsOfYear(published);
    if (problems.length > 0) throw inputInvalid(problems);
    return this.transactions.run(async (tx) => {
      await lockRules(tx);
      const known = await this.all(tx);
      refuseJump(published.year, known);
      refuseDeparture(published, known, order.deviation);
      const earlier = known.filter(({ year }) => year === published.year);
      const days = published.days.toSorted((a, b) => a.date.localeCompare(b.date));
      refuseSame(days, earlier.at(-1));
      const row: CalendarYear = {
        year: published.year,
        version: earlier.length + 1,
        days,
        papers: published.papers,
        source: order.source,
        reason: order.reason,
        deviation: order.deviation ?? null,
        importedBy: order.by,
        importedAt: order.at,
      };
      await tx.insert(CalendarYear, row);
      await raiseRevision(tx);
      return row;
    });
  }
}

/** Silently no year gives other days than the Regulation or before; by a word that is kept, it does. */
function refuseDeparture(
  published: PublishedYear,
  known: readonly CalendarYear[],
  deviation: string | undefined,
): void {
  const departures = [...departuresOfYear(published), ...changesOfYear(published, known)];
  if (departures.length > 0 && deviation === undefined) {
    const message =
      'If it is so all the same, say in deviation by which notice, or what was wrong before; it stays with the year.';
    throw inputInvalid(
      departures.map((each) => ({ ...each, message: `${each.message} ${message}` })),
    );
  }
  if (departures.length > 0 || deviation === undefined) return;
  const message = `The year ${published.year} gives the days that it must; leave the deviation out.`;
  throw inputInvalid([{ path: 'deviation', rule: 'noDeviation', message }]);
}

/** A year with an unknown one before it would make dates firm that no calendar knows. */
function refuseJump(year: number, known: readonly CalendarYear[]): void {
  const covered = [...yearsCovered(baseArrangements)].map(Number);
  const years = new Set([...covered, ...known.map((each) => each.year)]);
  if (years.has(year) || years.has(year - 1)) return;
  const message = `The year ${year} does not follow the years that are known, up to ${Math.max(...years)}.`;
  throw inputInvalid([{ path: 'year', rule: 'yearsInSequence', message }]);
}

function refuseSame(days: CalendarYear['days'], newest: CalendarYear | undefined): void {
  const texts = (list: CalendarYear['days']) =>
    list.map(({ date, off, name }) => `${date} ${off} ${name}`);
  if (!newest || texts(days).join('\n') !== texts(newest.days).join('\n')) return;
  const message = `The year ${newest.year} is known with these very days as version ${newest.version}.`;
  throw inputInvalid([{ path: 'content', rule: 'yearUnchanged', message }]);
}
