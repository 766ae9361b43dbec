import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import { unitId } from '../../../seeds/reference-data.js';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { LetterLink } from '../../../src/notices/letter-link.entity.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { oldDebt } from '../../support/complaints.js';
import { found } from '../../support/respondent.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handler = 'handler.arrears.450100';
const typed = 'looks-official@attacker.example';
const office1 = 'office@nanning.example';
const questions = ['欠款是否属实？'];

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** An arrears case that the unit works on; the complainant has typed an address of its own. */
async function aDebt(): Promise<string> {
  const respondent = { ...oldDebt.respondent, contactEmail: typed };
  const id = await office.file('arrears', { filing: { ...oldDebt, respondent } });
  await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
  return id;
}

const confirm = (id: string, email: string, more: object = {}) =>
  office.act(id, 'serviceAddress.confirm', { as: handler, payload: { ...found(email), ...more } });
const ask = (id: string, payload: object = {}) =>
  office.act(id, 'feedback.request', { as: handler, payload: { questions, ...payload } });

/** Which rules an act breaks; nothing that is stored has changed. */
async function broken(id: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = await office.stored(id);
  const error = await act().then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error('It was not refused.', { cause: error });
  expect(await office.stored(id)).toEqual(before);
  const { errors = [] } = error.details as { errors?: readonly { path: string; rule: string }[] };
  return errors.map(({ path, rule }) => `${path} ${rule}`);
}

/** Everybody without an account to whom something was ever written about a case. */
const strangers = async (id: string) =>
  (await office.stored(id)).notices.flatMap(({ accountId, recipient }) =>
    accountId === null ? [recipient] : [],
  );

/** All days of the feedback pass, the last minute of each. */
async function silence(id: string, generation = 1): Promise<void> {
  const { dueAt } = await office.clock(id, 'respondentFeedback', generation);
  await office.lettersLeave();
  office.time.advanceTo(dueAt);
  await office.sweeper.runOnce();
}

describe('an address that a complainant typed', () => {
  it('gets no link, starts no term and makes nothing mandatory', async () => {
    const id = await aDebt();
    expect(await broken(id, () => ask(id))).toEqual(['payload.address addressConfirmed']);
    const named = await broken(id, () => ask(id, { email: typed }));
    expect(named).toEqual(['payload.email addressConfirmed']);
    const { clocks } = await office.stored(id);
    expect(clocks.map(({ name }) => name)).not.toContain('respondentFeedback');
    office.time.advanceTo(at('2026-11-30'));
    await office.sweeper.runOnce();
    expect(await office.about(id)).toEqual([]);
    expect(await strangers(id)).toEqual([]);
  });

  it('gets nothing when another one is confirmed: the link goes there alone', async () => {
    const id = await aDebt();
    await confirm(id, office1);
    await ask(id);
    expect(await strangers(id)).toEqual([office1]);
    const links = await database.dataSource.manager.findBy(LetterLink, { caseId: id });
    expect(links.map(({ recipient }) => recipient)).toEqual([office1]);
    await silence(id);
    expect(await office.about(id)).toMatchObject([{ filing: { type: 'supervisionNotice' } }]);
    const letters = await strangers(id);
    expect(new Set(letters)).toEqual(new Set([office1]));
  });

  it('is an address of service once an officer found the same', async () => {
    const id = await aDebt();
    await ask(id, { address: found(typed) });
    expect(await strangers(id)).toEqual([typed]);
  });
});

describe('a confirmed address', () => {
  it('is remembered and on record with who, when and how', async () => {
    const id = await aDebt();
    await confirm(id, office1);
    const { record, history } = await office.stored(id);
    expect(record.snapshot).toMatchObject({
      context: {
        serviceAddress: {
          ...found(office1),
          reason: null,
          confirmedOn: history.at(-1)?.occurredOn,
          confirmedBy: { accountId: expect.any(String) as unknown, role: 'handler', ...unit },
        },
      },
    });
    expect(history.at(-1)).toMatchObject({
      event: 'serviceAddress.confirm',
      payload: found(office1),
      actor: { role: 'handler' },
    });
  });

  it('that was wrong is changed: the same is asked at the right one, with the whole term', async () => {
    const id = await aDebt();
    await ask(id, { address: found('wrong@body.example') });
    const first = await office.clock(id, 'respondentFeedback');
    office.time.advanceTo(new Date(first.dueAt.getTime() - 60_000));
    await confirm(id, office1);
    const second = await office.clock(id, 'respondentFeedback', 2);
    expect(await office.clock(id, 'respondentFeedback')).toMatchObject({ status: 'cancelled' });
    expect(second.startedOn).toBe(first.dueOn);
    await silence(id, 1);
    expect(await office.about(id)).toEqual([]);
    const links = await database.dataSource.manager.findBy(LetterLink, { caseId: id });
    expect(links.map(({ recipient, generation }) => [recipient, generation])).toEqual(
      expect.arrayContaining([
        ['wrong@body.example', 1],
        [office1, 2],
      ]),
    );
    await silence(id, 2);
    expect(await office.about(id)).toHaveLength(1);
  });

  it.each<[string, string, string]>([
    ["an officer's", `supervisor@${demoDomain}`, 'addressOfAccount'],
    ["another enterprise's", `enterprise2@${demoDomain}`, 'addressOfAccount'],
    ["the complainant's own", `Enterprise1@${demoDomain.toUpperCase()}`, 'addressOfAccount'],
    ["one of the complainant's domain", `nobody@${demoDomain}`, 'addressOfComplainant'],
    ['one below it', 'office@mail.qingnuo.example', 'addressOfComplainant'],
    ['free mail', 'zhenzhengfu@qq.com', 'addressOfFreeMail'],
    ['free mail of another', 'zhen@vip.163.com', 'addressOfFreeMail'],
  ])('is not %s, but with a reason', async (_, email, rule) => {
    const id = await aDebt();
    const rules = await broken(id, () => confirm(id, email));
    expect(rules).toContain(`payload.email ${rule}`);
    const asked = await broken(id, () => ask(id, { address: found(email) }));
    expect(asked).toContain(`payload.address.email ${rule}`);
    const reason = '镇政府没有其他邮箱，已电话核实。';
    await confirm(id, email, { reason });
    expect((await office.stored(id)).history.at(-1)).toMatchObject({ payload: { email, reason } });
    await ask(id);
    expect(await strangers(id)).toEqual([email]);
  });

  it('is confirmed by whoever has the case, and not by the enterprise', async () => {
    const id = await aDebt();
    for (const as of ['enterprise1', 'handler.arrears.450200', 'supervisor']) {
      const act = office.act(id, 'serviceAddress.confirm', { as, payload: found(office1) });
      await expect(act).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const as of ['acceptor.arrears', 'head.arrears', handler, 'head.arrears.450100']) {
      await office.act(id, 'serviceAddress.confirm', { as, payload: found(office1) });
    }
  });
});

describe('service on paper', () => {
  it('of a request starts its term on that day, and officers learn that no letter went', async () => {
    const id = await aDebt();
    const today = (await office.record(id)).filedOn;
    await ask(id, { service: { way: 'inPerson', servedOn: today } });
    expect(await strangers(id)).toEqual([]);
    expect(await office.clock(id, 'respondentFeedback')).toMatchObject({ startedOn: today });
    const { version } = await office.record(id);
    expect(await office.letters(id, `event:${version}`)).toEqual(['respondentUnreached→handler']);
    await office.act(id, 'feedback.record', { as: handler });
    expect(await office.clock(id, 'respondentFeedback')).toMatchObject({ status: 'met' });
  });

  it('of a measure starts its term; by mail nothing is served nowhere', async () => {
    const id = await aDebt();
    const filing = { type: 'supervisionNotice', caseIds: [id] };
    const notice = await office.propose('measure', filing, handler);
    await office.act(notice, 'measure.approve', { as: handler });
    await office.act(notice, 'measure.issue', { as: handler });
    const { version } = await office.record(notice);
    expect(await office.letters(notice, `event:${version}`)).toContain(
      'respondentUnreached→handler',
    );
    const serve = (way: string) =>
      office.act(notice, 'measure.serve', { as: handler, payload: { way } });
    expect(await broken(notice, () => serve('mail'))).toEqual(['payload.way addressConfirmed']);
    const { clocks } = await office.stored(notice);
    expect(clocks.map(({ name }) => name)).not.toContain('answer');
    await serve('post');
    expect(await office.clock(notice, 'answer')).toMatchObject({ status: 'running' });
    expect(await strangers(notice)).toEqual([]);
  });

  it('is recorded no earlier than a letter could go', async () => {
    const id = await aDebt();
    const filing = { type: 'supervisionNotice', caseIds: [id] };
    const notice = await office.propose('measure', filing, handler);
    await office.act(notice, 'measure.approve', { as: handler });
    await office.act(notice, 'measure.issue', { as: handler });
    const issuedOn = (await office.record(notice)).filedOn;
    office.time.advanceTo(new Date(office.time.now().getTime() + 2 * 86_400_000));
    await confirm(notice, office1);
    expect(await strangers(notice)).toEqual([office1]);
    const early = { way: 'mail', servedOn: issuedOn };
    const serve = () => office.act(notice, 'measure.serve', { as: handler, payload: early });
    expect(await broken(notice, serve)).toEqual(['payload.servedOn addressConfirmed']);
  });
});
