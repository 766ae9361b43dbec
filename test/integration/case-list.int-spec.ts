import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { CaseAwaits } from '../../src/cases/case-awaits.js';
import { CaseConditions } from '../../src/cases/case-conditions.js';
import { CaseList } from '../../src/cases/case-list.js';
import { CaseSummaries } from '../../src/cases/case-summaries.js';
import type { CaseFilterInput } from '../../src/cases/case.input.js';
import { WorkflowRegistry } from '../../src/engine/workflow-registry.js';
import type { Role } from '../../src/definition/index.js';
import type { Principal } from '../../src/identity/principal.js';
import { Directory } from '../../src/parties/directory.js';
import { KnownUnits } from '../../src/parties/known-units.js';
import type { RuleBook } from '../../src/policies/rule-book.js';
import { workflows } from '../../workflows/index.js';
import { accountOf, at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const unitA = unitId('450100', 'investment', 'promise-handling');
const unitB = unitId('450200', 'investment', 'promise-handling');
const acceptance = unitId('450000', 'investment', 'promise-acceptance');

const respondents = [
  ['南宁市某产业园区管理委员会', '450100'],
  ['柳州市住房和城乡建设局', '450200'],
  ['Guangxi 100%_Test Company', '450100'],
  ['𠮷野经济技术开发区', '450300'],
] as const;

let database: TestDatabase;
let office: EngineUnderTest;
let list: CaseList;
const cases: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-14'));
  const example = workflows.find(({ key }) => key === 'promise')?.filing.example;
  for (const [name, divisionCode] of respondents) {
    const filing = {
      ...example,
      facts: `${name}至今未付。`,
      request: `请${divisionCode}兑付`,
      respondent: { ...example?.respondent, name, divisionCode },
    };
    cases.push(await office.file('promise', { filing }));
    office.time.advanceTo(new Date(office.time.now().getTime() + 60_000));
  }
  const [first = '', second = ''] = cases;
  await office.play(
    first,
    'complaint.accept',
    ['referral.send', { unitId: unitA, coUnitIds: [unitB] }],
    'referral.sign',
  );
  await office.act(second, 'complaint.reject');
  const directory = new Directory(new KnownUnits({ heldRevision: 0 } as RuleBook), office.time);
  const registry = new WorkflowRegistry(workflows);
  const awaits = new CaseAwaits(registry);
  list = new CaseList(
    database.transactions,
    new CaseConditions(new WorkingCalendar(), awaits, registry),
    awaits,
    new CaseSummaries(registry, directory),
    office.time,
  );
});
afterAll(async () => {
  await office.close();
  await database.close();
});

function principal(name: string, role: Role, divisionCode = '450000'): Principal {
  const { id, email, unitId: unit, enterpriseId, language } = accountOf(name);
  return {
    accountId: id,
    email,
    name,
    role,
    language,
    enterpriseId: enterpriseId ?? null,
    unitId: unit ?? null,
    kinds: ['promise'],
    divisionCode,
  };
}

const acceptor = () => principal('acceptor.promise', 'acceptor');
const handler = (city: string) => principal(`handler.promise.${city}`, 'handler', city);

async function places(who: Principal, filter: CaseFilterInput): Promise<readonly number[]> {
  const { items } = await list.page(who, { limit: 100, ...filter });
  return items.map(({ id }) => cases.indexOf(id)).toSorted();
}

describe('an officer’s list', () => {
  it.each<[string, CaseFilterInput, readonly number[]]>([
    ['everything', {}, [0, 1, 2, 3]],
    ['on the desk', { mine: true }, [0]],
    ['on nobody’s desk and open', { unassigned: true }, [2, 3]],
    ['of the unit', { unit: true }, [0, 1, 2, 3]],
    ['ended', { ended: true }, [1]],
    ['open', { ended: false }, [0, 2, 3]],
    ['of a city', { cityCode: '450300' }, [3]],
    ['in a state', { state: 'handling' }, [0]],
    ['due soon', { due: 'soon' }, [2, 3]],
    ['overdue', { due: 'overdue' }, []],
  ])('shows what is %s', async (_, filter, expected) => {
    expect(await places(acceptor(), filter)).toEqual(expected);
  });

  it('shows a unit the cases that it leads and those that it helps with', async () => {
    expect(await places(handler('450100'), {})).toEqual([0]);
    expect(await places(handler('450200'), {})).toEqual([0]);
    expect(await places(handler('450200'), { unit: true })).toEqual([]);
    expect(await places(handler('450300'), {})).toEqual([]);
  });

  it('tells officers on whose desk a case lies, and an enterprise only the office', async () => {
    const shown = async (who: Principal) => (await list.page(who, { state: 'handling' })).items[0];
    expect(await shown(acceptor())).toMatchObject({
      officers: { acceptor: { id: accountOf('acceptor.promise').id } },
      coUnits: [{ id: unitB }],
      deadline: { name: 'cooperation' },
      closed: false,
    });
    expect(await shown(principal('enterprise1', 'enterprise'))).toMatchObject({
      officers: { acceptor: null, handler: null },
      unit: { id: unitA },
    });
  });

  it('counts what it lists, filter by filter', async () => {
    for (const who of [acceptor(), handler('450100'), handler('450200')]) {
      for (const filter of [{}, { cityCode: '450100' }, { q: '柳州' }]) {
        const counts = await list.counts(who, filter);
        const listed = async (more: CaseFilterInput) =>
          (await places(who, { ...filter, ...more })).length;
        expect(counts).toMatchObject({
          mine: await listed({ mine: true }),
          unit: await listed({ unit: true }),
          unassigned: await listed({ unassigned: true }),
          soon: await listed({ due: 'soon' }),
          overdue: await listed({ due: 'overdue' }),
          open: await listed({ ended: false }),
          ended: await listed({ ended: true }),
        });
        for (const { key, count } of counts.byState) {
          expect(count).toBe(await listed({ state: key }));
        }
        for (const { key, count } of counts.byCity) {
          expect(count).toBe(await listed({ cityCode: key }));
        }
      }
    }
  });
});

describe('a search', () => {
  it.each<[string, string, readonly number[]]>([
    ['one character', '管', [0]],
    ['two characters', '柳州', [1]],
    ['more', '产业园区管理', [0]],
    ['pairs that stand apart', '产业管理', []],
    ['upper and lower case', 'guangxi 100', [2]],
    ['full width', 'ＧＵＡＮＧＸＩ', [2]],
    ['a wildcard', '%', [2]],
    ['another wildcard', '100%_t', [2]],
    ['a backslash', '\\', []],
    ['a character beyond the first plane', '𠮷野', [3]],
    ['part of a number', 'P-2026-4503', [3]],
    ['the enterprise', '示例', [0, 1, 2, 3]],
    ['what happened', '委员会至今未付', [0]],
    ['what is asked for', '450200兑付', [1]],
    ['nothing that is there', '不存在', []],
  ])('finds %s', async (_, q, expected) => {
    const { enterpriseName } = await office.record(cases[0] ?? '');
    const words = q === '示例' ? enterpriseName.slice(1, 4) : q;
    expect(await places(acceptor(), { q: words })).toEqual(expected);
  });

  it('stays within the scope', async () => {
    expect(await places(handler('450300'), { q: '柳州' })).toEqual([]);
    expect(acceptance).toBe(acceptor().unitId);
  });
});

describe('pages of a list', () => {
  it('go on across the cases that a unit leads and those that it helps with', async () => {
    const led = { unitId: unitB };
    const helped = { unitId: unitA, coUnitIds: [unitB] };
    for (const [day, referral] of [helped, led, led, helped, helped, led].entries()) {
      office.time.advanceTo(at(`2026-09-${15 + (day % 4)}`, `1${day}:00`));
      const id = await office.file('promise');
      await office.play(id, 'complaint.accept', ['referral.send', referral]);
    }
    const who = handler('450200');
    const whole = (await list.page(who, { limit: 100 })).items.map(({ number }) => number);
    // Six of this test, and the one that the unit has helped with before.
    expect(new Set(whole).size).toBe(7);
    for (const limit of [1, 2, 3]) {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const filter = cursor === undefined ? { limit } : { limit, cursor };
        const page = await list.page(who, filter);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map(({ number }) => number));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole);
    }
  });
});
