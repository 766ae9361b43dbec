import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config/load-config.js';
import { AccountLetters } from '../../../src/identity/account-letters.js';
import { KeyEndings } from '../../../src/identity/key-endings.js';
import type { KeyOwner } from '../../../src/identity/new-key.js';
import { Outbox } from '../../../src/notices/outbox.js';
import { TemplateLibrary } from '../../../src/notices/template-library.js';
import { FrontDesk } from '../../support/front-desk.js';
import { hours } from '../../support/hours.js';
import { idleLoops } from '../../support/idle-loops.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let desk: FrontDesk;
let owner: KeyOwner;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  desk.time.advanceTo('2026-03-02T09:00:00+08:00');
  owner = await desk.keyOwner('enterprise1');
});
afterAll(() => database.close());

/** Another one is another process, or the same after a restart. */
function endings(): KeyEndings {
  const letters = new AccountLetters(
    loadConfig({}),
    new Outbox(loadConfig({}), hours),
    new TemplateLibrary(),
  );
  return new KeyEndings(database.transactions, desk.time, desk.time, letters, idleLoops());
}

const create = async (name: string, expiresOn: string) =>
  (await desk.keys.create(owner, { name, scopes: ['read'], expiresOn })).record;

/** What the owner was written about ends: the key and the stage. */
const told = async () =>
  (await desk.letters(owner.principal.email))
    .filter(({ name }) => name === 'keyEnds')
    .map(
      ({ notice }) =>
        `${notice.variables['keyName'] as string} ${notice.cause.split('@')[1] ?? ''}`,
    );

const at = (day: string, clock = '09:00') => {
  desk.time.advanceTo(`${day}T${clock}:00+08:00`);
};

describe('the end of a key', () => {
  it('is told 14 and 3 days before, at nine in China, once each, whoever looks how often', async () => {
    const { id, prefix } = await create('财务系统', '2026-06-30');
    at('2026-06-15', '23:59');
    expect(await endings().runOnce()).toBe(0);
    at('2026-06-16', '08:59');
    expect(await endings().runOnce()).toBe(0);
    expect(await told()).toEqual([]);
    at('2026-06-16');
    const [here, there] = [endings(), endings()];
    await Promise.all([here, there, here].map((process) => process.runOnce()));
    await endings().runOnce();
    expect(await told()).toEqual(['财务系统 -14']);
    const [letter] = (await desk.letters(owner.principal.email)).slice(-1);
    expect(letter?.notice.variables).toMatchObject({ id, prefix, expiresOn: '2026-06-30' });
    expect(letter?.notice.accountId).toBe(owner.principal.accountId);
    for (const day of ['2026-06-17', '2026-06-26']) {
      at(day);
      await here.runOnce();
    }
    expect(await told()).toEqual(['财务系统 -14']);
    at('2026-06-27');
    await here.runOnce();
    await there.runOnce();
    at('2026-06-30');
    await endings().runOnce();
    at('2026-07-01');
    await endings().runOnce();
    expect(await told()).toEqual(['财务系统 -14', '财务系统 -3']);
  });

  it('is told late rather than never, and the nearer one only', async () => {
    await create('迟到', '2026-09-30');
    // Nothing ran from the 14th day before to the 2nd.
    at('2026-09-28');
    await endings().runOnce();
    expect((await told()).filter((line) => line.startsWith('迟到'))).toEqual(['迟到 -3']);
  });

  it('is not told of a key that was revoked, replaced or chosen for so near a day', async () => {
    const [revoked, replaced] = [
      await create('撤销', '2026-11-30'),
      await create('更换', '2026-11-30'),
    ];
    await create('同日', '2026-11-30');
    await desk.keys.revoke(owner, revoked.id);
    await desk.rotation.rotate(owner, replaced.id, 14);
    at('2026-11-20');
    owner = await desk.keyOwner('enterprise1');
    await create('近期', '2026-11-30');
    const before = (await told()).length;
    await endings().runOnce();
    at('2026-11-27');
    await endings().runOnce();
    // The one beside them, for control, and the near one three days before.
    expect((await told()).slice(before).toSorted()).toEqual(
      ['同日 -14', '同日 -3', '近期 -3'].toSorted(),
    );
  });

  it('is not told to an account that has left', async () => {
    await create('离开', '2027-01-31');
    await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE id = $1", [
      owner.principal.accountId,
    ]);
    at('2027-01-28');
    expect(await endings().runOnce()).toBe(0);
  });
});
