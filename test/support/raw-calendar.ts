import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface RawYear {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2018, 0, 1);
const LAST = Date.UTC(2040, 11, 31);

/**
 * A second count of China's working days, to be held against the product's: made from the raw
 * yearly data alone and by another method, a list of all working days in which a term is a distance.
 */
export class RawCalendar {
  private readonly days: readonly string[];
  private readonly worked: ReadonlySet<string>;
  /** Of every day, the place in the list of the first working day that is not before it. */
  private readonly places: ReadonlyMap<string, number>;

  constructor() {
    const entry = createRequire(import.meta.url).resolve('chinese-days/package.json');
    const folder = join(dirname(entry), 'dist/years');
    const off = new Set<string>();
    const worked = new Set<string>();
    for (const file of readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name))) {
      const year = JSON.parse(readFileSync(join(folder, file), 'utf8')) as RawYear;
      for (const day of Object.keys(year.holidays)) off.add(day);
      for (const day of Object.keys(year.workdays)) worked.add(day);
    }
    const all = Array.from({ length: (LAST - FIRST) / DAY_MS + 1 }, (_, index) => {
      const instant = new Date(FIRST + index * DAY_MS);
      return { day: instant.toISOString().slice(0, 10), weekday: instant.getUTCDay() };
    });
    this.days = all
      .filter(({ day, weekday }) =>
        weekday === 0 || weekday === 6 ? worked.has(day) : !off.has(day) || worked.has(day),
      )
      .map(({ day }) => day);
    this.worked = new Set(this.days);
    let place = 0;
    this.places = new Map(
      all.map(({ day }) => [day, this.worked.has(day) ? place++ : place] as const),
    );
  }

  isWorked(day: string): boolean {
    return this.worked.has(day);
  }

  /** The nth working day after a day, or before it when negative; 0 is the day itself. */
  away(day: string, count: number): string {
    if (count === 0) return day;
    const after = this.places.get(day) ?? NaN;
    const own = this.isWorked(day);
    // Between two working days, the one before is one step back and the one after one step on.
    const place = count > 0 ? after + count - (own ? 0 : 1) : after + count;
    const found = this.days[place];
    if (found === undefined) throw new RangeError(`${day} and ${count} days lie outside the list.`);
    return found;
  }

  /** The day itself when it is worked, else the first one after it that is. */
  rolled(day: string): string {
    return this.isWorked(day) ? day : this.away(day, 1);
  }

  /** The same number of a later month, or the last day of that month. */
  monthsLater(day: string, count: number): string {
    const [year = 0, month = 1, number = 1] = day.split('-').map(Number);
    const last = new Date(Date.UTC(year, month + count, 0));
    last.setUTCDate(Math.min(last.getUTCDate(), number));
    return last.toISOString().slice(0, 10);
  }

  later(day: string, count: number): string {
    return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
  }
}
