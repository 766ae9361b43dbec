import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { firstBrokenEntry } from '../../../src/engine/history-chain.js';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { considered, heard, heardTypes } from '../../support/hearing.js';
import { oldDebt } from '../../support/complaints.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const finance = { unitId: unitId('450100', 'finance', 'arrears-handling') };
const handler = 'handler.arrears.450100';
const head = 'head.arrears.450100';

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

/** An arrears case that the unit works on. */
async function aDebt({
  type = 'government',
  with: at = unit,
  divisionCode = oldDebt.respondent.divisionCode,
} = {}): Promise<string> {
  const respondent = { ...oldDebt.respondent, type, divisionCode };
  const id = await office.file('arrears', { filing: { ...oldDebt, respondent } });
  await office.play(id, 'complaint.accept', ['referral.send', at], 'referral.sign');
  await office.act(id, 'serviceAddress.confirm');
  return id;
}

const stateOf = async (id: string): Promise<string> => (await office.record(id)).state;

/** A measure from its proposal to its service. */
async function served(filing: object, by: string, approver = by, issuer = by): Promise<string> {
  const id = await office.propose('measure', filing, by);
  const isHeard = heardTypes.includes((filing as { readonly type?: string }).type);
  for (const [act, manner] of isHeard ? heard({ as: issuer }) : []) {
    await office.act(id, act, manner);
  }
  await office.act(id, 'measure.approve', { as: approver, ...(isHeard && considered) });
  await office.act(id, 'measure.issue', { as: issuer });
  await office.act(id, 'measure.serve', { as: issuer });
  return id;
}

async function refusedNotice(caseId: string): Promise<string> {
  const id = await served({ type: 'supervisionNotice', caseIds: [caseId] }, handler);
  await office.act(id, 'measure.refuse', { as: handler });
  return id;
}

const ruleOf = async (proposal: Promise<unknown>): Promise<unknown> => {
  const error = await proposal.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error('It was not refused.', { cause: error });
  return error.code === 'MEASURE_NOT_ALLOWED' ? error.details['rule'] : error.code;
};

describe('a measure', () => {
  it('is a case of its own, and both histories name each other', async () => {
    const debt = await aDebt();
    const id = await office.propose(
      'measure',
      { type: 'supervisionNotice', caseIds: [debt] },
      handler,
    );
    expect(await office.record(id)).toMatchObject({
      kind: 'measure',
      state: 'proposed',
      number: expect.stringMatching(/^M-2026-450200-\d{6}$/) as unknown,
      enterpriseId: null,
      aboutIds: [debt],
      aboutKind: 'arrears',
      unitId: unit.unitId,
    });
    await office.act(id, 'measure.approve', { as: handler });
    await office.act(id, 'measure.issue', { as: handler });
    const complaint = await office.stored(debt);
    const measure = await office.stored(id);
    expect(complaint.record.escalation).toBe('supervised');
    expect(complaint.history.slice(-2)).toMatchObject([
      { event: 'measure.note', payload: { measureId: id, step: 'proposed' } },
      { event: 'measure.report', payload: { measureId: id, step: 'issued' } },
    ]);
    expect(measure.history[0]).toMatchObject({
      event: 'measure.propose',
      payload: { cases: [{ id: debt, number: complaint.record.number }] },
      basis: { article: '25(3)', mark: 'law' },
    });
    expect(firstBrokenEntry(complaint.history)).toBeNull();
    expect(firstBrokenEntry(measure.history)).toBeNull();
    const letters = measure.notices.map(({ template, party }) => `${template}→${party}`);
    expect(letters).toEqual(
      expect.arrayContaining([
        'measure@1/proposed→handler',
        'measure@1/issued→respondent',
        'measure@1/issuedCopy→supervisor',
        'measure@1/issuedCopy→acceptor',
      ]),
    );
    expect(await office.letters(debt, `event:${complaint.record.version}`)).toEqual([
      'measureTaken→enterprise',
    ]);
  });

  it('of the next level is proposed by itself when nobody answers, once, with its lapse', async () => {
    const debt = await aDebt();
    const id = await served({ type: 'supervisionNotice', caseIds: [debt] }, handler);
    const { dueOn, dueAt } = await office.clock(id, 'answer');
    expect(dueOn).toBe('2026-09-24');
    await office.lettersLeave();
    office.time.advanceTo(new Date(dueAt.getTime() - 60_000));
    await office.sweeper.runOnce();
    expect(await stateOf(id)).toBe('served');
    office.time.advanceTo(dueAt);
    await office.sweeper.runOnce();
    expect(await stateOf(id)).toBe('refused');
    const [, interview, ...more] = await office.about(debt);
    expect(more).toEqual([]);
    expect(interview).toMatchObject({
      state: 'proposed',
      filedBy: null,
      filing: { type: 'interview' },
      unitId: unit.unitId,
    });
    await office.act(interview?.id ?? '', 'measure.approve', { as: head });
    expect(await stateOf(interview?.id ?? '')).toBe('approved');
  });
});

describe('the law', () => {
  it.each<[string, string, object, string, string, string | undefined]>([
    [
      'no audit of a private large enterprise',
      'auditReferral',
      {},
      handler,
      'target',
      'largeEnterprise',
    ],
    [
      'no deduction for a private large enterprise',
      'assessmentDeduction',
      {},
      'stateassets',
      'target',
      'largeEnterprise',
    ],
    [
      'no record without a determination',
      'dishonestyRecord',
      {},
      'acceptor.arrears',
      'determined',
      undefined,
    ],
    ['no publication without a record', 'publication', {}, 'credit', 'recorded', undefined],
    [
      'no interview by a bureau of finance before a supervision notice was refused',
      'interview',
      {},
      'handler2.arrears.450100',
      'withUnit',
      undefined,
    ],
    ['no repair without a record', 'creditRepair', {}, 'acceptor.arrears', 'recorded', undefined],
    [
      'no restriction without a publication',
      'restriction',
      { restrictions: ['officialConsumption'] },
      'credit',
      'published',
      undefined,
    ],
    [
      'no deduction by the unit',
      'assessmentDeduction',
      {},
      handler,
      'role',
      'stateOwnedEnterprise',
    ],
    [
      'no deduction before an interview',
      'assessmentDeduction',
      {},
      'stateassets',
      'interviewed',
      'stateOwnedEnterprise',
    ],
    [
      'no circular of the SME department but in a serious case',
      'circular',
      {},
      'acceptor.arrears',
      'serious',
      undefined,
    ],
    ['no measure of an observer', 'inquiry', {}, 'observer', 'FORBIDDEN', undefined],
  ])('%s', async (_, type, more, by, rule, respondent) => {
    const debt = await aDebt(respondent === undefined ? {} : { type: respondent });
    const filing = { type, caseIds: [debt], ...more };
    expect(await ruleOf(office.propose('measure', filing, by))).toBe(rule);
    expect(await office.about(debt)).toEqual([]);
  });

  it('lets every SME department interview at once, another unit once a notice was refused', async () => {
    const own = { type: 'interview', caseIds: [await aDebt()] };
    const ofCity = await office.propose('measure', own, handler);
    expect((await office.stored(ofCity)).history[0]).toMatchObject({ basis: { article: '23(2)' } });
    const elsewhere = { type: 'interview', caseIds: [await aDebt({ with: finance })] };
    expect(await ruleOf(office.propose('measure', elsewhere, 'handler2.arrears.450100'))).toBe(
      'supervisionRefused',
    );
    const debt = await aDebt();
    const interview = { type: 'interview', caseIds: [debt] };
    const atOnce = await office.propose('measure', interview, 'acceptor.arrears');
    expect((await office.stored(atOnce)).history[0]).toMatchObject({ basis: { article: '23(2)' } });
    const another = await aDebt();
    await refusedNotice(another);
    const types = (await office.about(another)).map(({ filing }) => filing);
    expect(types).toContainEqual(expect.objectContaining({ type: 'interview' }));
  });

  // 第802号令 31: 由其上级机关责令改正.
  it.each<[string, string, string | undefined, string]>([
    ['of a district', '450102', 'proposed', head],
    ['of its own city', '450100', 'supervisionRefused', head],
    ['of a district, but not an officer of it', '450102', 'supervisionRefused', handler],
  ])(
    'lets the head of a unit above a body %s (%s) order: %s',
    async (_, divisionCode, what, by) => {
      const filing = { type: 'rectificationOrder', caseIds: [await aDebt({ divisionCode })] };
      if (what !== 'proposed') {
        expect(await ruleOf(office.propose('measure', filing, by))).toBe(what);
        return;
      }
      const id = await office.propose('measure', filing, by);
      expect((await office.stored(id)).history[0]).toMatchObject({ basis: { article: '31' } });
    },
  );

  it('allows nothing twice, nor before acceptance, nor about two respondents', async () => {
    const debt = await aDebt();
    const filing = { type: 'supervisionNotice', caseIds: [debt] };
    await office.propose('measure', filing, handler);
    expect(await ruleOf(office.propose('measure', filing, handler))).toBe('inProgress');
    const filed = await office.file('arrears', { filing: oldDebt });
    const early = { type: 'inquiry', caseIds: [filed] };
    expect(await ruleOf(office.propose('measure', early, 'acceptor.arrears'))).toBe(
      'complaintAccepted',
    );
    const other = await aDebt({ type: 'largeEnterprise' });
    const mixed = { type: 'inquiry', caseIds: [debt, other] };
    expect(await ruleOf(office.propose('measure', mixed, 'acceptor.arrears'))).toBe(
      'sameRespondent',
    );
  });
});

describe('supervision', () => {
  it('is proposed by itself when the feedback is missing, and approved by one act', async () => {
    const debt = await aDebt();
    await office.act(debt, 'feedback.request', {
      as: handler,
      payload: { questions: ['是否属实'] },
    });
    const { dueAt } = await office.clock(debt, 'respondentFeedback');
    await office.lettersLeave();
    office.time.advanceTo(new Date(dueAt.getTime() - 60_000));
    await office.sweeper.runOnce();
    expect(await office.about(debt)).toEqual([]);
    office.time.advanceTo(dueAt);
    await office.sweeper.runOnce();
    await office.sweeper.runOnce();
    const [notice, ...more] = await office.about(debt);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ state: 'proposed', filing: { type: 'supervisionNotice' } });
    await office.act(notice?.id ?? '', 'measure.approve', { as: handler });
    expect(await stateOf(notice?.id ?? '')).toBe('approved');
    const { history } = await office.stored(debt);
    expect(history.map(({ event }) => event).slice(-2)).toEqual([
      'xstate.after.respondentFeedback.asked',
      'measure.note',
    ]);
  });
});

describe('a sanction of credit', () => {
  it('follows its record, ends with the repair, and everyone who was told is told again', async () => {
    const debt = await aDebt();
    const caseIds = [debt];
    const determination = {
      authority: '自治区工业和信息化厅',
      documentNumber: '桂工信失信〔2026〕1号',
      determinedOn: '2026-09-01',
      ground: 'refusedPayment',
    };
    const acceptor = 'acceptor.arrears';
    const accepting = 'head.arrears';
    const record = await served(
      { type: 'dishonestyRecord', caseIds, determination },
      acceptor,
      accepting,
    );
    const publication = await served(
      {
        type: 'publication',
        caseIds,
        seriousBecause: '数额巨大',
        publication: { reviewOn: '2027-01-15', until: '2027-06-30' },
      },
      'credit',
      'credit2',
    );
    const wrongList = { type: 'restriction', caseIds, restrictions: ['marketAccess'] };
    expect(await ruleOf(office.propose('measure', wrongList, 'credit'))).toBe(
      'restrictionOfTarget',
    );
    const restriction = await served(
      { ...wrongList, restrictions: ['officeSpace'] },
      'credit',
      'credit2',
    );
    await expect(office.act(record, 'measure.lift', { as: acceptor })).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
    });
    const correction = { confirmedOn: '2026-09-10', summary: '欠款及利息已全部付清。' };
    const repair = await office.propose(
      'measure',
      { type: 'creditRepair', caseIds, correction },
      acceptor,
    );
    await office.act(repair, 'measure.approve', { as: accepting });
    await office.act(repair, 'measure.issue', { as: 'credit' });
    await office.act(repair, 'measure.serve', { as: 'credit' });
    expect(await stateOf(repair)).toBe('complied');
    for (const id of [record, publication, restriction]) {
      const { record: lifted, history, notices, clocks } = await office.stored(id);
      expect(lifted.state).toBe('lifted');
      expect(history.at(-1)).toMatchObject({
        event: 'measure.repair',
        payload: { measureId: repair },
      });
      expect(clocks.filter(({ endedAt }) => endedAt === null)).toEqual([]);
      const told = (name: string) =>
        notices
          .filter(({ template }) => template === `measure@1/${name}`)
          .map((it) => it.recipient);
      expect(told('liftedCopy').toSorted()).toEqual(told('issuedCopy').toSorted());
      expect(told('lifted')).toEqual(told('issued'));
    }
    expect(await ruleOf(office.propose('measure', wrongList, 'credit'))).toBe('published');
  });
});

describe('a report of retaliation', () => {
  it('opens a case of its own and leaves the complaint as it is', async () => {
    const debt = await aDebt();
    const before = await office.stored(debt);
    await office.act(debt, 'retaliation.report', { as: 'enterprise1' });
    expect(await office.stored(debt)).toEqual(before);
    const [report] = await office.about(debt);
    expect(report).toMatchObject({ kind: 'retaliation', state: 'reported' });
    const { notices, clocks } = await office.stored(report?.id ?? '');
    expect(notices.map(({ party }) => party).toSorted()).toEqual([
      'acceptorHead',
      'enterprise',
      'supervisor',
      'supervisor',
    ]);
    expect(clocks).toMatchObject([{ name: 'examination', owedBy: 'acceptorHead' }]);
    await office.act(report?.id ?? '', 'retaliation.refer', { as: 'head.arrears' });
    expect(await stateOf(report?.id ?? '')).toBe('referred');
  });

  it('is open when the complaint has ended, too', async () => {
    const debt = await aDebt();
    await office.act(debt, 'complaint.withdraw', { as: 'enterprise1' });
    await office.act(debt, 'retaliation.report', { as: 'enterprise1' });
    expect(await office.about(debt)).toHaveLength(1);
  });
});
