import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { organisationId } from '../../seeds/reference-data.js';
import type { HistoryBody } from '../support/api-client.js';
import { newId } from '../../src/kernel/ids.js';
import { aPromise } from '../support/complaints.js';
import { at } from '../support/engine-under-test.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const why = '被投诉的是同名的企业，不是市投资促进局。';

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, at('2026-09-14', '10:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

interface Refusal {
  readonly errors?: readonly { readonly path: string; readonly rule: string }[];
}
interface ListedUnit {
  readonly id: string;
  readonly excluded: boolean;
  readonly likeRespondent: boolean;
  readonly reason: { readonly zh: string } | null;
}

async function accepted(respondent: object): Promise<string> {
  const filing = { ...aPromise, respondent: { ...aPromise.respondent, ...respondent } };
  const { id } = await product.api.file('enterprise1', filing);
  await product.api.act(acceptor, id, 'complaint.accept');
  return id;
}

const refer = (id: string, payload: object) =>
  product.api.request<Refusal>(acceptor, `/cases/${id}/events`, {
    method: 'POST',
    body: { type: 'referral.send', payload },
  });

const rulesOf = ({ body }: { body: Refusal }) => body.errors?.map(({ rule }) => rule);

describe('a case', () => {
  it('goes to a unit whose body its respondent is called like only with a word', async () => {
    const id = await accepted({ name: '南宁市投资促进局（南宁市招商局）' });
    const [unitId = '', other = ''] = await product.api.unitIds('promise', '450100');
    const listed = await product.api.list<ListedUnit>(
      acceptor,
      `/units?kind=promise&cityCode=450100&caseId=${id}`,
    );
    const unit = listed.find((each) => each.id === unitId);
    expect(unit).toMatchObject({ excluded: false, likeRespondent: true });
    expect(unit?.reason?.zh).toContain('相似');
    expect(listed.find((each) => each.id === other)).toMatchObject({
      likeRespondent: false,
      reason: null,
    });

    const before = await product.counts();
    const refused = await refer(id, { unitId });
    expect([refused.status, rulesOf(refused)]).toEqual([422, ['unitLikeRespondent']]);
    expect(await product.counts()).toEqual(before);
    expect((await refer(id, { unitId, notTheRespondent: why })).status).toBe(200);
    for (const reader of [acceptor, 'enterprise1', 'supervisor']) {
      const history = await product.api.list<HistoryBody>(reader, `/cases/${id}/history`);
      expect(history.at(-1)?.payload).toMatchObject({ unitId, notTheRespondent: why });
    }
  });

  it.each([
    ['a second body', '南宁市住建局和南宁市投资促进局'],
    ['a like character', '南宁巿投资促进局'],
    ['我市', '我市投资促进局'],
    ['English', 'Nanning Municipal Investment Promotion Bureau'],
    ['the city alone', '南宁'],
  ])('needs that word where the respondent is written with %s', async (_, name) => {
    const id = await accepted({ name });
    const [unitId] = await product.api.unitIds('promise', '450100');
    const refused = await refer(id, { unitId });
    expect([refused.status, rulesOf(refused)]).toEqual([422, ['unitLikeRespondent']]);
  });

  it('needs none where a firm has the city in its name', async () => {
    const id = await accepted({ name: '南宁投资促进咨询有限公司' });
    const [unitId] = await product.api.unitIds('promise', '450100');
    expect((await refer(id, { unitId })).status).toBe(200);
  });

  it('goes to any other without one', async () => {
    const id = await accepted({ name: '南宁市投资促进局（南宁市招商局）' });
    const [, other] = await product.api.unitIds('promise', '450100');
    expect((await refer(id, { unitId: other })).status).toBe(200);
  });

  it('never goes to the body that was picked, and needs no word where another one was', async () => {
    const [unitId] = await product.api.unitIds('promise', '450100');
    const own = await accepted({
      name: '某招商机构',
      organisationId: organisationId('450100', 'investment'),
    });
    const refused = await refer(own, { unitId, notTheRespondent: why });
    expect([refused.status, rulesOf(refused)]).toEqual([422, ['unitNotRespondents']]);
    const another = await accepted({
      name: '投资促进局',
      organisationId: organisationId('450200', 'investment'),
    });
    expect((await refer(another, { unitId })).status).toBe(200);
  });
});

describe('the bodies that a complaint may pick', () => {
  const found = async (as: string, query: string) =>
    (await product.api.list<{ name: string }>(as, `/bodies?${query}`)).map(({ name }) => name);

  it('are found as people write them', async () => {
    expect(await found('enterprise1', `q=${encodeURIComponent('南宁投促局')}`)).toEqual([
      '南宁市投资促进局',
    ]);
    expect(await found(acceptor, `q=${encodeURIComponent('住房')}&divisionCode=450100`)).toEqual([
      '南宁市住房和城乡建设局',
    ]);
    expect(await found('enterprise1', `q=${encodeURIComponent('不存在的单位')}`)).toEqual([]);
  });

  it('must be there', async () => {
    const respondent = { ...aPromise.respondent, organisationId: newId(new Date(0)) };
    const answer = await product.api.request<Refusal>('enterprise1', '/complaints', {
      method: 'POST',
      body: { ...aPromise, respondent },
    });
    expect([answer.status, rulesOf(answer)]).toEqual([422, ['bodyExists']]);
  });
});
