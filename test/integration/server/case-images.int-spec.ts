import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseImage } from '../../../src/engine/case-image.entity.js';
import { ForgetOldImages } from '../../../src/engine/forget-old-images.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
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

const imagesOf = (caseId: string): Promise<CaseImage[]> =>
  database.dataSource.manager.find(CaseImage, {
    where: { caseId },
    order: { seq: 'ASC', cause: 'ASC' },
  });

describe('the image of a case', () => {
  let id: string;

  it('is not kept of what people do', async () => {
    id = await office.file('arrears');
    await office.act(id, 'complaint.accept');
    expect(await imagesOf(id)).toEqual([]);
  });

  it('is kept of a reminder by its moment alone', async () => {
    const { stages } = await office.clock(id, 'transfer');
    const [warning] = stages;
    office.time.advanceTo(warning?.at ?? '');
    await office.sweeper.runOnce();
    const { version } = await office.record(id);
    expect(await imagesOf(id)).toMatchObject([
      { seq: version, cause: `clock:transfer#1@${String(warning?.offset)}`, record: null },
    ]);
  });

  it('is kept of a lapse as everything stood before, by both clocks', async () => {
    const before = await office.stored(id);
    office.time.advanceTo((await office.clock(id, 'transfer')).dueAt);
    await office.sweeper.runOnce();
    const after = await office.stored(id);
    const [image] = (await imagesOf(id)).filter(({ record }) => record !== null);
    expect(image).toMatchObject({
      seq: after.record.version,
      cause: `event:${String(after.record.version)}`,
      writtenAt: office.time.now(),
      record: {
        state: before.record.state,
        version: before.record.version,
        snapshot: before.record.snapshot,
        lastHash: before.record.lastHash,
      },
      takenBackBy: null,
    });
    const { dueAt } = await office.clock(id, 'transfer');
    expect(image?.clocks?.find(({ name }) => name === 'transfer')).toMatchObject({
      status: 'running',
      generation: 1,
      dueAt: dueAt.toISOString().replace('.000Z', '+00:00'),
      endedAt: null,
    });
    expect(image?.armed).toEqual(['supervision#1']);
    const [now] = await database.dataSource.query<[{ at: Date }]>('SELECT clock_timestamp() AS at');
    expect(Math.abs((image?.recordedAt.getTime() ?? 0) - now.at.getTime())).toBeLessThan(60_000);
  });

  it('is kept of a lapse that comes before an act', async () => {
    const late = await office.file('promise');
    const { dueAt } = await office.clock(late, 'acceptance');
    office.time.advanceTo(new Date(dueAt.getTime() + 1000));
    await office.act(late, 'complaint.accept');
    const { history } = await office.stored(late);
    expect(history.at(-1)?.event).toBe('complaint.accept');
    const lapsed = history.filter(({ actor }) => actor.role === 'system');
    expect((await imagesOf(late)).map(({ seq }) => seq)).toEqual(lapsed.map(({ seq }) => seq));
  });

  it('is forgotten after thirty days of the database', async () => {
    const { manager } = database.dataSource;
    await manager.query(
      `UPDATE case_images SET recorded_at = recorded_at - interval '29 days' WHERE case_id = $1`,
      [id],
    );
    const forget = office.part(ForgetOldImages);
    await forget.runOnce();
    expect(await imagesOf(id)).toHaveLength(3);
    await manager.query(
      `UPDATE case_images SET recorded_at = recorded_at - interval '25 hours'
        WHERE case_id = $1 AND record IS NULL`,
      [id],
    );
    await forget.runOnce();
    expect(await imagesOf(id)).toHaveLength(1);
  });
});
