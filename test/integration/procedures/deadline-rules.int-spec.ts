import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { CalendarYears } from '../../../src/calendar/calendar-years.js';
import { DomainError, type InputError } from '../../../src/kernel/domain-error.js';
import { Policies } from '../../../src/policies/policies.js';
import { RuleBook } from '../../../src/policies/rule-book.js';
import type { PolicyContent } from '../../../src/policies/check-policy.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { daysOff2027, holidayCn2027, shortened2027 } from '../../support/year-2027.js';

let database: TestDatabase;
let office: EngineUnderTest;
/** Another process on the same database. */
let other: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  other = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  other.time.advanceTo(at('2026-09-18'));
});
afterAll(async () => {
  await office.close();
  await other.close();
  await database.close();
});

const change = { by: null, at: at('2026-09-18'), reason: '测试' };

function contentOf(id: string): PolicyContent {
  const { id: _, version: __, ...content } = office.part(RuleBook).policies.get(id);
  return content;
}

const add = (content: Partial<PolicyContent>, from: string, replaces: string | null = null) =>
  office.part(Policies).add({ ...contentOf(from), ...content }, replaces, change);

async function ruleOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error('It was not refused.');
  // `instanceof` alone forgets which codes there are.
  const { code, details } = error as DomainError;
  return (details['errors'] as InputError[] | undefined)?.[0]?.rule ?? code;
}

async function count(table: string): Promise<number | undefined> {
  const sql = `SELECT count(*)::int AS n FROM ${table}`;
  const [row] = await database.dataSource.query<{ n: number }[]>(sql);
  return row?.n;
}

describe('a policy', () => {
  it('is kept by the clock that was made under it, while new cases get the next version', async () => {
    const before = await office.file('promise');
    await add(
      { value: 5, effectiveFrom: '2026-09-18' },
      'promise.acceptance@1',
      'promise.acceptance@1',
    );
    const after = await other.file('promise');
    expect(await office.clock(before, 'acceptance')).toMatchObject({
      policyId: 'promise.acceptance@1',
      dueOn: '2026-09-22',
    });
    // The other process has made no change itself and was told nothing.
    expect(await other.clock(after, 'acceptance')).toMatchObject({
      policyId: 'promise.acceptance@2',
      dueOn: '2026-09-24',
    });
    expect(contentOf('promise.acceptance@1')).toMatchObject({ effectiveTo: '2026-09-17' });
  });

  it('of a division holds there and nowhere else, until it ends', async () => {
    const here = await office.file('arrears');
    expect((await office.clock(here, 'review')).dueOn).toBe('2026-10-09');
    const own = { divisionCode: '450200', value: 7, effectiveFrom: '2026-01-01' };
    const added = await add(own, 'arrears.review@1');
    const there = await office.file('arrears');
    expect(await office.clock(there, 'review')).toMatchObject({
      policyId: 'arrears.review.450200@1',
      dueOn: '2026-09-29',
    });
    await office.part(Policies).end(added.id, '2026-09-17', '不再适用');
    expect((await office.clock(await office.file('arrears'), 'review')).policyId).toBe(
      'arrears.review@1',
    );
  });

  it('lets an extension go only as far as its cap', async () => {
    const caseId = await office.file('promise');
    await add(
      { cap: 18, effectiveFrom: '2026-09-18' },
      'promise.cityReply@1',
      'promise.cityReply@1',
    );
    const later = await office.file('promise');
    const unit = { unitId: unitId('450100', 'investment', 'promise-handling') };
    const toUnit = ['complaint.accept', ['referral.send', unit], 'referral.sign'] as const;
    await office.play(later, ...toUnit);
    await office.play(caseId, ...toUnit);
    const ask = { payload: { days: 4, reason: '需核对。' } };
    expect(await ruleOf(office.act(later, 'extension.request', ask))).toBe('extensionWithinCap');
    const three = { payload: { days: 3, reason: '需核对。' } };
    await office.act(later, 'extension.request', three);
    await office.act(later, 'extension.approve');
    expect(await office.clock(later, 'cityReply', 2)).toMatchObject({
      policyId: 'promise.cityReply@2',
      derivation: { extension: 3, replaces: { generation: 1 } },
    });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'that overlaps another',
      () => add({ effectiveFrom: '2026-12-01' }, 'promise.reply@1'),
      'policyOverlaps',
    ],
    [
      'that replaces one of another clock',
      () => add({ effectiveFrom: '2026-12-01' }, 'promise.reply@1', 'promise.rework@1'),
      'policyReplaces',
    ],
    [
      'of no days',
      () => add({ value: 0, effectiveFrom: '2019-01-01' }, 'promise.reply@1'),
      'valueFitsUnit',
    ],
    [
      'that all need, ended',
      () => office.part(Policies).end('promise.reply@1', '2026-12-01', '测试'),
      'policyNeeded',
    ],
    [
      'that is not there, ended',
      () => office.part(Policies).end('x@1', '2026-12-01', ''),
      'NOT_FOUND',
    ],
  ])('%s is refused, and nothing is written', async (_, work, rule) => {
    const rows = await count('clock_policies');
    const { heldRevision } = office.part(RuleBook);
    expect(await ruleOf(work())).toBe(rule);
    await office.part(RuleBook).refresh();
    expect(await count('clock_policies')).toBe(rows);
    expect(office.part(RuleBook).heldRevision).toBe(heldRevision);
  });

  it('is never changed in place, whoever tries', async () => {
    const tries = [
      `UPDATE clock_policies SET value = 99 WHERE id = 'promise.reply@1'`,
      `UPDATE clock_policies SET effective_to = NULL WHERE id = 'promise.acceptance@1'`,
      `DELETE FROM clock_policies WHERE id = 'promise.reply@1'`,
    ];
    for (const sql of tries) {
      await expect(database.dataSource.query(sql)).rejects.toMatchObject({ code: '23001' });
    }
    expect(contentOf('promise.reply@1').value).toBe(5);
  });
});

describe('an imported year', () => {
  const order = { source: '测试', reason: '测试', by: null, at: at('2026-12-01') };
  const years = () => office.part(CalendarYears);

  it('counts in every process from its next case on', async () => {
    for (const process of [office, other]) process.time.advanceTo(at('2026-12-21'));
    const before = await other.file('arrears');
    expect(await other.clock(before, 'review')).toMatchObject({
      dueOn: '2027-01-04',
      provisional: true,
    });
    expect((await other.stored(before)).notices[0]?.variables).toMatchObject({
      deadline: { dueOn: '2027-01-04（暂定）', provisional: true },
    });
    await years().import({ ...order, content: holidayCn2027 });
    const after = await other.file('arrears');
    expect(await other.clock(after, 'review')).toMatchObject({
      dueOn: '2027-01-06',
      provisional: false,
    });
    expect((await other.stored(after)).notices[0]?.variables).toMatchObject({
      deadline: {
        dueOn: '2027-01-06',
        derivation: '自2026年12月21日提交投诉之日起第10个工作日，跳过元旦等6天',
      },
    });
  });

  it.each<[string, object, string]>([
    ['that is known already', { content: holidayCn2027 }, 'yearUnchanged'],
    ['with a deviation that it lacks', { content: holidayCn2027, deviation: 'x' }, 'noDeviation'],
    ['without the weekends that are worked', { content: daysOff2027 }, 'yearBalance'],
    ['that changes a known one', { content: shortened2027 }, 'yearKnownOtherwise'],
    ['that lost a day with its weekend', { content: shortened2027 }, 'holidayLength'],
    ['that is empty', { content: '{"year":2028,"papers":[],"days":[]}' }, 'yearWhole'],
    [
      'after one that is not known',
      { content: daysOff2027.replaceAll('2027', '2029'), deviation: '测试' },
      'yearsInSequence',
    ],
  ])('%s is refused, and nothing is written', async (_, change, rule) => {
    const content = '';
    const rules = await years()
      .import({ content, ...order, ...change })
      .then(
        () => [],
        (error: unknown) =>
          ((error as DomainError).details['errors'] as InputError[]).map((it) => it.rule),
      );
    expect(rules).toContain(rule);
    expect(await count('calendar_years')).toBe(1);
  });

  it('departs from the Regulation only by a word that stays with it', async () => {
    const row = await years().import({ ...order, content: daysOff2027, deviation: '国办发明电' });
    expect(row).toMatchObject({ version: 2, deviation: '国办发明电' });
    const all = (await years().all()).map(({ version, deviation }) => ({ version, deviation }));
    expect(all).toEqual([
      { version: 1, deviation: null },
      { version: 2, deviation: '国办发明电' },
    ]);
  });

  it('changes what is known only by such a word, also back', async () => {
    const again = { ...order, content: holidayCn2027 };
    await expect(years().import(again)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const row = await years().import({ ...again, deviation: '第2版缺少调休上班日' });
    expect(row).toMatchObject({ version: 3, deviation: '第2版缺少调休上班日' });
  });

  it('is never changed in place', async () => {
    await expect(
      database.dataSource.query(`UPDATE calendar_years SET days = '[]'`),
    ).rejects.toMatchObject({ code: '23001' });
  });
});
