import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CalendarYear } from '../calendar/calendar-year.entity.js';
import { CalendarYears } from '../calendar/calendar-years.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { loadConfig } from '../config/load-config.js';
import { DomainError } from '../kernel/domain-error.js';
import { SystemTime } from '../kernel/time-source.js';
import { openDataSource } from '../store/open-data-source.js';
import { Transactions } from '../store/transactions.js';

const USAGE = `npm run calendar -- list
npm run calendar -- import FILE --reason TEXT [--source TEXT] [--year YEAR]

FILE is a year in the form of holiday-cn (JSON) or a calendar file (iCalendar, with --year).`;

/** The calendar on the command line: what is known, and a newly published year. */
async function run(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      reason: { type: 'string' },
      source: { type: 'string' },
      year: { type: 'string' },
    },
  });
  const [command, file] = positionals;
  const dataSource = await openDataSource(loadConfig(), [CalendarYear]);
  try {
    const years = new CalendarYears(new Transactions(dataSource));
    if (command === 'list') return list(await years.all());
    if (command !== 'import' || file === undefined || values.reason === undefined) return USAGE;
    const { year, version, days } = await years.import({
      content: readFileSync(file, 'utf8'),
      source: values.source ?? file,
      reason: values.reason,
      ...(values.year === undefined ? {} : { year: Number(values.year) }),
      by: null,
      at: new SystemTime().now(),
    });
    return `Imported ${year} as version ${version}, ${days.length} days. Clocks that run move when a recomputation is applied: npm run recompute`;
  } finally {
    await dataSource.destroy();
  }
}

function list(imported: readonly CalendarYear[]): string {
  const calendar = new WorkingCalendar();
  calendar.use(imported);
  const known = calendar.coveredYears;
  return [
    `${calendar.edition} knows ${known[0] ?? ''} to ${known.at(-1) ?? ''}.`,
    ...imported.map(
      ({ year, version, source, reason }) => `${year}.${version} ${source}: ${reason}`,
    ),
  ].join('\n');
}

function problems(error: unknown): string {
  const listed = error instanceof DomainError ? error.details['errors'] : undefined;
  if (!Array.isArray(listed)) return error instanceof Error ? error.message : String(error);
  const errors = listed as { readonly rule: string; readonly message: string }[];
  return errors.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
}

run().then(
  (sentence) => process.stdout.write(`${sentence}\n`),
  (error: unknown) => {
    process.stderr.write(`${problems(error)}\n`);
    process.exitCode = 1;
  },
);
