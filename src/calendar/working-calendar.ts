import { Injectable } from '@nestjs/common';
import type { DayCounter, DayStep, Deadline, OmittedDays, Term } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { CalendarEdition, type Counting } from './calendar-edition.js';
import { baseArrangements, baseEdition } from './holiday-arrangements.js';
import { withYears, type PublishedYear } from './published-year.js';

/** An imported year; a year that is imported anew gets the next version. */
export interface ImportedYear extends PublishedYear {
  readonly version: number;
}

const base = new CalendarEdition(baseEdition, baseArrangements);

/** Editions of before that are kept ready; clocks rarely ask for more than one or two. */
const MOST_EDITIONS = 20;

/**
 * Working days of China, make-up days included. Dates are those of Asia/Shanghai, as text, so
 * that no answer depends on the time zone of the process. The day a term is counted from is day 0.
 *
 * The data of the package is the base, years that were imported lie above it. What is held here is
 * a picture in memory; the rule book brings it up to date (src/policies/rule-book.ts).
 */
@Injectable()
export class WorkingCalendar implements DayCounter {
  private present = base;
  private imported: readonly ImportedYear[] = [];
  private readonly editions = new Map<string, CalendarEdition>([[base.name, base]]);

  /** The edition that counts now. */
  get edition(): string {
    return this.present.name;
  }

  /** All imported years, every version of them. */
  use(imported: readonly ImportedYear[]): void {
    this.imported = imported;
    const newest = new Map(
      imported.toSorted((a, b) => a.version - b.version).map((each) => [each.year, each]),
    );
    const years = [...newest.values()].toSorted((a, b) => a.year - b.year);
    this.present = years.length === 0 ? base : this.keep(editionName(years), years);
  }

  /**
   * The edition by which a date was counted; the present one where the base was another package
   * then, which is not at hand any more.
   */
  in(edition: string): CalendarEdition {
    const known = edition === this.present.name ? this.present : this.editions.get(edition);
    if (known) return known;
    const [from, ...above] = edition.split('+');
    if (from !== base.name) return this.present;
    const years = above.flatMap((name) => {
      const [year, version] = name.split('.').map(Number);
      return this.imported.filter((each) => each.year === year && each.version === version);
    });
    return years.length === above.length ? this.keep(edition, years) : this.present;
  }

  /** Whether the holidays of the date's year are known. */
  covers(date: BusinessDate): boolean {
    return this.present.covers(date);
  }

  get coveredYears(): readonly number[] {
    return this.present.coveredYears;
  }

  /** Outside the covered years Monday to Friday; `covers` says when that is a guess. */
  isWorkingDay(date: BusinessDate): boolean {
    return this.present.isWorkingDay(date);
  }

  /** The nth working day after (or before, when negative) a date; 0 is the date itself. */
  addWorkingDays(from: BusinessDate, days: number): BusinessDate {
    return this.present.addWorkingDays(from, days);
  }

  dueOn(from: BusinessDate, term: Term): BusinessDate {
    return this.present.deadline(from, term).dueOn;
  }

  deadline(from: BusinessDate, term: Term, counting?: Counting): Deadline {
    return this.present.deadline(from, term, counting);
  }

  explain(from: BusinessDate, term: Term, counting?: Counting): readonly DayStep[] {
    return this.present.explain(from, term, counting);
  }

  omitted(from: BusinessDate, term: Term, counting?: Counting): OmittedDays | null {
    return this.present.omitted(from, term, counting);
  }

  private keep(name: string, years: readonly PublishedYear[]): CalendarEdition {
    const known = this.editions.get(name);
    if (known) return known;
    const edition = new CalendarEdition(name, withYears(years));
    if (this.editions.size >= MOST_EDITIONS) this.editions.clear();
    this.editions.set(name, edition);
    return edition;
  }
}

function editionName(years: readonly ImportedYear[]): string {
  return [baseEdition, ...years.map(({ year, version }) => `${year}.${version}`)].join('+');
}

export type { Counting } from './calendar-edition.js';
