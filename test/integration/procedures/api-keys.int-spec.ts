import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKeys } from '../../../src/identity/api-keys.js';
import type { KeyOwner } from '../../../src/identity/new-key.js';
import { FrontDesk, officeAddress, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let desk: FrontDesk;
let owner: KeyOwner;
let other: KeyOwner;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  [owner, other] = [await desk.keyOwner('enterprise1'), await desk.keyOwner('enterprise2')];
});
afterAll(() => database.close());

const create = (values: { expiresOn?: string } = {}, account = owner) =>
  desk.keys.create(account, { name: '财务系统', scopes: ['read'], ...values });

describe('an API key', () => {
  it('stands for its account, with its scopes', async () => {
    const { key, record } = await desk.keys.create(owner, {
      name: '财务系统',
      scopes: ['file', 'read', 'file'],
    });
    expect(key).toMatch(/^qn_[2-9A-Z]{12}_[\w-]{43}$/);
    expect(key.startsWith(record.prefix)).toBe(true);
    expect(ApiKeys.isKey(key)).toBe(true);
    const { id, prefix, expiresOn } = record;
    expect(await desk.keyBearer(key)).toEqual({
      principal: {
        ...owner.principal,
        key: {
          ...{ id, prefix, expiresOn, name: '财务系统' },
          scopes: ['file', 'read'],
          lastUsedAt: null,
        },
      },
    });
    // Who has a part of it learns nothing, also when it has ended.
    const guess = `${prefix}_${'x'.repeat(43)}`;
    expect(await desk.keyBearer(guess)).toBe('UNAUTHENTICATED');
    await desk.keys.revoke(owner, id);
    expect(await desk.keyBearer(guess)).toBe('UNAUTHENTICATED');
  });

  it('is not taken for a token of a session, nor the other way round', async () => {
    const { token } = await desk.signIn('enterprise1@demo.qingnuo.example', 'Qingnuo-demo-1');
    expect(ApiKeys.isKey(token)).toBe(false);
    expect(ApiKeys.isKey(`qn_${token.slice(3)}`)).toBe(false);
    expect(await desk.bearer((await create()).key)).toBeNull();
  });

  it('is stored as a hash alone', async () => {
    const { key } = await create();
    const rows = await database.dataSource.query<object[]>('SELECT * FROM api_keys');
    expect(JSON.stringify(rows)).not.toContain(key.slice(-43));
    expect(JSON.stringify(await desk.keys.list(owner.principal.accountId))).not.toContain(
      key.slice(-43),
    );
  });

  it('opens nothing once it is revoked, which its owner alone can do', async () => {
    const { key, record } = await create();
    const revoke = (by: KeyOwner) => desk.keys.revoke(by, record.id);
    expect(await refusal(revoke(other))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.keyBearer(key)).toMatchObject({ principal: { key: { id: record.id } } });
    await revoke(owner);
    expect(await desk.keyBearer(key)).toBe('KEY_REVOKED');
    expect(await refusal(revoke(owner))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.keys.list(owner.principal.accountId)).toContainEqual(
      expect.objectContaining({ id: record.id, endedAt: desk.time.now(), endReason: 'revoked' }),
    );
    expect(await desk.keys.list(other.principal.accountId)).toEqual([]);
  });

  it('works to the end of its last day in China', async () => {
    desk.time.advanceTo('2026-03-02T09:00:00+08:00');
    const { key } = await create({ expiresOn: '2026-03-31' });
    desk.time.advanceTo('2026-03-31T23:59:59.999+08:00');
    expect(await desk.keyBearer(key)).not.toBe('KEY_EXPIRED');
    desk.time.advanceTo('2026-04-01T00:00:00+08:00');
    expect(await desk.keyBearer(key)).toBe('KEY_EXPIRED');
  });

  it('works for a year where no day is chosen', async () => {
    const { record } = await create();
    expect(record.expiresOn).toBe('2027-04-01');
  });

  it('is not made for a day that is over, or for more than a year', async () => {
    const before = await desk.counts('api_keys');
    for (const [expiresOn, rule] of [
      ['2026-03-31', 'notInPast'],
      ['2027-04-02', 'maxYears'],
    ] as const) {
      const { details } = await refusal(create({ expiresOn }));
      expect(details['errors']).toMatchObject([{ path: 'expiresOn', rule }]);
    }
    expect(await desk.counts('api_keys')).toEqual(before);
    await create({ expiresOn: '2026-04-01' });
    await create({ expiresOn: '2027-04-01' });
  });

  it('says when it was last used, written every five minutes at most', async () => {
    const { key, record } = await create();
    const used = async () => {
      await desk.keys.bearerOf(key);
      const keys = await desk.keys.list(owner.principal.accountId);
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
    const [key] = await desk.keys.list(other.principal.accountId);
    await desk.keys.revoke(other, key?.id ?? '');
    await create({}, other);
    expect(await refusal(create({}, other))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('is told of in a letter when it is made, and when it is revoked', async () => {
    const email = owner.principal.email;
    desk.time.advance({ minutes: 1 });
    const { record } = await create({ expiresOn: '2026-12-31' });
    const latest = async () => (await desk.letters(email)).at(-1);
    const { prefix, id } = record;
    expect(await latest()).toMatchObject({
      name: 'keyMade',
      notice: {
        accountId: owner.principal.accountId,
        variables: {
          id,
          prefix,
          keyName: '财务系统',
          scopes: '查看案件（read）',
          expiresOn: '2026-12-31',
          address: officeAddress,
        },
      },
    });
    desk.time.advance({ minutes: 1 });
    await desk.keys.revoke(owner, id);
    expect(await latest()).toMatchObject({ name: 'keyRevoked', notice: { variables: { prefix } } });
    const before = await desk.counts('notices');
    await refusal(desk.keys.revoke(owner, id));
    await refusal(create({ expiresOn: '2020-01-01' }));
    expect(await desk.counts('notices')).toEqual(before);
  });

  it('is not made by a session that has ended meanwhile', async () => {
    const { token, principal, address } = await desk.keyOwner('enterprise1');
    await desk.sessions.close(token);
    const before = await desk.counts('api_keys', 'notices');
    const made = desk.keys.create({ token, principal, address }, { name: 'x', scopes: ['read'] });
    expect(await refusal(made)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await desk.counts('api_keys', 'notices')).toEqual(before);
  });

  it('ends with its account', async () => {
    const { key } = await create();
    await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE id = $1", [
      owner.principal.accountId,
    ]);
    expect(await desk.keyBearer(key)).toBe('KEY_REVOKED');
  });
});
