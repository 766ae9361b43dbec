import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededPolicyOf } from '../../../seeds/seeded-policies.js';
import { unitId } from '../../../seeds/reference-data.js';
import { dutyPairsOf, type Actor } from '../../../src/definition/index.js';
import { openActs } from '../../../src/engine/machine-step.js';
import { restored } from '../../../src/engine/stored-snapshot.js';
import { chinaDate } from '../../../src/kernel/business-date.js';
import { Duties1792300000000 } from '../../../src/store/migrations/1792300000000-duties.js';
import { workflows } from '../../../workflows/index.js';
import { oldDebt } from '../../support/complaints.js';
import { dutyScenes, type Scene } from '../../support/duty-scenes.js';
import { accountOf, at, EngineUnderTest, type Person } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

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

const idOf = (name: string): string => accountOf(name).id;
/** Four people; who they are otherwise does not matter. */
const [one, two, three, four] = [
  idOf('handler.arrears.450200'),
  idOf('handler.arrears.450300'),
  idOf('handler.arrears.450400'),
  idOf('handler.arrears.450500'),
] as const;
const self = (accountId: string): Person => ({ accountId });
const deputy = (accountId: string, onBehalfOf: string): Person => ({ accountId, onBehalfOf });

const pairs = workflows
  .filter(({ key, version }) => !workflows.some((it) => it.key === key && it.version > version))
  .flatMap(dutyPairsOf)
  .map(({ workflow, act, apart }) => `${workflow}: ${act} < ${apart.act}`);

/** A case in which the earlier act was done by somebody, up to where the later one is open. */
async function played(scene: Scene, person: Person): Promise<string> {
  const id = await scene.open(office, scene.earlier ? undefined : person);
  for (const [type, manner] of scene.before ?? []) await office.act(id, type, manner);
  if (scene.earlier) {
    const [type, manner] = scene.earlier;
    await office.act(id, type, { ...manner, person });
  }
  for (const [type, manner] of scene.between ?? []) await office.act(id, type, manner);
  return id;
}

/** What came of the later act: its code when it was refused, with nothing written. */
async function tried(id: string, { later: [type, manner] }: Scene, person: Person) {
  const { version } = await office.record(id);
  return office.act(id, type, { ...manner, person }).then(
    () => 'done',
    async (error: unknown) => {
      expect((await office.record(id)).version).toBe(version);
      return (error as { code: string }).code;
    },
  );
}

/** Whether the later act is offered to somebody in the role of who would do it. */
async function offered(id: string, { later: [type, manner] }: Scene, person: Person) {
  const record = await office.record(id);
  const workflow = workflows.find(({ key }) => key === record.kind);
  const event = workflow?.events[type];
  if (!workflow || !event) throw new Error(`${type} is no act of ${record.kind}.`);
  const like = manner?.as === undefined ? null : accountOf(manner.as);
  const role: Actor['role'] = like?.role ?? manner?.by ?? event.by[0] ?? 'system';
  const unit = like ? like.unitId : (record.unitId ?? record.coUnitIds[0] ?? null);
  const actor = { role, unitId: unit, name: '', ...person };
  const standing = { snapshot: restored(workflow, record.snapshot), hands: record.hands };
  const on = chinaDate(office.time.now());
  return openActs(workflow, standing, actor, on, seededPolicyOf(workflow.key)).includes(type);
}

describe('the pairs of acts that one person may not do', () => {
  it('are all walked, and these', () => {
    expect(Object.keys(dutyScenes).toSorted()).toEqual(pairs.toSorted());
  });

  it.each(Object.entries(dutyScenes))('%s', async (_, scene) => {
    const own = await played(scene, self(one));
    for (const person of [self(one), deputy(one, two), deputy(two, one)]) {
      expect([person, await tried(own, scene, person)]).toEqual([person, 'DUTIES_SEPARATED']);
      expect(await offered(own, scene, person)).toBe(false);
    }
    expect(await offered(own, scene, deputy(three, four))).toBe(true);
    expect(await tried(own, scene, deputy(three, four))).toBe('done');

    const forAnother = await played(scene, deputy(one, two));
    for (const person of [self(one), self(two), deputy(three, two), deputy(three, one)]) {
      expect([person, await tried(forAnother, scene, person)]).toEqual([
        person,
        'DUTIES_SEPARATED',
      ]);
    }
    expect(await offered(forAnother, scene, self(three))).toBe(true);
    expect(await tried(forAnother, scene, self(three))).toBe('done');
  });
});

describe('what is in one hand on purpose', () => {
  it('is the supervision notice that the law commands, and nobody’s is what the product proposed', async () => {
    const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
    const debt = await office.file('arrears', { filing: oldDebt });
    await office.play(debt, 'complaint.accept', ['referral.send', unit], 'referral.sign');
    await office.act(debt, 'serviceAddress.confirm');
    const handler = { as: 'handler.arrears.450100' };
    const filing = { type: 'supervisionNotice', caseIds: [debt] };
    const notice = await office.propose('measure', filing, handler.as);
    for (const act of ['measure.approve', 'measure.issue', 'measure.serve', 'measure.refuse']) {
      await office.act(notice, act, handler);
    }
    const proposed = await office.about(debt);
    // Both were opened at one moment.
    const interview = proposed.find(({ id }) => id !== notice);
    expect(interview?.hands).toEqual({ 'measure.propose': [] });
    await office.act(interview?.id ?? '', 'measure.approve', { as: 'head.arrears.450100' });
  });

  it('is no supervision notice of another basis', async () => {
    const debt = await office.file('arrears', { filing: oldDebt });
    await office.act(debt, 'complaint.accept');
    const filing = { type: 'supervisionNotice', caseIds: [debt] };
    const notice = await office.propose('measure', filing, 'supervisor');
    const approve = (as: string) => office.act(notice, 'measure.approve', { as });
    await expect(approve('supervisor')).rejects.toMatchObject({ code: 'DUTIES_SEPARATED' });
    await approve('supervisor2');
    // What is no sanction may be issued by who approved it.
    await office.act(notice, 'measure.issue', { as: 'supervisor2' });
  });
});

describe('a measure that a head proposes', () => {
  it('is laid before the level above, and approved by it or by another head', async () => {
    const debt = await office.file('arrears', { filing: oldDebt });
    await office.act(debt, 'complaint.accept');
    const filing = { type: 'inquiry', caseIds: [debt] };
    const inquiry = await office.propose('measure', filing, 'head.arrears');
    const { notices } = await office.stored(inquiry);
    expect(notices.map(({ party }) => party)).toEqual(['supervisor', 'supervisor']);
    const approve = (as: string) => office.act(inquiry, 'measure.approve', { as });
    await expect(approve('head.arrears')).rejects.toMatchObject({
      code: 'DUTIES_SEPARATED',
      details: { act: 'measure.propose', reasons: [{ zh: '提请人不得审批自己的提请。' }] },
    });
    await approve('supervisor');
    await office.act(inquiry, 'measure.issue', { as: 'acceptor.arrears' });
  });
});

describe('cases of before', () => {
  it('have their hands from their histories', async () => {
    const hands = () =>
      database.dataSource.query<unknown[]>('SELECT id, hands FROM cases ORDER BY id');
    const before = await hands();
    expect(before.length).toBeGreaterThan(50);
    const runner = database.dataSource.createQueryRunner();
    const migration = new Duties1792300000000();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await hands()).toEqual(before);
  });
});
