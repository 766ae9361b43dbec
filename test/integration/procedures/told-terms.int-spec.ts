import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { Dispatcher } from '../../../src/notices/dispatcher.js';
import { asBeginning, LetterFates } from '../../../src/notices/letter-fates.js';
import { Notice } from '../../../src/notices/notice.entity.js';
import { WorkingHours } from '../../../src/notices/working-hours.js';
import { chinaDate } from '../../../src/kernel/business-date.js';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { oldDebt } from '../../support/complaints.js';
import { accountOf, at, EngineUnderTest } from '../../support/engine-under-test.js';
import { found } from '../../support/respondent.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';

const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handler = 'handler.arrears.450100';
const questions = ['欠款是否属实？'];
const enterprise = accountOf('enterprise1').email;
const lost = { refuse: 550 } as const;

let database: TestDatabase;
let server: TestMailServer;
let office: EngineUnderTest;
let boxes = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  server = await TestMailServer.start();
  office = await EngineUnderTest.start(database, { server });
  office.time.advanceTo(at('2026-03-02'));
});
afterAll(async () => {
  await office.close();
  await server.down();
  await database.close();
});

const deliver = () => office.part(Dispatcher).runOnce();
const justBefore = (moment: Date) => new Date(moment.getTime() - 60_000);

/** Time goes on to an instant, and what is due then happens. */
async function passTo(moment: Date): Promise<void> {
  office.time.advanceTo(moment);
  await office.sweeper.runOnce();
}

/** When letters leave on the next working day. */
function nextMorning(): Date {
  const tomorrow = new Date(office.time.now().getTime() + 24 * 3_600_000);
  return office.part(WorkingHours).opening(at(chinaDate(tomorrow), '08:30'));
}

const today = () => chinaDate(office.time.now());

/** An arrears case whose respondent was asked by a letter to an address of its own. */
async function anAskedDebt(): Promise<{ readonly id: string; readonly box: string }> {
  boxes += 1;
  const box = `office${boxes}@nanning.example`;
  const id = await office.file('arrears', { filing: oldDebt });
  await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
  const payload = { questions, address: found(box) };
  await office.act(id, 'feedback.request', { as: handler, payload });
  return { id, box };
}

const feedback = (id: string, generation = 1) => office.clock(id, 'respondentFeedback', generation);
const serve = (id: string, payload: object) =>
  office.act(id, 'service.record', { as: handler, payload });
const events = async (id: string) => (await office.stored(id)).history.map(({ event }) => event);
const lettersAbout = async (id: string, name: string) =>
  (await office.stored(id)).notices.filter(({ template }) => template.endsWith(`/${name}`));

/** Which rules an act breaks, or its code; nothing that is stored has changed. */
async function refused(id: string, act: () => Promise<unknown>): Promise<string> {
  const before = await office.stored(id);
  const error = await act().then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error('It was not refused.', { cause: error });
  expect(await office.stored(id)).toEqual(before);
  const { errors = [] } = error.details as {
    errors?: readonly { path: string; rule: string }[];
  };
  return [error.code, ...errors.map(({ path, rule }) => `${path} ${rule}`)].join(' ');
}

describe('a term whose letter was refused for good', () => {
  it('stands still: nothing follows from silence, and who serves it is told', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    expect(await feedback(id)).toMatchObject({ status: 'running', held: null });
    server.treat(box, lost);
    await deliver();
    const { dueAt: _, ...held } = await feedback(id);
    expect(held).toMatchObject({
      status: 'paused',
      held: { letter: 'feedbackAsked', words: expect.stringContaining('550') },
    });
    expect(held.held?.words).not.toContain(box);
    const [told, ...more] = await lettersAbout(id, 'termUnserved');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ party: 'handler', unitId: unit.unitId });
    await passTo(new Date(office.time.now().getTime() + 40 * 86_400_000));
    expect(await feedback(id)).toMatchObject({ status: 'paused' });
    expect(await office.about(id)).toEqual([]);
    expect(await lettersAbout(id, 'feedbackLate')).toEqual([]);
  });

  it('lapses in the same days when the letter arrives', async () => {
    office.time.advanceTo(nextMorning());
    const { id } = await anAskedDebt();
    await deliver();
    const { dueAt } = await feedback(id);
    await passTo(justBefore(dueAt));
    expect(await feedback(id)).toMatchObject({ status: 'running' });
    await passTo(dueAt);
    expect(await feedback(id)).toMatchObject({ status: 'lapsed' });
    expect(await office.about(id)).toHaveLength(1);
  });

  it('reminds who serves it, and then the head, at nine of a working day', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    server.treat(box, lost);
    await deliver();
    const [first, second] = (await feedback(id)).stages
      .filter(({ firedAt }) => firedAt === null)
      .map((stage) => new Date(stage.at));
    await passTo(justBefore(first ?? at('2100-01-01')));
    expect(await lettersAbout(id, 'termUnserved')).toHaveLength(1);
    await passTo(first ?? at('2100-01-01'));
    expect(await lettersAbout(id, 'termUnserved')).toHaveLength(2);
    expect(await lettersAbout(id, 'termUnservedToHead')).toEqual([]);
    await passTo(second ?? at('2100-01-01'));
    expect(await lettersAbout(id, 'termUnservedToHead')).toMatchObject([{ party: 'handlerHead' }]);
  });

  it('runs whole from the day of service in another way, and lapses then', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    server.treat(box, lost);
    await deliver();
    office.time.advanceTo(nextMorning());
    const servedOn = (await office.stored(id)).clocks.find(
      ({ name }) => name === 'respondentFeedback',
    )?.held?.since;
    const payload = { clock: 'respondentFeedback', way: 'post', servedOn: today() };
    expect(servedOn).not.toBe(today());
    await serve(id, payload);
    expect(await feedback(id)).toMatchObject({ status: 'cancelled', held: null });
    const anew = await feedback(id, 2);
    expect(anew).toMatchObject({ status: 'running', startedOn: today() });
    expect(anew.derivation).toMatchObject({
      term: (await feedback(id)).derivation.term,
      served: { way: 'post', on: today() },
      replaces: { generation: 1 },
    });
    await passTo(justBefore(anew.dueAt));
    expect(await feedback(id, 2)).toMatchObject({ status: 'running' });
    await passTo(anew.dueAt);
    expect(await feedback(id, 2)).toMatchObject({ status: 'lapsed' });
    expect(await office.about(id)).toHaveLength(1);
  });

  it('is met by an answer that came all the same', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    server.treat(box, lost);
    await deliver();
    await office.act(id, 'feedback.record', { as: handler, payload: { answer: '属实。' } });
    expect(await feedback(id)).toMatchObject({ status: 'met', held: null, nextStageAt: null });
  });

  it('begins anew at another address', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    server.treat(box, lost);
    await deliver();
    const other = found('other.office@nanning.example');
    await office.act(id, 'serviceAddress.confirm', { as: handler, payload: other });
    expect(await feedback(id)).toMatchObject({ status: 'cancelled', held: null });
    expect(await feedback(id, 2)).toMatchObject({ status: 'running' });
    await deliver();
    expect(await feedback(id, 2)).toMatchObject({ status: 'running' });
  });

  it('runs from the day on which the letter arrives after all', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    server.treat(box, lost);
    await deliver();
    server.treat(box, null);
    office.time.advanceTo(nextMorning());
    const incidents = await office.incidents.list({ caseId: id });
    await office.incidents.retry(incidents[0]?.id ?? '', null, office.time.now());
    expect(await feedback(id)).toMatchObject({ status: 'paused' });
    await deliver();
    expect(await feedback(id, 2)).toMatchObject({ status: 'running', startedOn: today() });
    expect((await events(id)).slice(-2)).toEqual(['letter.lost', 'letter.arrived']);
  });

  it('does not depend on letters when it was served on paper from the start', async () => {
    office.time.advanceTo(nextMorning());
    const id = await office.file('arrears', { filing: oldDebt });
    await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
    const box = 'on.paper@nanning.example';
    server.treat(box, lost);
    const service = { way: 'inPerson', servedOn: today() };
    const payload = { questions, address: found(box), service };
    await office.act(id, 'feedback.request', { as: handler, payload });
    await deliver();
    expect(await feedback(id)).toMatchObject({ status: 'running' });
  });
});

describe('a letter that comes back after its term has lapsed', () => {
  it('undoes nothing, and whoever serves it learns of it', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    await deliver();
    await passTo((await feedback(id)).dueAt);
    const before = await feedback(id);
    expect(before.status).toBe('lapsed');
    await bounce(id, box);
    expect(await feedback(id)).toEqual(before);
    const [told] = await lettersAbout(id, 'termUnserved');
    expect(told?.variables).toMatchObject({ hasLapsed: true });
  });
});

describe('a letter that no server has taken yet', () => {
  it('holds its term at the lapse, and begins it when it leaves', async () => {
    office.time.advanceTo(nextMorning());
    const { id } = await anAskedDebt();
    const { dueAt } = await feedback(id);
    await passTo(justBefore(dueAt));
    expect(await feedback(id)).toMatchObject({ status: 'running' });
    await passTo(dueAt);
    expect(await feedback(id)).toMatchObject({ status: 'paused', held: { words: null } });
    expect(await office.about(id)).toEqual([]);
    office.time.advanceTo(nextMorning());
    await deliver();
    expect(await feedback(id, 2)).toMatchObject({ status: 'running' });
  });

  it('holds it as well when an act comes before the sweeper', async () => {
    office.time.advanceTo(nextMorning());
    const { id } = await anAskedDebt();
    office.time.advanceTo((await feedback(id)).dueAt);
    await office.act(id, 'feedback.record', { as: handler, payload: { answer: '属实。' } });
    expect(await feedback(id)).toMatchObject({ status: 'met' });
    expect((await events(id)).slice(-2)).toEqual(['letter.lost', 'feedback.record']);
  });
});

describe('terms of the enterprise', () => {
  it.each([
    ['promise', 'supplement', ['supplement.request'], 'lapsed'],
    ['promise', 'objection', promiseAnswered(), null],
    ['arrears', 'objection', arrearsAnswered(), null],
  ] as const)('%s %s: stands still', async (kind, name, acts, ended) => {
    office.time.advanceTo(nextMorning());
    const id = await office.file(kind);
    await office.play(id, ...acts);
    const before = await office.clock(id, name);
    server.treat(enterprise, lost);
    await deliver();
    server.treat(enterprise, null);
    expect(await office.clock(id, name)).toMatchObject({ status: 'paused', owedBy: 'enterprise' });
    await passTo(before.dueAt);
    expect(await office.clock(id, name)).toMatchObject({ status: 'paused' });
    if (ended) expect((await office.record(id)).state).not.toBe(ended);
    const servedOn = before.startedOn;
    await office.act(id, 'service.record', {
      by: 'acceptor',
      payload: { clock: name, way: 'electronic', servedOn },
    });
    expect(await office.clock(id, name, 2)).toMatchObject({ startedOn: servedOn });
  });

  it('lapses when its letter has arrived', async () => {
    office.time.advanceTo(nextMorning());
    const id = await office.file('promise');
    await office.play(id, 'supplement.request');
    await deliver();
    await passTo((await office.clock(id, 'supplement')).dueAt);
    expect((await office.record(id)).state).toBe('lapsed');
  });
});

describe('service in another way', () => {
  it('is refused where nothing waits for it, and for another term or day', async () => {
    office.time.advanceTo(nextMorning());
    const { id, box } = await anAskedDebt();
    const right = { clock: 'respondentFeedback', way: 'post', servedOn: today() };
    expect(await refused(id, () => serve(id, right))).toBe('EVENT_NOT_ACCEPTED');
    server.treat(box, lost);
    await deliver();
    const tries: readonly (readonly [object, string])[] = [
      [{ clock: 'handling' }, 'payload.clock awaitsService'],
      [{ servedOn: '2026-03-01' }, 'payload.servedOn servedOnLawfulDay'],
      [{ servedOn: '2099-01-01' }, 'payload.servedOn servedOnLawfulDay'],
      [{ way: 'pigeon' }, 'payload.way isIn'],
    ];
    for (const [wrong, rule] of tries) {
      expect(await refused(id, () => serve(id, { ...right, ...wrong }))).toBe(
        `INPUT_INVALID ${rule}`,
      );
    }
    await serve(id, right);
    expect(await refused(id, () => serve(id, right))).toBe('EVENT_NOT_ACCEPTED');
  });
});

/** The mail server has taken the letter, and it comes back afterwards. */
async function bounce(caseId: string, recipient: string): Promise<void> {
  const { transactions, dataSource } = database;
  const { listener } = office.part(LetterFates);
  const which = { caseId, recipient, clock: 'respondentFeedback' };
  const letter = await dataSource.manager.findOneByOrFail(Notice, which);
  const beginning = asBeginning(letter);
  if (!beginning) throw new Error('No term begins with this letter.');
  await transactions.run(async (tx) => {
    await listener.lock(tx, caseId);
    await tx.update(Notice, { id: letter.id }, { status: 'failed', lastError: '550 unknown' });
    await listener.lost(tx, beginning, office.time.now());
  });
}

function promiseAnswered() {
  const city = { unitId: unitId('450100', 'investment', 'promise-handling') };
  return [
    'complaint.accept',
    ['referral.send', city],
    'referral.sign',
    'result.submit',
    'reply.send',
  ] as const;
}

function arrearsAnswered() {
  return [
    'complaint.accept',
    ['referral.send', unit],
    'referral.sign',
    'result.submit',
    'reply.send',
  ] as const;
}
