import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import { Account } from '../../src/identity/account.entity.js';
import { newSession } from '../support/access-rows.js';
import type { CaseBody, ClockBody } from '../support/api-client.js';
import { anArrears, aPromise, changed } from '../support/complaints.js';
import { at } from '../support/engine-under-test.js';
import { FieldWalk } from '../support/field-walk.js';
import { mailAbout, mailedCode, mailsTo, post, signIn } from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const unit = unitId('450100', 'investment', 'promise-handling');
const person = '暗号联系人部';
const telephone = '0771-5550199';

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
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly rule: string }[];
}
interface WithEnterprise extends CaseBody {
  readonly enterprise: { readonly contact: object | null } | null;
}
interface Same {
  readonly number: string;
  readonly ended: boolean;
  readonly sameNumber: boolean;
}
interface WithSameMatter extends CaseBody {
  readonly sameMatter: readonly Same[] | null;
}

const api = () => product.api;
const rulesOf = ({ body }: { body: Refusal }) => body.errors?.map(({ rule }) => rule);

describe('who speaks for an enterprise', () => {
  const email = 'office@newcomer.example';
  const password = 'correct-horse-battery-9';
  const enterprise = { uscc: '91450100MA0TEXT215', name: '南宁新来者有限公司', email, password };
  const own = { method: 'GET' } as const;

  it('is asked for with the first complaint, and known from then on', async () => {
    expect(await post(api(), '/enterprises', enterprise)).toMatchObject({ status: 202 });
    const code = await mailedCode(api(), email);
    await post(api(), '/enterprises/verify', { code });
    const newcomer = await signIn(api(), email, password);
    const send = (body: object) => post<Refusal & CaseBody>(api(), '/complaints', body, newcomer);

    const counts = await product.counts();
    const refused = await send(aPromise);
    expect([refused.status, rulesOf(refused)]).toEqual([422, ['contactNeeded']]);
    const wrong = await send({ ...aPromise, contact: { person, telephone: '同上' } });
    expect([wrong.status, rulesOf(wrong)]).toEqual([422, ['isTelephone']]);
    const more = await send({ ...aPromise, contact: { person, telephone, fax: '1' } });
    expect([more.status, rulesOf(more)]).toEqual([422, ['unknownField']]);
    expect(await product.counts()).toEqual(counts);

    const filed = await send({ ...aPromise, contact: { person, telephone } });
    expect(filed).toMatchObject({
      status: 201,
      body: { enterprise: { contact: { person, telephone } } },
    });
    expect(JSON.stringify((filed.body as unknown as { filing: object }).filing)).not.toContain(
      telephone,
    );
    expect((await send(aPromise)).status).toBe(201);
    const read = await api().request(null, '/enterprises/own', { ...own, ...newcomer });
    expect(read.body).toMatchObject({ contactPerson: person, contactPhone: telephone });
  });

  it('may be said at registration, and is wrong there by its rule', async () => {
    const asked = { ...enterprise, email: 'two@newcomer.example' };
    const wrong = await post<Refusal>(api(), '/enterprises', { ...asked, contactPhone: '1' });
    expect([wrong.status, rulesOf(wrong)]).toEqual([422, ['isTelephone']]);
  });

  it('is told to the offices that have the case, and to nobody else', async () => {
    const patch = { method: 'PATCH', body: { contactPerson: person, contactPhone: telephone } };
    expect((await api().request('enterprise1', '/enterprises/own', patch)).status).toBe(200);
    const { id } = await api().file('enterprise1', aPromise);
    await api().act(acceptor, id, 'complaint.accept');
    await api().act(acceptor, id, 'referral.send', { unitId: unit });
    await api().act(handler, id, 'referral.sign');
    const readers: Readonly<Record<string, boolean>> = {
      enterprise1: true,
      [acceptor]: true,
      'head.promise': true,
      [handler]: true,
      'head.promise.450100': true,
      supervisor: false,
      observer: false,
      admin: false,
      credit: false,
      enterprise2: false,
    };
    for (const [reader, told] of Object.entries(readers)) {
      const account = await database.dataSource.manager.findOneByOrFail(Account, {
        email: `${reader}@${demoDomain}`,
      });
      const { token } = await newSession(database.dataSource.manager, account);
      const walk = new FieldWalk(product, { authorization: `Bearer ${token}` });
      const places = await walk.placesOf([person, telephone], [id], new Map());
      const found = [...new Set([...places.values()].flat())];
      const expected = told ? expect.arrayContaining([expect.stringContaining('contact')]) : [];
      expect([reader, found]).toEqual([reader, expected]);
      expect(found.every((place) => place.includes('.enterprise.contact.'))).toBe(true);
    }
    const mails = await mailsTo(api(), `${handler}@${demoDomain}`);
    expect(mails.length).toBeGreaterThan(0);
    const { trackingCode } = await api().ok<{ number: string; trackingCode: string }>(
      'enterprise1',
      `/cases/${id}`,
    );
    const { number } = await api().case('enterprise1', id);
    const tracked = await fetch(`${product.url}/track/${number}?code=${trackingCode}`);
    const page = await tracked.text();
    expect([page.includes(person), page.includes(telephone)]).toEqual([false, false]);
  });

  it('is not editable by officers', async () => {
    const patch = { method: 'PATCH', body: { contactPhone: telephone } };
    expect((await api().request(acceptor, '/enterprises/own', patch)).status).toBe(403);
  });
});

describe('whom to call at a unit', () => {
  const own = {
    office: '投诉协调科',
    person: '李科长',
    telephone: '0771-5550110',
    address: '南宁市某路1号',
  };
  const change = (as: string, body: object, id = unit) =>
    api().request<Refusal>(as, `/units/${id}`, { method: 'PATCH', body });

  it('is 12345 until the administrator enters more, and stands in every letter', async () => {
    const { id, number } = await api().file('enterprise1', aPromise);
    await api().act(acceptor, id, 'complaint.accept');
    const accepted = await mailAbout(api(), `enterprise1@${demoDomain}`, number);
    expect(accepted.text).toContain('联系单位：广西壮族自治区投资促进局');
    expect(accepted.text).toContain('联系电话：12345');
    // Nobody is named where nobody was entered.
    expect(accepted.text).not.toContain('联系人：');

    for (const as of [acceptor, 'supervisor', 'enterprise1']) {
      expect((await change(as, own)).status).toBe(403);
    }
    expect(rulesOf(await change('admin', { telephone: '问' }))).toEqual(['isTelephone']);
    expect(rulesOf(await change('admin', { person: '李科长\n王科长' }))).toEqual(['isName']);
    expect((await change('admin', own, id)).status).toBe(404);
    const changedTo = await change('admin', own);
    expect([changedTo.status, changedTo.body]).toEqual([200, own]);
    expect((await change('admin', { office: '' })).body).toMatchObject({
      office: null,
      person: own.person,
      telephone: own.telephone,
    });
    expect((await change('admin', { person: '' })).body).toMatchObject({ person: null });
    await change('admin', own);

    await api().act(acceptor, id, 'referral.send', { unitId: unit });
    const mails = await mailsTo(api(), `${handler}@${demoDomain}`);
    const referred = mails.find(({ subject }) => subject.includes(number));
    expect(referred?.text).toContain('联系单位：南宁市投资促进局 投诉协调科');
    expect(referred?.text).toContain(`联系人：${own.person}`);
    expect(referred?.text).toContain(`联系电话：${own.telephone}`);
    expect(referred?.html).toContain(own.person);
    expect(referred?.html).toContain(own.address);
  });

  it('stands in letters to respondents without an account, above all', async () => {
    const { id } = await api().file('enterprise2', anArrears);
    const arrears = unitId('450100', 'industry', 'arrears-handling');
    await change('admin', { telephone: '0771-5550120', person: '韦科长' }, arrears);
    await api().act('acceptor.arrears', id, 'complaint.accept');
    await api().act('acceptor.arrears', id, 'referral.send', { unitId: arrears });
    const unitHandler = 'handler.arrears.450100';
    await api().act(unitHandler, id, 'referral.sign');
    const address = {
      email: 'office@contact-respondent.example',
      foundBy: 'telephone',
      source: '总机核实',
    };
    await api().act(unitHandler, id, 'feedback.request', { questions: ['请说明。'], address });
    const [mail] = await mailsTo(api(), address.email);
    expect(mail?.text).toContain('联系单位：南宁市工业和信息化局');
    expect(mail?.text).toContain('联系人：韦科长');
    expect(mail?.text).toContain('联系电话：0771-5550120');
    const clocks = await api().list<ClockBody>(unitHandler, `/cases/${id}/clocks`);
    expect(clocks.length).toBeGreaterThan(0);
  });

  it('is told with the units, of each task', async () => {
    for (const task of ['acceptance', 'handling', 'oversight']) {
      const units = await api().list<{
        task: string;
        contact: { telephone: string; person: unknown };
      }>('admin', `/units?task=${task}`);
      expect(units.length).toBeGreaterThan(0);
      for (const each of units) {
        expect(each.task).toBe(task);
        expect(each.contact.telephone).toMatch(/^\d/);
        expect(each.contact).toHaveProperty('person');
      }
    }
  });
});

describe('the same complaint', () => {
  const complaint = changed(aPromise, 'promise.documentNumber', '南府函〔2024〕77号');
  const again = changed(aPromise, 'promise.documentNumber', '南府函[2024]77号');

  it('is seen by the accepting office before it accepts, open and ended', async () => {
    const first = await api().file('enterprise1', complaint);
    const second = await api().file('enterprise1', again);
    const other = await api().file('enterprise2', again);
    const mail = await mailAbout(api(), `${acceptor}@${demoDomain}`, second.number);
    expect(mail.text).toContain(first.number);
    expect(mail.text).not.toContain(other.number);

    const read = (as: string, id: string) => api().ok<WithSameMatter>(as, `/cases/${id}`);
    const seen = (await read(acceptor, second.id)).sameMatter;
    expect(seen?.[0]).toMatchObject({ number: first.number, ended: false, sameNumber: true });
    expect(seen?.map(({ number }) => number)).not.toContain(other.number);
    for (const reader of ['enterprise1', 'supervisor', 'observer']) {
      expect((await read(reader, second.id)).sameMatter).toBeNull();
    }
    const withdrawal = { reason: '已付', underPressure: false };
    await api().act('enterprise1', first.id, 'complaint.withdraw', withdrawal);
    const later = (await read('head.promise', second.id)).sameMatter;
    expect(later?.find(({ number }) => number === first.number)).toMatchObject({ ended: true });
  });

  it.each([
    ['the number of the document', '南府函〔2024〕77号'],
    ['a part of it', '2024〕77'],
    ['it without signs', '南府函202477号'],
  ])('is found by %s', async (_, q) => {
    const found = await api().list<CaseBody>(acceptor, `/cases?q=${encodeURIComponent(q)}`);
    expect(found.length).toBeGreaterThan(0);
  });

  it('is found by the number of the contract and by what an item says', async () => {
    const debt = changed(
      changed(anArrears, 'contract.number', 'GX-SEEK-0042'),
      'claim.items[0].note',
      '发票号码26452000000012345678',
    );
    const { id } = await api().file('enterprise2', debt);
    for (const q of ['GX-SEEK-0042', 'gxseek0042', '26452000000012345678']) {
      const found = await api().list<CaseBody>('acceptor.arrears', `/cases?q=${q}`);
      expect([q, found.map((each) => each.id)]).toEqual([q, [id]]);
      expect(await api().list<CaseBody>('enterprise1', `/cases?q=${q}`)).toEqual([]);
      expect(await api().list<CaseBody>('observer', `/cases?q=${q}`)).toEqual([]);
    }
  });

  it('knows its enterprise as it speaks now', async () => {
    const { id } = await api().file('enterprise2', anArrears);
    const { enterprise } = await api().ok<WithEnterprise>('acceptor.arrears', `/cases/${id}`);
    expect(enterprise?.contact).toMatchObject({ person: 'Legal department' });
  });
});
