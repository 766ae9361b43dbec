import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { standingsOf, type Standing } from '../../src/identity/reader.js';
import { readings, type Readings } from '../../src/identity/readings.js';
import { Account } from '../../src/identity/account.entity.js';
import type { Audience } from '../../src/definition/audience.js';
import { roles } from '../../src/definition/index.js';
import { newKey, newSession } from '../support/access-rows.js';
import { FieldWalk, routesAboutCases } from '../support/field-walk.js';
import {
  helper,
  lead,
  plant,
  word,
  type PlantedCase,
  type PlantedWorld,
} from '../support/planted-cases.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

type Reads = (read: Readings, standing: Standing) => boolean;

/** Where an account stands in each of the cases; in one that is not named it is a stranger. */
type Stands = Readonly<Partial<Record<PlantedCase, Standing>>>;

const everywhere = (standing: Standing, ...not: readonly PlantedCase[]): Stands =>
  Object.fromEntries(
    (['promise', 'debt', 'measure', 'withdrawn', 'retaliation'] as const)
      .filter((each) => !not.includes(each))
      .map((each) => [each, standing]),
  );

const readers: Readonly<Record<string, Stands>> = {
  enterprise1: everywhere('owner', 'measure'),
  'key:enterprise1': everywhere('owner', 'measure'),
  enterprise2: {},
  'acceptor.promise': { promise: 'acceptor', withdrawn: 'acceptor' },
  'head.promise': {
    promise: 'acceptorHead',
    withdrawn: 'acceptorHead',
    retaliation: 'acceptorHead',
  },
  'acceptor.arrears': { debt: 'acceptor', measure: 'acceptor' },
  'head.arrears': { debt: 'acceptorHead', measure: 'acceptorHead' },
  [lead]: { promise: 'lead', withdrawn: 'lead' },
  'head.promise.450100': { promise: 'lead', withdrawn: 'lead' },
  [helper]: { promise: 'helper' },
  'head.promise.450200': { promise: 'helper' },
  'handler.promise.450300': {},
  'handler.arrears.450100': { debt: 'lead', measure: 'lead' },
  'handler.arrears.451400': {},
  supervisor: everywhere('supervisor'),
  stateassets: { debt: 'stateAssets', measure: 'stateAssets' },
  auditor: { debt: 'auditor', measure: 'auditor' },
  credit: everywhere('creditOfficer', 'retaliation'),
  observer: everywhere('observer', 'measure', 'retaliation'),
  admin: everywhere('admin', 'retaliation'),
  securityauditor: {},
};

const always: Reads = () => true;
const names: Reads = ({ names }) => names === 'both';
const filed: Reads = ({ filing }) => filing === 'whole';
const writtenFor =
  (...audience: readonly Audience[]): Reads =>
  ({ acts }) =>
    audience.some((each) => acts.includes(each));
const anyFile: Reads = ({ files }) => files !== 'none';
const filesOfOffices: Reads = ({ files }) => files === 'all';
/** Letters to everybody, with the addresses that they went to. */
const addresses: Reads = ({ letters }) => ['all', 'unprotected', 'delivery'].includes(letters);
/** Letters to one unit, which reads them itself. */
const toUnit =
  (unit: Standing): Reads =>
  (read, standing) =>
    addresses(read, standing) || (read.letters === 'ofUnit' && standing === unit);
const either =
  (...those: readonly Reads[]): Reads =>
  (read, standing) =>
    those.some((each) => each(read, standing));

/**
 * What is planted, in which case, and who reads it: by the table of `readings` alone. A file that
 * an enterprise hands in is its own; where its name stands in the history, that is an act of its.
 */
const planted: Readonly<Record<string, readonly [PlantedCase, Reads]>> = {
  [word('被投诉人')]: ['promise', names],
  [word('事实')]: ['promise', filed],
  [word('请求')]: ['promise', filed],
  [word('承诺内容')]: ['promise', filed],
  'planted-office@respondent.example': ['promise', filed],
  [word('企业文件名')]: ['promise', anyFile],
  [word('企业文件文')]: ['promise', anyFile],
  [word('企业文件注')]: ['promise', anyFile],
  [word('封存文件名')]: ['promise', anyFile],
  [word('封存文件文')]: ['promise', ({ sealedFiles }) => sealedFiles === 'open'],
  [word('封存理由')]: ['promise', anyFile],
  [word('受理内注')]: ['promise', writtenFor('office')],
  [word('转办内注')]: ['promise', writtenFor('office')],
  [word('延期理由')]: ['promise', writtenFor('office')],
  [word('不延理由')]: ['promise', writtenFor('office')],
  [word('配合意见')]: ['promise', writtenFor('office')],
  [word('单位文件名')]: ['promise', filesOfOffices],
  [word('单位文件文')]: ['promise', filesOfOffices],
  [word('出示文件名')]: ['promise', anyFile],
  [word('出示文件文')]: ['promise', anyFile],
  [word('办理概要')]: ['promise', writtenFor('office')],
  [word('拟答复')]: ['promise', writtenFor('office')],
  [word('内部意见')]: ['promise', writtenFor('internal')],
  [word('书面答复')]: ['promise', writtenFor('shown')],
  [`${lead}@${demoDomain}`]: ['promise', toUnit('lead')],
  [`${helper}@${demoDomain}`]: ['promise', toUnit('helper')],
  cooperationAsked: ['promise', toUnit('helper')],
  [word('受理人名')]: ['promise', ({ persons }) => persons !== 'none'],
  [word('经办人名')]: ['promise', ({ persons }) => persons !== 'none'],
  'planted-mailbox@enterprise.example': ['promise', ({ incidents }) => incidents === 'all'],
  [word('债务人')]: ['debt', names],
  [word('欠款事实')]: ['debt', filed],
  [word('合同号')]: ['debt', filed],
  [word('欠款注')]: ['debt', filed],
  'planted-debtor@respondent.example': [
    'debt',
    either(filed, addresses, ({ links }) => links === 'all'),
  ],
  [word('反馈问题')]: ['debt', writtenFor('office')],
  [word('反馈答复')]: ['debt', writtenFor('office')],
  [word('异议理由')]: ['debt', either(writtenFor('own'), ({ money }) => money === 'whole')],
  [word('放弃陈述')]: ['debt', writtenFor('own')],
  waiverPressureToSupervisor: ['debt', ({ letters }) => letters === 'all'],
  [word('措施事实')]: ['measure', ({ measures }) => measures === 'whole'],
  [word('批准内注')]: ['measure', writtenFor('office')],
  [word('签发内注')]: ['measure', writtenFor('office')],
  [word('撤回理由')]: ['withdrawn', writtenFor('ownProtected')],
  pressureToSupervisor: ['withdrawn', ({ letters }) => letters === 'all'],
  [word('报复情况')]: ['retaliation', filed],
  [word('报复者')]: ['retaliation', filed],
};

/** What a file says; keys open none. */
const contents: readonly string[] = ['企业文件文', '封存文件文', '单位文件文', '出示文件文'].map(
  word,
);

let database: TestDatabase;
let product: RunningProduct;
let world: PlantedWorld;
let parts: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  const { manager } = database.dataSource;
  world = await plant(product, manager);
  const all = await walkAs('supervisor');
  const found = await Promise.all(Object.values(world.ids).map((id) => all.partsOf(id)));
  const idsOf = (name: string) => found.flatMap((each) => each.get(name) ?? []);
  parts = new Map(['evidenceId', 'documentId', 'linkId'].map((name) => [name, idsOf(name)]));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

/** Somebody by the name of an account, signed in or by a key. */
async function walkAs(name: string): Promise<FieldWalk> {
  const { manager } = database.dataSource;
  const email = `${name.replace('key:', '')}@${demoDomain}`;
  const account = await manager.findOneByOrFail(Account, { email });
  const bearer = name.startsWith('key:')
    ? (await newKey(manager, account, ['read'])).key
    : (await newSession(manager, account)).token;
  return new FieldWalk(product, { authorization: `Bearer ${bearer}` });
}

const readsIn = (name: string, [where, reads]: readonly [PlantedCase, Reads]): boolean => {
  const standing = readers[name]?.[where];
  return standing !== undefined && reads(readings[standing], standing);
};

describe('what is planted', () => {
  it('is walked with readers of every standing', () => {
    const walked = new Set(Object.values(readers).flatMap((stands) => Object.values(stands)));
    const standings = new Set(roles.flatMap((role) => standingsOf[role]));
    expect([...standings].filter((each) => !walked.has(each))).toEqual(['stranger']);
  });

  it('lies in all that is read by an address of a case', () => {
    expect([...parts.values()].filter((ids) => ids.length === 0)).toEqual([]);
    expect(routesAboutCases.length).toBeGreaterThan(20);
  });

  it.each(Object.keys(readers))('is read by %s as the table of readers says', async (name) => {
    const { code, debtCode, token } = world.secrets;
    const secrets: readonly (readonly [string, readonly [PlantedCase, Reads]])[] = [
      [code, ['promise', ({ trackingCode }) => trackingCode === 'yes']],
      [debtCode, ['debt', ({ trackingCode }) => trackingCode === 'yes']],
      [token, ['debt', () => false]],
    ];
    const words = [...Object.entries(planted), ...secrets];
    const walk = await walkAs(name);
    const places = await walk.placesOf(
      words.map(([each]) => each),
      Object.values(world.ids),
      parts,
    );
    const astray = words.flatMap(([each, where]) => {
      const found = places.get(each) ?? [];
      const isClosed = name.startsWith('key:') && contents.includes(each);
      if (readsIn(name, where) && !isClosed) return found.length > 0 ? [] : [`${each} is nowhere`];
      return found.map((place) => `${each} shows in ${place}`);
    });
    expect(astray).toEqual([]);
  });

  it.each(Object.keys(readers))('is found by %s only by what they read', async (name) => {
    const walk = await walkAs(name);
    const sought: readonly (readonly [string, PlantedCase, Reads])[] = [
      [word('事实'), 'promise', filed],
      [word('请求'), 'promise', filed],
      [word('被投诉人'), 'promise', names],
      [word('欠款事实'), 'debt', filed],
      ['P-2026-450100-000001', 'promise', always],
    ];
    for (const [q, where, reads] of sought) {
      const expected = readsIn(name, [where, reads]) ? 1 : 0;
      expect([q, await walk.found(q)]).toEqual([q, expected]);
    }
  });
});

describe('a secret of a letter', () => {
  it('is in the mail and in no row', async () => {
    const mails = await product.api.list<{ to: string; text: string }>(null, '/mailbox');
    const { code, token } = world.secrets;
    expect(mails.filter(({ text }) => text.includes(`?code=${code}`)).length).toBeGreaterThan(2);
    expect(mails.filter(({ text }) => text.includes(token))).toHaveLength(1);
    const [row] = await database.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM notices n
        WHERE position($1 in to_jsonb(n)::text) > 0 OR position($2 in to_jsonb(n)::text) > 0`,
      [code, token],
    );
    expect(row?.n).toBe(0);
  });
});

describe('an address without an account', () => {
  it('reads of a case where it stands, and no word of anybody', async () => {
    const [row] = await database.dataSource.query<{ number: string }[]>(
      'SELECT number FROM cases WHERE id = $1',
      [world.ids.promise],
    );
    const address = `/track/${row?.number ?? ''}?code=${world.secrets.code}`;
    const seen = JSON.stringify(await product.api.ok(null, address));
    expect(Object.keys(planted).filter((each) => seen.includes(each))).toEqual([]);
  });
});
