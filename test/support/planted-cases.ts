import type { EntityManager } from 'typeorm';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import { Account } from '../../src/identity/account.entity.js';
import { Incident } from '../../src/incidents/incident.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { aPromise, oldDebt } from './complaints.js';
import { formOf, handIn } from './evidence.js';
import { found, Respondent } from './respondent.js';
import type { RunningProduct } from './running-product.js';
import { pdf } from './sample-files.js';

/** A case of the walk, by its part in it. */
export type PlantedCase = 'promise' | 'debt' | 'measure' | 'withdrawn' | 'retaliation';

/** Each word stands in one place of one case, and nowhere else. */
export const word = (what: string): string => `植${what}印`;

export const lead = 'handler.promise.450100';
export const helper = 'handler.promise.450200';
const acceptor = 'acceptor.promise';
const debtLead = 'handler.arrears.450100';
const debtHead = 'head.arrears.450100';

export interface PlantedWorld {
  readonly ids: Readonly<Record<PlantedCase, string>>;
  /** Secrets that the product itself made. */
  readonly secrets: { readonly code: string; readonly debtCode: string; readonly token: string };
}

/** Plants a word in every field that somebody can write, through the acts that are meant for it. */
export async function plant(
  product: RunningProduct,
  manager: EntityManager,
): Promise<PlantedWorld> {
  await renamed(manager, acceptor, word('受理人名'));
  await renamed(manager, lead, word('经办人名'));
  const promise = await plantPromise(product);
  const debt = await plantDebt(product);
  const measure = await plantMeasure(product, debt.id);
  const withdrawn = await plantWithdrawal(product);
  const retaliation = await plantRetaliation(product, promise.id);
  await product.api.pass('P1D');
  await stuckLetter(manager, promise.id);
  return {
    ids: { promise: promise.id, debt: debt.id, measure, withdrawn, retaliation },
    secrets: { code: promise.code, debtCode: debt.code, token: debt.token },
  };
}

async function renamed(manager: EntityManager, account: string, name: string): Promise<void> {
  await manager.update(Account, { email: `${account}@${demoDomain}` }, { name });
}

async function plantPromise({ api }: RunningProduct) {
  const respondent = {
    ...aPromise.respondent,
    name: word('被投诉人'),
    contactEmail: 'planted-office@respondent.example',
  };
  const { id, trackingCode } = await api.file('enterprise1', {
    ...aPromise,
    respondent,
    facts: word('事实'),
    request: word('请求'),
    promise: { ...aPromise.promise, content: word('承诺内容') },
  });
  const file = (as: string, what: string, fields: object = {}) =>
    handIn(
      api,
      as,
      id,
      formOf(`${word(`${what}名`)}.pdf`, pdf(word(`${what}文`)), {
        note: word(`${what}注`),
        ...fields,
      }),
    );
  await file('enterprise1', '企业文件');
  const sealed = await file('enterprise1', '封存文件');
  await api.ok('head.promise', `/cases/${id}/evidence/${sealed.body.id}/seal`, {
    method: 'POST',
    body: { reason: word('封存理由') },
  });
  await api.act(acceptor, id, 'complaint.accept', { note: word('受理内注') });
  const [unit] = await api.unitIds('promise', '450100');
  const coUnitIds = (await api.unitIds('promise', '450200')).slice(0, 1);
  await api.act(acceptor, id, 'referral.send', {
    unitId: unit,
    coUnitIds,
    note: word('转办内注'),
  });
  await api.act(lead, id, 'referral.sign');
  await api.act(lead, id, 'extension.request', { days: 3, reason: word('延期理由') });
  await api.act(helper, id, 'cooperation.answer', { answer: word('配合意见') });
  await file(lead, '单位文件');
  await file(lead, '出示文件', { shownToEnterprise: 'true' });
  await api.act('head.promise.450100', id, 'extension.refuse', { reason: word('不延理由') });
  await api.act(lead, id, 'result.submit', {
    resultCode: 'verified',
    summary: word('办理概要'),
    publicReply: word('拟答复'),
    internalNote: word('内部意见'),
  });
  await api.act(acceptor, id, 'reply.send', { text: word('书面答复') });
  return { id, code: trackingCode ?? '' };
}

async function plantDebt(product: RunningProduct) {
  const { api } = product;
  const email = 'planted-debtor@respondent.example';
  const { id, trackingCode } = await api.file('enterprise1', {
    kind: 'arrears',
    ...oldDebt,
    respondent: {
      name: word('债务人'),
      type: 'stateOwnedEnterprise',
      divisionCode: '450100',
      contactEmail: email,
    },
    facts: word('欠款事实'),
    contract: { ...oldDebt.contract, number: word('合同号') },
    claim: {
      ...oldDebt.claim,
      items: oldDebt.claim.items.map((item) => ({ ...item, note: word('欠款注') })),
    },
  });
  await api.act('acceptor.arrears', id, 'complaint.accept');
  await api.act('acceptor.arrears', id, 'referral.send', {
    unitId: unitId('450100', 'industry', 'arrears-handling'),
  });
  await api.act(debtLead, id, 'referral.sign');
  await api.act(debtLead, id, 'feedback.request', {
    questions: [word('反馈问题')],
    address: found(email),
  });
  const respondent = new Respondent(product, email);
  const [link = ''] = await respondent.links();
  await respondent.answer(link, word('反馈答复'));
  await api.act(debtLead, id, 'payment.record', { on: '2026-09-01', amount: '100.00' });
  await api.act('enterprise1', id, 'payment.dispute', { payment: 1, reason: word('异议理由') });
  await api.act('enterprise1', id, 'interest.waive', {
    waived: true,
    statement: word('放弃陈述'),
    underPressure: true,
  });
  return { id, code: trackingCode ?? '', token: link.replace('/r/', '') };
}

/** A referral to the audit office, which hands the file of the debt on. */
async function plantMeasure({ api }: RunningProduct, debtId: string): Promise<string> {
  const { id } = await api.propose(debtLead, {
    type: 'auditReferral',
    caseIds: [debtId],
    facts: word('措施事实'),
  });
  await api.measureAct(debtHead, id, 'measure.approve', { note: word('批准内注') });
  await api.measureAct(debtLead, id, 'measure.issue', { note: word('签发内注') });
  return id;
}

async function plantWithdrawal({ api }: RunningProduct): Promise<string> {
  const { id } = await api.file('enterprise1', aPromise);
  await api.act(acceptor, id, 'complaint.accept');
  const [unit] = await api.unitIds('promise', '450100');
  await api.act(acceptor, id, 'referral.send', { unitId: unit });
  const reason = word('撤回理由');
  await api.act('enterprise1', id, 'complaint.withdraw', { reason, underPressure: true });
  return id;
}

async function plantRetaliation({ api }: RunningProduct, about: string): Promise<string> {
  const report = { what: word('报复情况'), byWhom: word('报复者') };
  await api.act('enterprise1', about, 'retaliation.report', report);
  const [found] = await api.list<{ id: string }>('enterprise1', '/cases?kind=retaliation');
  return found?.id ?? '';
}

/** A letter to the enterprise that its mail server refused for good, in the server's words. */
async function stuckLetter(manager: EntityManager, caseId: string): Promise<void> {
  const letter = await manager.findOneByOrFail(Notice, { caseId, party: 'enterprise' });
  const at = new Date('2026-09-15T02:00:00Z');
  await manager.insert(Incident, {
    id: newId(at),
    caseId,
    kind: 'notice',
    subject: letter.id,
    cause: '550 5.1.1 <planted-mailbox@enterprise.example> mailbox unknown',
    attempts: 1,
    openedAt: at,
    resolvedAt: null,
    resolvedBy: null,
  });
}
