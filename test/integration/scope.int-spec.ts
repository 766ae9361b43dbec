import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v5 } from 'uuid';
import { demoAccounts } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import { seed } from '../../seeds/run.js';
import { roles } from '../../src/definition/index.js';
import type { Principal } from '../../src/identity/principal.js';
import { covers, scopeOf, where, type ScopedCase } from '../../src/identity/scope.policy.js';
import { insertCases, type CaseRow } from '../support/case-row.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const accounts = demoAccounts();
const owners = accounts.filter(({ role }) => role === 'enterprise');
const respondentTypes = ['government', 'stateOwnedEnterprise', 'largeEnterprise'];
const acceptors = {
  promise: unitId('450000', 'investment', 'promise-acceptance'),
  arrears: unitId('450000', 'industry', 'arrears-acceptance'),
};
const handlers = {
  promise: unitId('450100', 'investment', 'promise-handling'),
  arrears: unitId('451400', 'industry', 'arrears-handling'),
};

/** A unit that leads where the others only help. */
const helped = unitId('450200', 'investment', 'promise-handling');

/** Every kind × owner × respondent × place × not referred, referred or only helped with. */
const cases: (CaseRow & Pick<ScopedCase, 'coUnitIds' | 'aboutKind'>)[] = (
  ['promise', 'arrears'] as const
).flatMap((kind) =>
  owners.flatMap((owner) =>
    respondentTypes.flatMap((respondentType) =>
      ['450000', '450100', '450102', '451400'].flatMap((divisionCode) =>
        [null, handlers[kind], helped].map((unit) => ({
          id: v5([kind, owner.id, respondentType, divisionCode, unit].join(), owner.id),
          coUnitIds: unit === helped ? [handlers[kind]] : [],
          aboutKind: null,
          kind,
          enterpriseId: owner.enterpriseId ?? '',
          filedBy: owner.id,
          acceptorUnitId: acceptors[kind],
          unitId: unit,
          respondentType,
          divisionCode,
        })),
      ),
    ),
  ),
);

let database: TestDatabase;
let principals: Principal[];

beforeAll(async () => {
  database = await openTestDatabase();
  await seed(database.transactions, { demo: true, at: new Date('2026-03-02T01:00:00Z') });
  await database.transactions.run((tx) => insertCases(tx, cases));
  principals = await database.dataSource.query<Principal[]>(
    `SELECT a.id AS "accountId", a.email, a.name, a.role, a.language, a.unit_id AS "unitId",
            a.enterprise_id AS "enterpriseId", coalesce(u.kinds, '{}') AS kinds,
            u.division_code AS "divisionCode"
       FROM accounts a LEFT JOIN units u ON u.id = a.unit_id`,
  );
});
afterAll(() => database.close());

const inMemory = (principal: Principal): string[] =>
  cases
    .filter((each) => covers(scopeOf(principal), each satisfies ScopedCase))
    .map(({ id }) => id)
    .sort();

async function inDatabase(principal: Principal): Promise<string[]> {
  const { sql, params } = where(scopeOf(principal), 'c');
  const rows = await database.dataSource.query<{ id: string }[]>(
    `SELECT c.id FROM cases c WHERE ${sql}`,
    params,
  );
  return rows.map(({ id }) => id).sort();
}

function principal(email: string): Principal {
  const found = principals.find((each) => each.email === `${email}@demo.qingnuo.example`);
  if (!found) throw new Error(`${email} is not seeded`);
  return found;
}

const seen = (email: string): typeof cases => {
  const ids = new Set(inMemory(principal(email)));
  return cases.filter(({ id }) => ids.has(id));
};

describe('the scope policy', () => {
  it('means the same in the database and in memory, for every account', async () => {
    expect(new Set(principals.map(({ role }) => role))).toEqual(new Set(roles));
    for (const each of principals) {
      expect({ [each.email]: await inDatabase(each) }).toEqual({ [each.email]: inMemory(each) });
    }
  });

  it('is the one of the design', () => {
    const count = (email: string): number => seen(email).length;
    expect(count('enterprise1')).toBe(cases.length / 2);
    expect(seen('enterprise1').every(({ filedBy }) => filedBy === owners[0]?.id)).toBe(true);
    expect(seen('acceptor.promise').every(({ kind }) => kind === 'promise')).toBe(true);
    expect(count('acceptor.promise')).toBe(cases.length / 2);
    // A third of the cases of a kind lie with the unit, and it helps with another third.
    expect(count('handler.promise.450100')).toBe(cases.length / 3);
    expect(count('head.arrears.451400')).toBe(cases.length / 3);
    expect(seen('head.arrears.451400').filter(({ unitId: lead }) => lead === helped)).toHaveLength(
      cases.length / 6,
    );
    expect(count('handler.arrears.450100')).toBe(0);
    expect(count('supervisor')).toBe(cases.length);
    expect(count('stateassets')).toBe(cases.length / 3);
    expect(count('auditor')).toBe(cases.length / 3);
    expect(seen('auditor').map(({ respondentType }) => respondentType)).not.toContain(
      'largeEnterprise',
    );
    for (const all of ['credit', 'observer', 'admin']) expect(count(all)).toBe(cases.length);
    expect(count('securityauditor')).toBe(0);
  });

  it("shows a city's supervisor the city with its counties, and no other", async () => {
    const ofCity = { ...principal('supervisor'), divisionCode: '450100' };
    const places = new Set(
      cases.filter(({ id }) => inMemory(ofCity).includes(id)).map((each) => each.divisionCode),
    );
    expect(places).toEqual(new Set(['450100', '450102']));
    expect(await inDatabase(ofCity)).toEqual(inMemory(ofCity));
  });

  it('fails closed', async () => {
    const broken = [
      { ...principal('supervisor'), divisionCode: null },
      { ...principal('supervisor'), unitId: null },
      { ...principal('enterprise1'), enterpriseId: null },
      { ...principal('acceptor.promise'), kinds: [] },
      { ...principal('admin'), role: 'newcomer' as Principal['role'] },
    ];
    for (const each of broken) {
      expect(inMemory(each)).toEqual([]);
      expect(await inDatabase(each)).toEqual([]);
    }
    expect(where([], 'c').sql).toBe('FALSE');
    expect(covers([], cases[0]!)).toBe(false);
  });
});
