import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseBody } from '../support/api-client.js';
import { anArrears, aPromise } from '../support/complaints.js';
import { formOf, type EvidenceBody } from '../support/evidence.js';
import { mailAbout, mailedCode, mailsTo, post, signIn, type Bearer } from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const password = 'correct-horse-battery';
const acceptor = 'acceptor.promise';
const uscc = '91450100MA0TEXT215';

interface Complaint extends CaseBody {
  readonly enterprise: { readonly id: string; readonly standing: string; readonly uscc: string };
}

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const api = () => product.api;

async function register(email: string): Promise<Bearer> {
  const body = { uscc, name: '南宁示例科技有限公司', email, password, divisionCode: '450102' };
  expect(await post(api(), '/enterprises', body)).toMatchObject({ status: 202 });
  const code = await mailedCode(api(), email);
  expect(await post(api(), '/enterprises/verify', { code })).toMatchObject({ status: 201 });
  return signIn(api(), email, password);
}

async function file(enterprise: Bearer, complaint: object): Promise<Complaint> {
  const contact = { person: '法务部', telephone: '0771-5550100' };
  const body = { ...complaint, contact };
  const filed = await post<Complaint>(api(), '/complaints', body, enterprise);
  expect(filed.status).toBe(201);
  return filed.body;
}

async function handIn(enterprise: Bearer, caseId: string, name: string): Promise<string> {
  const answer = await api().request<EvidenceBody>(null, `/cases/${caseId}/evidence`, {
    method: 'POST',
    body: formOf(name, pdf()),
    ...enterprise,
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const send = (as: string, caseId: string, type: string, payload: object = {}) =>
  api().request<Complaint & { reasons?: { en: string }[]; accepted?: string[] }>(
    as,
    `/cases/${caseId}/events`,
    { method: 'POST', body: { type, payload } },
  );

const offered = async (as: string, caseId: string): Promise<readonly string[]> =>
  (await api().case(as, caseId)).availableEvents.map(({ type }) => type);

const signatory = { signatory: '营业执照所载法定代表人', capacity: 'legalRepresentative' };

/** The tests of this file are one story: each goes on where the one before it ended. */
describe('an enterprise that registered by itself', () => {
  let enterprise: Bearer;
  let filed: Complaint;
  let licenceId: string;

  beforeAll(async () => {
    enterprise = await register('office@enterprise.example');
    filed = await file(enterprise, aPromise);
  });

  it('is told with the receipt what it has to show', async () => {
    expect(filed.enterprise).toMatchObject({ uscc, standing: 'unconfirmed' });
    const receipt = await mailAbout(api(), 'office@enterprise.example', filed.number);
    expect(receipt.text).toContain('营业执照');
  });

  it('has no complaint accepted before an acceptor has seen who it is', async () => {
    const open = await offered(acceptor, filed.id);
    expect(open).toContain('enterprise.confirm');
    expect(open).toContain('complaint.reject');
    expect(open).not.toContain('complaint.accept');
    const before = await product.counts();
    const { status, body } = await send(acceptor, filed.id, 'complaint.accept');
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'EVENT_NOT_ACCEPTED', state: 'submitted' });
    expect(body.reasons?.[0]?.en).toContain('identity is not confirmed');
    expect(body.accepted).not.toContain('complaint.accept');
    expect(await product.counts()).toEqual(before);
  });

  it('is not confirmed by files that it has not handed in itself', async () => {
    const foreign = await file({ headers: await bearerOf('enterprise1') }, aPromise);
    const theirs = await handIn({ headers: await bearerOf('enterprise1') }, foreign.id, '执照.pdf');
    const officers = await api().request<EvidenceBody>(acceptor, `/cases/${filed.id}/evidence`, {
      method: 'POST',
      body: formOf('执照.pdf', pdf()),
    });
    licenceId = await handIn(enterprise, filed.id, '营业执照.pdf');
    for (const id of [theirs, officers.body.id]) {
      const payload = { licenceId: id, ...signatory };
      const { status, body } = await send(acceptor, filed.id, 'enterprise.confirm', payload);
      expect(status).toBe(422);
      expect(body).toMatchObject({
        errors: [{ path: 'payload.licenceId', rule: 'fileOfEnterprise' }],
      });
    }
    const agent = { licenceId, signatory: '受托人', capacity: 'agent' };
    const unproven = await send(acceptor, filed.id, 'enterprise.confirm', agent);
    expect(unproven.body).toMatchObject({
      errors: [{ path: 'payload.authorityId', rule: 'agentHasAuthority' }],
    });
    const payload = { licenceId, ...signatory };
    expect((await send('handler.promise.450100', filed.id, 'enterprise.confirm', payload)).status) //
      .toBe(404);
  });

  it('is confirmed by its licence, and the complaint is accepted', async () => {
    const payload = { licenceId, ...signatory };
    const confirmed = await send(acceptor, filed.id, 'enterprise.confirm', payload);
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'submitted' } });
    expect(confirmed.body.enterprise).toMatchObject({ standing: 'confirmed' });
    const open = await offered(acceptor, filed.id);
    expect(open).toContain('complaint.accept');
    expect(open).not.toContain('enterprise.confirm');
    const again = await send(acceptor, filed.id, 'enterprise.confirm', payload);
    expect(again).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACCEPTED' } });
    expect((await send(acceptor, filed.id, 'complaint.accept')).status).toBe(200);
    const mails = await mailsTo(api(), 'office@enterprise.example');
    expect(mails.some(({ subject }) => subject.includes('身份已经核验'))).toBe(true);
  });

  it('is not asked again, whatever it complains of', async () => {
    const later = await file(enterprise, anArrears);
    expect(later.enterprise).toMatchObject({ standing: 'confirmed' });
    expect(await offered('acceptor.arrears', later.id)).toContain('complaint.accept');
    const { status } = await send('acceptor.arrears', later.id, 'complaint.accept');
    expect(status).toBe(200);
  });

  it('keeps its code unless two heads agree, neither of whom confirmed it', async () => {
    const { id } = filed.enterprise;
    const takeBack = (as: string) => takenBack(as, id);
    expect(await takeBack(acceptor)).toMatchObject({ status: 403 });
    expect(await takeBack('admin')).toMatchObject({ status: 403 });
    const asked = await takeBack('head.promise');
    expect(asked).toMatchObject({
      status: 200,
      body: { standing: 'confirmed', takenBackAt: null },
    });
    expect(await takeBack('head.promise')).toMatchObject({ status: 403 });
    expect((await api().request(null, '/sessions', enterprise)).status).toBe(200);
    const agreed = await takeBack('head.arrears');
    expect(agreed).toMatchObject({ status: 200, body: { standing: 'takenBack' } });
    expect((await api().request(null, '/sessions', enterprise)).status).toBe(401);
  });
});

describe('a code that somebody else had taken', () => {
  let squatter: Bearer;
  let key: string;

  it('goes back by the word of one head while nobody has confirmed it', async () => {
    squatter = await register('squatter@enterprise.example');
    const filed = await file(squatter, aPromise);
    const made = await post<{ key: string }>(
      api(),
      '/api-keys',
      { name: 'ERP', scopes: ['read'] },
      squatter,
    );
    key = made.body.key;
    const real = { uscc, name: '示例', email: 'real@enterprise.example', password };
    expect(await post(api(), '/enterprises', real)).toMatchObject({
      status: 409,
      body: { code: 'USCC_REGISTERED' },
    });

    const listed = await api().list<{ id: string; standing: string }>(
      acceptor,
      `/enterprises?uscc=${uscc}`,
    );
    expect(listed.map(({ standing }) => standing)).toEqual(['unconfirmed', 'takenBack']);
    const { status, body } = await takenBack('head.promise', listed[0]?.id ?? '');
    expect(status).toBe(200);
    expect(body).toMatchObject({ standing: 'takenBack' });

    // What it has filed stays with the officers, who can refuse it and cannot accept it.
    expect(await offered(acceptor, filed.id)).not.toContain('enterprise.confirm');
    expect((await send(acceptor, filed.id, 'complaint.accept')).status).toBe(409);
    const ground = { reasonCode: 'identityNotShown', note: '该代码已经收回。' };
    expect((await send(acceptor, filed.id, 'complaint.reject', ground)).status).toBe(200);
  });

  it('opens nothing any more, and tells why', async () => {
    expect((await api().request(null, '/cases', squatter)).status).toBe(401);
    const headers = { authorization: `Bearer ${key}` };
    expect((await api().request(null, '/cases', { headers })).status).toBe(401);
    const mail = await mailAbout(api(), 'squatter@enterprise.example', '已被收回');
    expect(mail.text).toContain(uscc);
    expect(mail.text).toContain('法定代表人到场');
  });

  it('is registered by the enterprise itself', async () => {
    const real = await register('real@enterprise.example');
    const { enterprise } = await file(real, aPromise);
    expect(enterprise).toMatchObject({ uscc, standing: 'unconfirmed' });
  });

  it('is not taken back as a deputy', async () => {
    const leave = { fromOn: '2026-09-14', untilOn: '2026-09-30' };
    const { items } = await api().ok<{ items: { id: string; email: string }[] }>(
      'admin',
      '/accounts?role=acceptorHead',
    );
    const head = items.find(({ email }) => email.startsWith('head.promise@'));
    const deputies = await api().ok<{ items: { id: string; email: string }[] }>(
      'admin',
      '/accounts?role=acceptor',
    );
    const deputy = deputies.items.find(({ email }) => email.startsWith('acceptor.promise@'));
    const body = { deputyId: deputy?.id, ...leave };
    await api().ok('head.promise', '/leaves', { method: 'POST', body });
    const [standing] = await api().list<{ id: string }>(acceptor, `/enterprises?uscc=${uscc}`);
    const answer = await api().request(acceptor, `/enterprises/${standing?.id ?? ''}/take-back`, {
      method: 'POST',
      body: { reason: '法定代表人到场。' },
      headers: { 'acting-for': head?.id ?? '' },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

const takenBack = (as: string, id: string) =>
  api().request(as, `/enterprises/${id}/take-back`, {
    method: 'POST',
    body: { reason: '法定代表人到场，声明从未注册。' },
  });

async function bearerOf(as: string): Promise<{ readonly authorization: string }> {
  const { headers } = await signIn(api(), `${as}@demo.qingnuo.example`, 'Qingnuo-demo-1');
  return headers;
}
