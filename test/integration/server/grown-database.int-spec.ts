import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { growTo } from '../../../bench/grow.js';
import { WorkingCalendar } from '../../../src/calendar/working-calendar.js';
import { CaseAwaits } from '../../../src/cases/case-awaits.js';
import { CaseConditions } from '../../../src/cases/case-conditions.js';
import { WorkflowRegistry } from '../../../src/engine/workflow-registry.js';
import type { Principal } from '../../../src/identity/principal.js';
import { Portfolio } from '../../../src/ledger/portfolio.js';
import type { Row } from '../../../src/ledger/sheet.js';
import { LprPublications } from '../../../src/rates/lpr-publications.js';
import { oldDebt } from '../../support/complaints.js';
import { EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

/** More than two pages of the sheet have cases of its kind. */
const CASES = 1_200;

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  for (const _ of [1, 2]) {
    await office.play(await office.file('promise'), 'assignment.take', 'complaint.check');
  }
  await office.file('arrears', { filing: oldDebt });
  await office.file('arrears', { filing: oldDebt });
});
afterAll(async () => {
  await office.close();
  await database.close();
});

it('has whole copies of its cases, whose letters come back by tokens of their own', async () => {
  await growTo(database.url, CASES);
  const [counts] = await database.dataSource.query<[Record<string, number>]>(
    `SELECT (SELECT count(*)::int FROM cases) AS cases,
            count(*)::int AS letters, count(DISTINCT return_token)::int AS tokens,
            count(*) FILTER (WHERE return_token ~ '^[0-9a-f]{32}$')::int AS "wellFormed"
       FROM notices`,
  );
  const letters = counts['letters'] ?? 0;
  expect(letters).toBeGreaterThan(CASES);
  expect(counts).toEqual({ cases: CASES, letters, tokens: letters, wellFormed: letters });
});

it('has the indexes that it had', async () => {
  const indexes = await database.dataSource.query<{ name: string }[]>(
    `SELECT indexname AS name FROM pg_indexes WHERE tablename = 'notices' ORDER BY 1`,
  );
  expect(indexes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ix_notices_next_attempt', 'uq_notices_return_token']),
  );
});

it('has every arrears case once in the sheet, in the order of the ids', async () => {
  const portfolio = new Portfolio(
    database.transactions,
    office.part(WorkflowRegistry),
    new CaseConditions(
      office.part(WorkingCalendar),
      new CaseAwaits(office.part(WorkflowRegistry)),
      office.part(WorkflowRegistry),
    ),
    office.part(LprPublications),
    office.time,
  );
  const unit = { unitId: 'any', divisionCode: '450000', kinds: ['arrears'] };
  const reader = { role: 'observer', ...unit } as unknown as Principal;
  const rows: Row[] = [];
  for await (const row of portfolio.rows(reader, { on: '2026-11-25' })) rows.push(row);
  const cases = await database.dataSource.query<{ number: string }[]>(
    `SELECT number FROM cases WHERE kind = 'arrears' ORDER BY id`,
  );
  expect(cases.length).toBeGreaterThan(500);
  expect(rows.slice(2).map(([number]) => number)).toEqual(cases.map(({ number }) => number));
  // Each with the principal that it was filed with.
  expect(new Set(rows.slice(2).map((row) => JSON.stringify(row[6])))).toEqual(
    new Set([JSON.stringify({ money: '1000000.00' })]),
  );
});
