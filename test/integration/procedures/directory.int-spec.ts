import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../seeds/demo-accounts.js';
import { organisationId, unitId } from '../../../seeds/reference-data.js';
import { seed } from '../../../seeds/run.js';
import type { Party } from '../../../src/definition/index.js';
import type { CaseParties } from '../../../src/engine/party-directory.js';
import type { Principal } from '../../../src/identity/principal.js';
import { newId } from '../../../src/kernel/ids.js';
import { Directory } from '../../../src/parties/directory.js';
import { KnownUnits } from '../../../src/parties/known-units.js';
import type { RuleBook } from '../../../src/policies/rule-book.js';
import { Units } from '../../../src/parties/units.js';
import { insertCases } from '../../support/case-row.js';
import { accountOf } from '../../support/engine-under-test.js';
import { ManualTime } from '../../support/manual-time.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const at = new Date('2026-03-02T01:00:00Z');
const time = new ManualTime();
const directory = new Directory(new KnownUnits({ heldRevision: 0 } as RuleBook), time);
const account = (name: string) =>
  demoAccounts().find(({ email }) => email === `${name}@demo.qingnuo.example`)!;
const owner = account('enterprise2');
const handling = unitId('450100', 'investment', 'promise-handling');
const acceptance = unitId('450000', 'investment', 'promise-acceptance');

const parties: CaseParties = {
  kind: 'promise',
  enterpriseId: owner.enterpriseId ?? '',
  filedBy: owner.id,
  acceptorUnitId: acceptance,
  unitId: handling,
  coUnitIds: [],
  officers: { acceptor: null, handler: null },
  divisionCode: '450102',
  cityCode: '450100',
  respondentEmail: 'office@respondent.example',
  respondentName: '某管理委员会',
  respondentOrganisationId: null,
};

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await seed(database.transactions, { demo: true, at });
});
afterAll(() => database.close());

describe('the seeds', () => {
  it('are the same rows however often they are sown', async () => {
    const count = () =>
      database.dataSource.query<object[]>(
        `SELECT (SELECT count(*) FROM divisions) AS divisions, (SELECT count(*) FROM units) AS units,
                (SELECT count(*) FROM organisations) AS organisations,
                (SELECT count(*) FROM accounts) AS accounts`,
      );
    const before = await count();
    await database.dataSource.query(`UPDATE accounts SET name = 'changed' WHERE role = 'admin'`);
    await seed(database.transactions, { demo: true, at });
    expect(await count()).toEqual(before);
    expect(
      await database.dataSource.query(`SELECT name FROM accounts WHERE role = 'admin'`),
    ).toEqual([{ name: 'changed' }, { name: 'changed' }]);
  });

  it('hold a unit, a way around it and a level above it for every city and kind', async () => {
    const rows = await database.dataSource.query<{ count: string }[]>(
      `SELECT d.code, kind, count(DISTINCT u.organisation_id) AS count
         FROM divisions d CROSS JOIN unnest(ARRAY['promise', 'arrears']) AS kind
         LEFT JOIN units u ON u.division_code = d.code AND u.task = 'handling' AND kind = ANY(u.kinds)
        WHERE d.level <> 'county' GROUP BY d.code, kind`,
    );
    expect(rows).toHaveLength(30);
    expect(rows.filter(({ count }) => Number(count) < 2)).toEqual([]);
  });
});

describe('recipients', () => {
  it('are found for every party', async () => {
    const found = await directory.recipients(database.dataSource.manager, parties, [
      'enterprise',
      'acceptor',
      'acceptorHead',
      'handler',
      'handlerHead',
      'supervisor',
      'respondent',
    ]);
    const emails = [...found].map(([party, people]) => [
      party,
      people.map(({ email }) => email).toSorted(),
    ]);
    const demo = '@demo.qingnuo.example';
    expect(Object.fromEntries(emails)).toEqual({
      enterprise: [`enterprise2${demo}`],
      acceptor: [`acceptor.promise${demo}`],
      acceptorHead: [`head.promise${demo}`],
      handler: [`handler.promise.450100${demo}`],
      handlerHead: [`head.promise.450100${demo}`],
      supervisor: [`supervisor2${demo}`, `supervisor${demo}`],
      respondent: ['office@respondent.example'],
    });
    expect(found.get('enterprise')).toEqual([
      {
        accountId: owner.id,
        unitId: null,
        email: owner.email,
        name: owner.name,
        language: 'en',
      },
    ]);
  });

  it('are an empty list for a party without anybody, and nobody who was not asked for', async () => {
    const nobody = { ...parties, unitId: null, respondentEmail: null };
    const found = await directory.recipients(database.dataSource.manager, nobody, [
      'handler',
      'respondent',
    ]);
    expect([...found]).toEqual([
      ['handler', []],
      ['respondent', []],
    ]);
  });
});

describe('an officer who has the case on the desk', () => {
  const head = account('head.promise.450100');
  const clerk = account('handler.promise.450100');
  const elsewhere = account('handler.promise.450200');
  const readers = async (officers: CaseParties['officers'], party: Party = 'handler') => {
    const { manager } = database.dataSource;
    const found = await directory.recipients(manager, { ...parties, officers }, [party]);
    return found.get(party)?.map(({ email }) => email.split('@')[0]);
  };
  const onDesk = (id: string) => ({ acceptor: null, handler: id });

  it('is told in place of the whole unit, a head as well', async () => {
    expect(await readers(onDesk(clerk.id))).toEqual(['handler.promise.450100']);
    expect(await readers(onDesk(head.id))).toEqual(['head.promise.450100']);
    expect(await readers(onDesk(head.id), 'handlerHead')).toEqual(['head.promise.450100']);
  });

  it('is not told of cases that another unit has', async () => {
    expect(await readers(onDesk(elsewhere.id))).toEqual(['handler.promise.450100']);
  });

  it('shares the letters with a deputy, on the days of the leave alone', async () => {
    await database.dataSource.query(
      `INSERT INTO leaves (id, account_id, deputy_id, from_on, until_on, created_at)
       VALUES ($1, $2, $3, '2026-03-03', '2026-03-04', $4)`,
      [newId(at), clerk.id, head.id, at],
    );
    const on = (date: string) => {
      time.advanceTo(new Date(`${date}T10:00:00+08:00`));
      return readers(onDesk(clerk.id));
    };
    const both = ['handler.promise.450100', 'head.promise.450100'];
    expect(await on('2026-03-02')).toEqual(both.slice(0, 1));
    expect(await on('2026-03-03')).toEqual(both);
    expect(await on('2026-03-04')).toEqual(both);
    expect(await on('2026-03-05')).toEqual(both.slice(0, 1));
  });

  it('is nobody once the officer has left; the unit is told then', async () => {
    const leave = (status: string) =>
      database.dataSource.query('UPDATE accounts SET status = $2 WHERE id = $1', [head.id, status]);
    await leave('left');
    expect(await readers(onDesk(head.id))).toEqual(['handler.promise.450100']);
    expect(await directory.officer(database.dataSource.manager, head.id)).toBeNull();
    await leave('active');
    expect(await directory.officer(database.dataSource.manager, head.id)).toMatchObject({
      role: 'handlerHead',
      unitId: handling,
    });
  });
});

describe('units that cooperate', () => {
  it('are told apart from the unit that leads', async () => {
    const helping = unitId('450200', 'investment', 'promise-handling');
    const { manager } = database.dataSource;
    const found = await directory.recipients(manager, { ...parties, coUnitIds: [helping] }, [
      'handler',
      'coHandler',
      'coHandlerHead',
    ]);
    const names = [...found].map(([party, people]) => [
      party,
      people.map(({ email }) => email).toSorted(),
    ]);
    expect(Object.fromEntries(names)).toEqual({
      handler: ['handler.promise.450100@demo.qingnuo.example'],
      coHandler: [
        'handler.promise.450200@demo.qingnuo.example',
        'handler2.promise.450200@demo.qingnuo.example',
      ].filter((email) =>
        demoAccounts().some((each) => each.email === email && each.unitId === helping),
      ),
      coHandlerHead: ['head.promise.450200@demo.qingnuo.example'],
    });
  });
});

describe('a unit', () => {
  const unit = (id: string, organisation: string | null, respondent = {}) =>
    directory.unit(database.dataSource.manager, id, {
      respondentOrganisationId: organisation,
      respondent: { name: '某公司', ...respondent },
      enterpriseId: accountOf('enterprise1').enterpriseId ?? '',
      divisionCode: '450200',
    });

  it('belongs to the respondent when it stands in or below it', async () => {
    expect(await unit(handling, organisationId('450100', 'investment'))).toEqual({
      id: handling,
      name: '南宁市投资促进局',
      handles: ['promise'],
      belongsToRespondent: true,
      likeRespondent: null,
      isStaffed: true,
      isAtEnterprise: true,
      standsInAtEnterprise: false,
      isAtRespondent: false,
      isAboveRespondent: false,
      capacities: [],
    });
    const city = await unit(handling, organisationId('450100', 'government'));
    expect(city?.belongsToRespondent).toBe(true);
  });

  it('does not belong to another bureau of its city, another city or an unknown body', async () => {
    for (const other of [
      organisationId('450100', 'housing'),
      organisationId('450200', 'government'),
      null,
    ]) {
      expect((await unit(handling, other))?.belongsToRespondent).toBe(false);
    }
  });

  it.each([
    ['南宁市投资促进局（南宁市招商局）', '南宁市投资促进局'],
    ['南宁市政府', '南宁市人民政府'],
    ['南宁市青秀区投资促进局', null],
    ['柳州市投资促进局', null],
  ])('has a body above it whose name %s is like: %s', async (name, like) => {
    expect(await unit(handling, null, { name })).toMatchObject({
      belongsToRespondent: false,
      likeRespondent: like,
    });
  });

  it('is asked by the name no more where the respondent is known by its code or was picked', async () => {
    const other = organisationId('450200', 'investment');
    const uscc = '11450200000000002Q';
    const name = '南宁市投资促进局（本级）';
    expect((await unit(handling, other, { name, uscc }))?.likeRespondent).toBe('南宁市投资促进局');
    await database.dataSource.query(`UPDATE organisations SET uscc = $1 WHERE id = $2`, [
      uscc,
      other,
    ]);
    for (const known of [{ uscc }, { organisationId: other }]) {
      expect((await unit(handling, other, { name, ...known }))?.likeRespondent).toBeNull();
    }
    const own = organisationId('450100', 'investment');
    const belongs = await unit(handling, own, { name: '某局', organisationId: own });
    expect(belongs?.belongsToRespondent).toBe(true);
  });

  it('is an SME department by its mark, in each city and the region', async () => {
    const capacitiesOf = async (division: string, body: string, code: string) =>
      (await unit(unitId(division, body, code), null))?.capacities;
    for (const city of ['450100', '450800', '451400']) {
      expect(await capacitiesOf(city, 'industry', 'arrears-handling')).toEqual(['smeDepartment']);
      expect(await capacitiesOf(city, 'finance', 'arrears-handling')).toEqual([]);
    }
    expect(await capacitiesOf('450000', 'industry', 'arrears-acceptance')).toEqual([
      'smeDepartment',
    ]);
  });

  // 第802号令 29(2): at the place of whoever says that it is an SME; where none is, the region's own.
  it.each<[string | null, string, boolean, boolean, string]>([
    [null, '450000', false, true, 'an enterprise of another province, or whose place is unknown'],
    [null, '450100', false, false, 'a city is not the region'],
    ['450102', '450000', true, false, 'the region covers its cities'],
    ['450102', '450100', true, false, 'its own city'],
    ['450102', '450200', false, false, 'another city'],
    ['450000', '450000', true, false, 'an enterprise of the region itself'],
  ])(
    'of an enterprise at %s: the department of %s is at its place: %s, or stands in: %s (%s)',
    async (place, division, isAtEnterprise, standsInAtEnterprise) => {
      const enterpriseId = accountOf('enterprise1').enterpriseId ?? '';
      const moveTo = (code: string | null | undefined) =>
        database.dataSource.query(`UPDATE enterprises SET division_code = $1 WHERE id = $2`, [
          code,
          enterpriseId,
        ]);
      const [before] = await database.dataSource.query<{ division_code: string }[]>(
        `SELECT division_code FROM enterprises WHERE id = $1`,
        [enterpriseId],
      );
      await moveTo(place);
      expect(await unit(unitId(division, 'industry', 'arrears-handling'), null)).toMatchObject({
        isAtEnterprise,
        standsInAtEnterprise,
        capacities: ['smeDepartment'],
      });
      await moveTo(before?.division_code);
    },
  );

  it('handles nothing when its task is another, and is null when it does not exist', async () => {
    expect((await unit(acceptance, null))?.handles).toEqual([]);
    expect(await unit(newId(at), null)).toBeNull();
  });

  it('is known by name', async () => {
    const names = await directory.unitNames(database.dataSource.manager, [handling]);
    const name = { zh: '南宁市投资促进局', en: 'Nanning Investment Promotion Bureau' };
    expect([...names]).toEqual([[handling, name]]);
  });
});

describe('the route of a filing', () => {
  const route = (kind: string, name: string, uscc?: string, organisationId?: string) =>
    directory.route(database.dataSource.manager, {
      kind,
      divisionCode: '450102',
      respondent: {
        name,
        ...(uscc !== undefined && { uscc }),
        ...(organisationId !== undefined && { organisationId }),
      },
    });

  it('leads to the unit that accepts its kind, and to the city of the division', async () => {
    expect(await route('promise', '某公司')).toEqual({
      acceptorUnitId: acceptance,
      respondentOrganisationId: null,
      cityCode: '450100',
    });
    expect((await route('arrears', '某公司')).acceptorUnitId).toBe(
      unitId('450000', 'industry', 'arrears-acceptance'),
    );
    await expect(route('unheardOf', '某公司')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each([
    ['南宁市财政局', '450100'],
    [' 广西南宁市 财政局 ', '450100'],
    ['广西壮族自治区财政厅', '450000'],
    ['自治区财政厅', '450000'],
    ['广西财政厅', '450000'],
  ])('knows the respondent as %s', async (name, division) => {
    expect((await route('promise', name)).respondentOrganisationId).toBe(
      organisationId(division, 'finance'),
    );
  });

  it('takes the body that was picked, and no other', async () => {
    const id = organisationId('450200', 'housing');
    expect((await route('promise', '南宁市财政局', undefined, id)).respondentOrganisationId).toBe(
      id,
    );
    await expect(route('promise', '南宁市财政局', undefined, newId(at))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { errors: [{ path: 'respondent.organisationId', rule: 'bodyExists' }] },
    });
  });

  it('does not take a name without a place for the region’s body', async () => {
    expect((await route('promise', '投资促进局')).respondentOrganisationId).toBeNull();
    expect((await route('promise', '广西投资促进局')).respondentOrganisationId).toBe(
      organisationId('450000', 'investment'),
    );
  });

  it('prefers the code of the respondent to its name', async () => {
    const id = organisationId('450200', 'housing');
    await database.dataSource.query(
      `UPDATE organisations SET uscc = '11450100000000001K' WHERE id = $1`,
      [id],
    );
    expect(
      (await route('promise', '南宁市财政局', '11450100000000001K')).respondentOrganisationId,
    ).toBe(id);
    expect(
      (await route('promise', '南宁市财政局', '12450200000000002Q')).respondentOrganisationId,
    ).toBe(organisationId('450100', 'finance'));
  });
});

describe('the list of units', () => {
  const units = () => new Units(database.transactions);
  const officer = { role: 'admin', unitId: 'x', divisionCode: '450000' } as Principal;

  it("begins with the city's and ends with the region's", async () => {
    const rows = await units().list({ kind: 'promise', cityCode: '450100' }, officer);
    expect(rows.map(({ divisionCode }) => divisionCode)).toEqual([
      '450100',
      '450100',
      '450000',
      '450000',
    ]);
    expect(rows.every(({ excluded }) => !excluded)).toBe(true);
    expect(await units().list({}, officer)).toHaveLength(75);
  });

  it('marks the units that must not handle a case, to those who may see the case', async () => {
    const [id, alike] = [newId(at), newId(at)];
    await database.transactions.run((tx) =>
      insertCases(tx, [
        {
          ...parties,
          coUnitIds: [],
          id,
          respondentType: 'government',
          respondentOrganisationId: organisationId('450100', 'government'),
        },
        {
          ...parties,
          coUnitIds: [],
          id: alike,
          respondentType: 'government',
          respondentName: '南宁市投促局（本级）',
        },
      ]),
    );
    const filter = { kind: 'promise', cityCode: '450100', caseId: id };
    const rows = await units().list(filter, officer);
    expect(rows.map(({ excluded }) => excluded)).toEqual([true, true, false, false]);
    const likes = await units().list({ ...filter, caseId: alike }, officer);
    expect(likes.map(({ isLike }) => isLike)).toEqual([true, false, false, false]);
    expect(rows.some(({ isLike }) => isLike)).toBe(false);
    const stranger = { ...officer, role: 'handler', unitId: newId(at) } as Principal;
    await expect(units().list(filter, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
