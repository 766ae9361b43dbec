import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Case } from '../../src/engine/case.entity.js';
import { Incident } from '../../src/incidents/incident.entity.js';
import { WriteBatch } from '../../src/store/write-batch.js';
import { aCase } from '../support/a-case.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  caseId = await aCase(database.dataSource);
});
afterAll(() => database.close());

const incident = (subject: string): Incident => ({
  caseId,
  id: randomUUID(),
  kind: 'notice',
  subject,
  cause: `a "quoted" $1 'cause' ${subject}`,
  attempts: 1,
  openedAt: new Date('2026-03-02T01:00:00.123Z'),
  resolvedAt: null,
  resolvedBy: null,
});

const send = (fill: (batch: WriteBatch) => void): Promise<ReadonlySet<string>> =>
  database.transactions.run((tx) => {
    const batch = new WriteBatch(tx);
    fill(batch);
    return batch.send();
  });

const stored = () => database.dataSource.manager.find(Incident, { order: { subject: 'ASC' } });

describe('a batch', () => {
  it('writes rows as they were given, and what a template says', async () => {
    const rows = [incident('a'), incident('b')];
    await send((batch) => {
      batch.insert(Incident, rows);
      batch.add`INSERT INTO case_numbers (series, last) VALUES (${"it's $1"}, ${7})`;
      batch.insert(Incident, [incident('c')]);
    });
    expect((await stored()).slice(0, 2)).toEqual(rows);
    expect(await stored()).toHaveLength(3);
    expect(await database.dataSource.query('SELECT * FROM case_numbers')).toEqual([
      { series: "it's $1", last: 7 },
    ]);
  });

  it('writes nothing at all when one of its rows is refused', async () => {
    const before = await stored();
    const refused = send((batch) => {
      batch.insert(Incident, [incident('d')]);
      batch.add`UPDATE case_numbers SET last = ${8}`;
      batch.insert(Incident, [{ ...incident('e'), caseId: randomUUID() }]);
    });
    await expect(refused).rejects.toThrow('fk_incidents_case');
    expect(await stored()).toEqual(before);
  });

  it('inserts in the order given and leaves out what its conflict clause says', async () => {
    const [known] = await stored();
    const twice = { ...incident('f'), id: randomUUID() };
    await send((batch) => {
      batch.insert(Incident, [known!, twice, twice], { onConflict: 'ON CONFLICT DO NOTHING' });
    });
    expect((await stored()).filter(({ subject }) => subject === 'f')).toEqual([twice]);
  });

  it('gives rows that are there what is named, and nothing else', async () => {
    const [first, second, ...others] = await stored();
    const changed = { ...first!, cause: 'changed', attempts: 3 };
    await send((batch) => {
      batch.update(Incident, ['id'], ['attempts'], [changed, { ...incident('none'), attempts: 3 }]);
    });
    expect(await stored()).toEqual([{ ...first!, attempts: 3 }, second, ...others]);
  });

  it('inserts what an update makes room for', async () => {
    const [first, ...others] = await stored();
    const resolved = { ...first!, resolvedAt: new Date() };
    const again = { ...incident(first!.subject), kind: first!.kind };
    await send((batch) => {
      const after = batch.update(Incident, ['caseId', 'id'], ['resolvedAt'], [resolved]);
      batch.insert(Incident, [again], { after });
    });
    expect(await stored()).toEqual(expect.arrayContaining([resolved, again, ...others]));
    await database.dataSource.manager.delete(Incident, { id: again.id });
    await database.dataSource.manager.update(Incident, { id: first!.id }, { resolvedAt: null });
  });

  it('writes the rows of those owners alone that the condition finds, and tells which', async () => {
    const unknown = randomUUID();
    const record = await database.dataSource.manager.findOneByOrFail(Case, { id: caseId });
    const fill = (batch: WriteBatch, number: string) => {
      batch.onlyFor(
        'caseId',
        (value) => `SELECT id FROM cases WHERE number = ${value(number)} FOR UPDATE`,
      );
      batch.insert(Incident, [incident('g'), { ...incident('h'), caseId: unknown }], {
        onConflict: 'ON CONFLICT DO NOTHING',
      });
      batch.update(Case, ['id'], ['version'], [{ ...record, version: 9 }]);
    };
    const before = await stored();
    const sendFor = (number: string) =>
      send((batch) => {
        fill(batch, number);
      });
    const version = async () =>
      (await database.dataSource.manager.findOneByOrFail(Case, { id: caseId })).version;
    expect(await sendFor('another')).toEqual(new Set());
    expect([await stored(), await version()]).toEqual([before, record.version]);

    expect(await sendFor(record.number)).toEqual(new Set([caseId]));
    expect((await stored()).map(({ subject }) => subject)).toEqual(['a', 'b', 'c', 'f', 'g']);
    expect(await version()).toBe(9);
  });

  it('refuses a statement without rows under a condition', async () => {
    const refused = send((batch) => {
      batch.onlyFor('caseId', () => 'SELECT id FROM cases');
      batch.add`UPDATE case_numbers SET last = ${8}`;
    });
    await expect(refused).rejects.toThrow('without rows');
  });

  it('does nothing when nothing was added', async () => {
    const before = await stored();
    await send((batch) => {
      batch.insert(Incident, []);
    });
    expect(await stored()).toEqual(before);
  });
});
