import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { KeyOwner, NewApiKey } from '../../../src/identity/new-key.js';
import { FrontDesk, officeAddress, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let desk: FrontDesk;
let owner: KeyOwner;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.dataSource.query('UPDATE api_keys SET ended_at = now(), end_reason = $1', [
    'departure',
  ]);
  owner = await desk.keyOwner('enterprise1');
  desk.time.advance({ minutes: 1 });
});

const create = (wanted: Partial<NewApiKey> = {}) =>
  desk.keys.create(owner, { name: '财务系统', scopes: ['file', 'money'], ...wanted });
const rowOf = async (id: string) =>
  (await desk.keys.list(owner.principal.accountId)).find((key) => key.id === id);
const latest = async () => (await desk.letters(owner.principal.email)).at(-1);

describe('a key that is replaced', () => {
  it('goes on to the end of the overlap beside the new one, which may do the same', async () => {
    desk.time.advanceTo('2026-03-10T09:00:00+08:00');
    owner = await desk.keyOwner('enterprise1');
    const old = await create({ expiresOn: '2026-12-31' });
    const next = await desk.rotation.rotate(owner, old.record.id);
    expect(next.record).toMatchObject({
      name: '财务系统',
      scopes: ['file', 'money'],
      expiresOn: '2027-03-10',
      replacedBy: null,
    });
    expect(await rowOf(old.record.id)).toMatchObject({
      replacedBy: next.record.id,
      expiresOn: '2026-03-17',
      endedAt: null,
    });
    expect(await latest()).toMatchObject({
      name: 'keyRotated',
      notice: {
        variables: {
          keyName: '财务系统',
          oldPrefix: old.record.prefix,
          prefix: next.record.prefix,
          id: next.record.id,
          scopes: '提交投诉（file）、登记、确认回款，对回款提出异议或冲正（money）',
          expiresOn: '2027-03-10',
          oldUntil: '2026-03-17',
          address: officeAddress,
        },
      },
    });
    desk.time.advanceTo('2026-03-17T23:59:59.999+08:00');
    expect(await desk.keyBearer(old.key)).toMatchObject({
      principal: { key: { id: old.record.id } },
    });
    desk.time.advanceTo('2026-03-18T00:00:00+08:00');
    expect(await desk.keyBearer(old.key)).toBe('KEY_EXPIRED');
    expect(await desk.keyBearer(next.key)).toMatchObject({
      principal: { key: { id: next.record.id } },
    });
  });

  it('is over at once without an overlap', async () => {
    const old = await create();
    const next = await desk.rotation.rotate(owner, old.record.id, 0);
    expect(await desk.keyBearer(old.key)).toBe('KEY_REVOKED');
    expect(await rowOf(old.record.id)).toMatchObject({
      replacedBy: next.record.id,
      endReason: 'rotated',
      endedBy: owner.principal.accountId,
    });
    expect(await latest()).toMatchObject({ notice: { variables: { oldUntil: '' } } });
  });

  it('does not outlive its own end', async () => {
    const expiresOn = '2026-03-20';
    const old = await create({ expiresOn });
    await desk.rotation.rotate(owner, old.record.id, 14);
    expect((await rowOf(old.record.id))?.expiresOn).toBe(expiresOn);
  });

  it('is replaced once, while it works, and by its owner alone', async () => {
    const [rotated, ended, over] = [
      await create(),
      await create(),
      await create({ expiresOn: '2026-03-18' }),
    ];
    const next = await desk.rotation.rotate(owner, rotated.record.id);
    await desk.keys.revoke(owner, ended.record.id);
    const stranger = await desk.keyOwner('enterprise2');
    const before = await desk.counts('api_keys', 'notices');
    const asked = async (id: string, by = owner) => refusal(desk.rotation.rotate(by, id));
    expect(await asked(rotated.record.id)).toMatchObject({
      code: 'KEY_NOT_ROTATABLE',
      details: { reason: 'rotated', replacedBy: next.record.id },
    });
    expect(await asked(ended.record.id)).toMatchObject({
      code: 'KEY_NOT_ROTATABLE',
      details: { reason: 'ended' },
    });
    expect(await asked(next.record.id, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await asked(randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    desk.time.advanceTo('2026-03-19T09:00:00+08:00');
    expect(await asked(over.record.id)).toMatchObject({
      code: 'KEY_NOT_ROTATABLE',
      details: { reason: 'expired' },
    });
    expect(await desk.counts('api_keys', 'notices')).toEqual(before);
  });

  it('is replaced by one key, also when two ask at once', async () => {
    const { record } = await create();
    const asked = [1, 2, 3].map(() => desk.rotation.rotate(owner, record.id));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({ details: { reason: 'rotated' } });
      }
    }
  });

  it('is not replaced by a session that has ended meanwhile', async () => {
    const { record } = await create();
    await desk.sessions.close(owner.token);
    expect(await refusal(desk.rotation.rotate(owner, record.id))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect((await rowOf(record.id))?.replacedBy).toBeNull();
  });

  it('is one of forty that work at most, of which twenty are not replaced', async () => {
    let { record } = await create();
    for (let count = 0; count < 19; count += 1) await create();
    // With all twenty one can still rotate, and makes room for none by it.
    for (let count = 0; count < 20; count += 1) {
      ({ record } = await desk.rotation.rotate(owner, record.id, 14));
    }
    const full = { code: 'INPUT_INVALID', details: { errors: [{ rule: 'maxKeys' }] } };
    expect(await refusal(create())).toMatchObject(full);
    expect(await refusal(desk.rotation.rotate(owner, record.id, 14))).toMatchObject(full);
  });
});
