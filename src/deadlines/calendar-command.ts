import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { recordOperator } from '../activity/operator-record.js';
import { CalendarYear } from '../calendar/calendar-year.entity.js';
import { CalendarYears } from '../calendar/calendar-years.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { runCommand, UsageError } from '../config/command-line.js';
import { loadConfig } from '../config/load-config.js';
import { decodeText } from '../kernel/plain-text.js';
import { SystemTime } from '../kernel/time-source.js';
import { openDataSource } from '../store/open-data-source.js';
import { Transactions } from '../store/transactions.js';

const USAGE = `npm run calendar -- list
npm run calendar -- import FILE --reason TEXT [--source TEXT] [--year YEAR] [--deviation TEXT]

FILE is a year in the form of holiday-cn (JSON) or a calendar file (iCalendar, with --year).
--deviation names the notice by which a year gives other days than the Regulation, or says what was
wrong in the days that are known of it.`;

/** The calendar on the command line: what is known, and a newly published year. */
async function run(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      reason: { type: 'string' },
      source: { type: 'string' },
      year: { type: 'string' },
      deviation: { type: 'string' },
    },
  });
  const [command, file = ''] = positionals;
  const { source = file, reason = '', year, deviation } = values;
  if (command !== 'list' && command !== 'import') throw new UsageError('Say list or import.');
  if (command === 'import' && file === '') throw new UsageError('Say which file.');
  if (command === 'import' && reason === '') throw new UsageError('Say why: --reason TEXT.');
  if (year !== undefined && !/^\d{4}$/.test(year)) {
    throw new UsageError('--year takes a year of four digits.');
  }
  const dataSource = await openDataSource(loadConfig(), [CalendarYear]);
  try {
    const transactions = new Transactions(dataSource);
    const years = new CalendarYears(transactions);
    if (command === 'list') return list(await years.all());
    await recordOperator(transactions, 'calendar.imported', year === undefined ? {} : { year });
    const imported = await years.import({
      content: decodeText(readFileSync(file)),
      source,
      reason,
      ...(year === undefined ? {} : { year: Number(year) }),
      ...(deviation === undefined ? {} : { deviation }),
      by: null,
      at: new SystemTime().now(),
    });
    return `Imported ${imported.year} as version ${imported.version}, ${imported.days.length} days. Clocks that run move when a recomputation is applied: npm run recompute`;
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
      ({ year, version, source, reason, deviation }) =>
        `${year}.${version} ${source}: ${reason}${deviation === null ? '' : ` (${deviation})`}`,
    ),
  ].join('\n');
}

await runCommand(USAGE, run);
