import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperatorCommand, type Ended } from '../support/command.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { eventsOf } from '../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { holidayCn2027 } from '../support/year-2027.js';

const CALENDAR = 'src/deadlines/calendar-command.ts';
const RECOMPUTE = 'src/recompute-command.ts';
const UNDO_TIME = 'src/undo-time-command.ts';
const ARCHIVE = 'src/archive-command.ts';
const LPR = 'seeds/lpr.ts';
const CREATE_ADMIN = 'seeds/create-admin.ts';

const demonstration = { NODE_ENV: 'demonstration' };
/** All that an installation needs, on a database of this machine. */
const production = {
  NODE_ENV: 'production',
  SMTP_URL: 'smtps://mail.example',
  PUBLIC_URL: 'https://qingnuo.example',
  MAIL_FROM: 'no-reply@qingnuo.example',
};

let database: TestDatabase;
let office: EngineUnderTest;
let folder: string;
let caseId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-commands-'));
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  // Three working days from here end in January, for which no holidays are known yet.
  office.time.advanceTo(at('2026-12-30'));
  caseId = await office.file('promise');
});
afterAll(async () => {
  await office.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const command = (program: string, args: readonly string[], input?: string): Promise<Ended> =>
  runOperatorCommand(program, args, { ...demonstration, DATABASE_URL: database.url }, input);
const calendar = (...args: string[]) => command(CALENDAR, args);
const recompute = (...args: string[]) => command(RECOMPUTE, args);

const fileOf = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const dueOn = async () => (await office.clock(caseId, 'acceptance')).dueOn;

describe('a newly published year', () => {
  it('is imported, moves the dates that lie in it by a recomputation, and back', async () => {
    expect(await dueOn()).toBe('2027-01-04');
    const imported = await calendar(
      'import',
      fileOf('2027.json', holidayCn2027),
      ...['--reason', '国务院办公厅通知'],
    );
    expect(imported).toMatchObject({ status: 0, errors: '' });
    expect(imported.output).toContain('Imported 2027 as version 1');
    expect((await calendar('list')).output).toContain('knows 2004 to 2027.');

    const dry = await recompute();
    expect(dry.status).toBe(0);
    expect(dry.output).toContain('\tacceptance\t2027-01-04\t2027-01-06\t');
    expect(await dueOn()).toBe('2027-01-04');

    const applied = await recompute('--apply', '--reason', '2027年安排公布');
    expect(applied.status).toBe(0);
    expect(await dueOn()).toBe('2027-01-06');
    const [, id = ''] = /Recomputation (\S+)\./.exec(applied.errors) ?? [];

    expect((await recompute('--undo', id, '--reason', '撤回')).status).toBe(0);
    expect(await dueOn()).toBe('2027-01-04');
    const again = await recompute('--undo', id, '--reason', '撤回');
    expect(again).toMatchObject({ status: 1, errors: 'This recomputation was undone already.\n' });
  });
});

describe('the record of what people do', () => {
  const operator = async () =>
    (await eventsOf(database.dataSource)).filter(({ role }) => role === 'operator');

  it('knows who ran a command that changes something, and of no other', async () => {
    const kinds = (await operator()).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'calendar.imported',
      'recomputation.made',
      'recomputation.undone',
      'recomputation.undone',
    ]);
    const dumped = await command('src/verify/dump-history.ts', []);
    expect(dumped.status).toBe(0);
    const last = (await operator()).at(-1);
    expect(last).toMatchObject({ kind: 'history.dumped', accountId: null });
    expect(last?.details['user']).toEqual(expect.any(String));
  });
});

describe('what a wrong clock did', () => {
  it('is listed, taken back with a reason, and what somebody acted on is told', async () => {
    const { dueAt } = await office.clock(caseId, 'acceptance');
    const acted = await office.file('promise');
    const from = new Date(Date.now() - 1000).toISOString();
    office.time.advanceTo(dueAt);
    await office.sweeper.runOnce();
    await office.act(acted, 'complaint.accept');
    const span = ['--from', from, '--to', new Date(Date.now() + 60_000).toISOString()];
    const lapsed = await office.stored(caseId);
    const other = (await office.record(acted)).number;

    const listed = await command(UNDO_TIME, span);
    expect(listed.status).toBe(0);
    expect(listed.output).toContain(`${lapsed.record.number}\t`);
    expect(listed.output).toMatch(new RegExp(`^${other}\\t.*not undone: 其后有人办理`, 'm'));
    expect(listed.errors).toContain('1 cases would go back');
    expect(await office.stored(caseId)).toEqual(lapsed);

    const taken = await command(UNDO_TIME, [...span, '--apply', '--reason', '时钟有误']);
    expect(taken.status).toBe(1);
    expect(taken.errors).toContain('1 cases went back');
    expect(taken.errors).toContain('1 cases left as they are.');
    expect((await office.clock(caseId, 'acceptance')).status).toBe('running');
    const dump = await command('src/verify/dump-history.ts', []);
    const chains = fileOf('history.jsonl', dump.output);
    expect((await command('src/verify/verify-history.ts', [chains])).status).toBe(0);
    expect((await eventsOf(database.dataSource)).map(({ kind }) => kind)).toContain(
      'time.corrected',
    );
    const again = await command(UNDO_TIME, [...span, '--apply', '--reason', '时钟有误']);
    expect(again.errors).toContain('0 cases went back');
  });
});

describe('a command that is called wrongly', () => {
  it.each<[string, string, readonly string[], string]>([
    ['calendar without a word', CALENDAR, [], 'Say list or import.'],
    ['an import without a file', CALENDAR, ['import'], 'Say which file.'],
    ['one without a reason', CALENDAR, ['import', 'x'], '--reason TEXT'],
    [
      'a year that is none',
      CALENDAR,
      ['import', 'x', '--reason', 'y', '--year', 'z'],
      'four digits',
    ],
    ['an unknown option', RECOMPUTE, ['--now'], "'--now'"],
    ['a span without a beginning', UNDO_TIME, ['--to', '2026-11-30T14:00:00Z'], '--from takes'],
    ['no day', ARCHIVE, ['--apply'], 'takes a day'],
    ['rates without a file', LPR, ['import'], 'Say which file.'],
    ['an account of nobody', CREATE_ADMIN, [], 'Say whose account it is.'],
  ])('says how it is called: %s', async (_, program, args, words) => {
    const { status, output, errors } = await command(program, args);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(errors).toContain(words);
    expect(errors).toMatch(/^npm run /m);
  });
});

describe('a command that is refused', () => {
  it('names each broken rule and changes nothing', async () => {
    const year = JSON.parse(holidayCn2027) as { days: { name: string }[] };
    const days = year.days.filter(({ name }) => name !== '国庆节');
    const file = fileOf('lacking.json', JSON.stringify({ ...year, days }));
    const lacking = await calendar('import', file, '--reason', 'x');
    expect(lacking).toMatchObject({ status: 1, output: '' });
    expect(lacking.errors).toMatch(/^days: yearWhole: /);
    const missing = await calendar('import', join(folder, 'nowhere.json'), '--reason', 'x');
    expect(missing).toMatchObject({ status: 1, output: '' });
    expect(missing.errors).toContain('nowhere.json');

    const admin = ['--email', 'root@example.gov.cn'];
    const short = await command(CREATE_ADMIN, admin, 'short\n');
    expect(short).toMatchObject({ status: 1, output: '' });
    expect(short.errors).toContain('minLength');
    const rates = await command(LPR, ['import', fileOf('lpr.csv', 'date,rate\n2026-13-40,3\n')]);
    expect(rates).toMatchObject({ status: 1, output: '' });
    expect(rates.errors).toMatch(/^publications\[0\]\.publishedOn: isBusinessDate: /);
    expect(
      await database.dataSource.query('SELECT FROM accounts WHERE email = $1', [admin[1]]),
    ).toEqual([]);
  });

  it('and the same without the mistake is done', async () => {
    const admin = ['--email', 'root@example.gov.cn'];
    const own = await openTestDatabase();
    const make = (settings: Record<string, string>, { url }: TestDatabase) =>
      runOperatorCommand(
        CREATE_ADMIN,
        admin,
        { ...settings, DATABASE_URL: url },
        'a password of some length\n',
      );
    const accounts = ({ dataSource }: TestDatabase) =>
      dataSource.query<object[]>('SELECT * FROM accounts');
    expect(await make(production, own)).toMatchObject({ status: 0, errors: '' });
    const [before] = await accounts(own);
    expect(await make(production, own)).toEqual({
      status: 1,
      output: '',
      errors: 'There is already an account for root@example.gov.cn; nothing was changed.\n',
    });
    expect(await accounts(own)).toEqual([before]);
    await own.close();
    // Not where passwords are public, whatever the settings say.
    const there = await make(production, database);
    expect(there).toMatchObject({ status: 1, output: '' });
    expect(there.errors).toContain('holds accounts of a demonstration');
    const asked = await make(demonstration, database);
    expect(asked).toMatchObject({ status: 1, output: '' });
    expect(asked.errors).toContain('set NODE_ENV=production');
  });
});
