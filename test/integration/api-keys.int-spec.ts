import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKeys } from '../../src/identity/api-keys.js';
import type { Principal } from '../../src/identity/principal.js';
import { FrontDesk, refusal } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let desk: FrontDesk;
let owner: Principal;
let other: Principal;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  [owner, other] = [await desk.principal('enterprise1'), await desk.principal('enterprise2')];
});
afterAll(() => database.close());

const create = (values: { expiresOn?: string } = {}, account = owner) =>
  desk.keys.create(account.accountId, { name: '财务系统', scopes: ['read'], ...values });

describe('an API key', () => {
  it('stands for its account, with its scopes', async () => {
    const { key, record } = await desk.keys.create(owner.accountId, {
      name: '财务系统',
      scopes: ['file', 'read', 'file'],
    });
    expect(key).toMatch(/^qn_[2-9A-Z]{12}_[\w-]{43}$/);
    expect(key.startsWith(record.prefix)).toBe(true);
    expect(ApiKeys.isKey(key)).toBe(true);
    expect(await desk.keys.findBearer(key)).toEqual({ principal: owner, scopes: ['file', 'read'] });
    expect(await desk.keys.findBearer(`${record.prefix}_${'x'.repeat(43)}`)).toBeNull();
  });

  it('is not taken for a token of a session, nor the other way round', async () => {
    const { token } = await desk.signIn('enterprise1@demo.qingnuo.example', 'Qingnuo-demo-1');
    expect(ApiKeys.isKey(token)).toBe(false);
    expect(ApiKeys.isKey(`qn_${token.slice(3)}`)).toBe(false);
    expect(await desk.sessions.findPrincipal((await create()).key)).toBeNull();
  });

  it('is stored as a hash alone', async () => {
    const { key } = await create();
    const rows = await database.dataSource.query<object[]>('SELECT * FROM api_keys');
    expect(JSON.stringify(rows)).not.toContain(key.slice(-43));
    expect(JSON.stringify(await desk.keys.list(owner.accountId))).not.toContain(key.slice(-43));
  });

  it('opens nothing once it is revoked, which its owner alone can do', async () => {
    const { key, record } = await create();
    const revoke = (accountId: string) => desk.keys.revoke(accountId, record.id);
    expect(await refusal(revoke(other.accountId))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.keys.findBearer(key)).not.toBeNull();
    await revoke(owner.accountId);
    expect(await desk.keys.findBearer(key)).toBeNull();
    expect(await refusal(revoke(owner.accountId))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.keys.list(owner.accountId)).toContainEqual(
      expect.objectContaining({ id: record.id, revokedAt: desk.time.now() }),
    );
    expect(await desk.keys.list(other.accountId)).toEqual([]);
  });

  it('works to the end of its last day in China', async () => {
    desk.time.advanceTo('2026-03-02T09:00:00+08:00');
    const { key } = await create({ expiresOn: '2026-03-31' });
    desk.time.advanceTo('2026-03-31T23:59:59.999+08:00');
    expect(await desk.keys.findBearer(key)).not.toBeNull();
    desk.time.advanceTo('2026-04-01T00:00:00+08:00');
    expect(await desk.keys.findBearer(key)).toBeNull();
  });

  it('is not made for a day that is over, or for ever and a day', async () => {
    const before = await desk.counts('api_keys');
    for (const [expiresOn, rule] of [
      ['2026-03-31', 'notInPast'],
      ['2036-01-01', 'maxYears'],
    ] as const) {
      const { details } = await refusal(create({ expiresOn }));
      expect(details['errors']).toMatchObject([{ path: 'expiresOn', rule }]);
    }
    expect(await desk.counts('api_keys')).toEqual(before);
    await create({ expiresOn: '2026-04-01' });
  });

  it('says when it was last used, written every five minutes at most', async () => {
    const { key, record } = await create();
    const used = async () => {
      await desk.keys.findBearer(key);
      const keys = await desk.keys.list(owner.accountId);
      return keys.find(({ id }) => id === record.id)?.lastUsedAt;
    };
    expect(record.lastUsedAt).toBeNull();
    const first = await used();
    expect(first).toEqual(desk.time.now());
    desk.time.advance({ minutes: 4, seconds: 59 });
    expect(await used()).toEqual(first);
    desk.time.advance({ seconds: 1 });
    expect(await used()).toEqual(desk.time.now());
  });

  it('is one of twenty at most, also when they are made at once', async () => {
    const made = Array.from({ length: 25 }, () => create({}, other));
    const outcomes = await Promise.allSettled(made);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const [key] = await desk.keys.list(other.accountId);
    await desk.keys.revoke(other.accountId, key?.id ?? '');
    await create({}, other);
    expect(await refusal(create({}, other))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('ends with its account', async () => {
    const { key } = await create();
    await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE id = $1", [
      owner.accountId,
    ]);
    expect(await desk.keys.findBearer(key)).toBeNull();
  });
});
