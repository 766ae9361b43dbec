import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import { unitId } from '../../../seeds/reference-data.js';
import { actorOf, type Principal } from '../../../src/identity/principal.js';
import { FrontDesk, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const days = { fromOn: '2026-09-14', untilOn: '2026-09-18' };

let database: TestDatabase;
let desk: FrontDesk;
let handler: Principal;
let head: Principal;
let admin: Principal;
let stranger: Principal;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  handler = await desk.principal('handler.promise.450100');
  head = await desk.principal('head.promise.450100');
  admin = await desk.principal('admin');
  stranger = await desk.principal('head.promise.451400');
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.dataSource.query(
    'UPDATE leaves SET withdrawn_at = created_at, withdrawn_by = account_id WHERE withdrawn_at IS NULL',
  );
  await database.dataSource.query('DELETE FROM notices');
  desk.time.advanceTo('2026-09-10T10:00:00+08:00');
});

const letters = (account: string) => desk.letterNames(`${account}@${demoDomain}`);

describe('a leave', () => {
  it('is entered by the officer; the deputy is told', async () => {
    const leave = await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    expect(leave).toMatchObject({ accountId: head.accountId, deputyName: handler.name, ...days });
    expect(await letters('handler.promise.450100')).toEqual(['deputyNamed']);
    expect(await letters('head.promise.450100')).toEqual([]);
  });

  it.each(['head', 'admin'] as const)('is entered by the %s; both are told', async (who) => {
    const by = { head, admin }[who];
    const request = { accountId: handler.accountId, deputyId: head.accountId, ...days };
    await desk.leaves.enter(by, request);
    expect(await letters('head.promise.450100')).toEqual(['deputyNamed']);
    expect(await letters('handler.promise.450100')).toEqual(['leaveEntered']);
  });

  it('is nobody else’s to enter', async () => {
    const counts = () => desk.counts('leaves', 'notices');
    const before = await counts();
    const forHead = { accountId: head.accountId, deputyId: handler.accountId, ...days };
    expect(await refusal(desk.leaves.enter(handler, forHead))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(desk.leaves.enter(stranger, forHead))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const enterprise = (await desk.principal('enterprise1')).accountId;
    const forEnterprise = { accountId: enterprise, deputyId: handler.accountId, ...days };
    expect(await refusal(desk.leaves.enter(admin, forEnterprise))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await counts()).toEqual(before);
  });

  it('does not overlap another one, also when both are entered at once', async () => {
    const enter = () => desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    const outcomes = await Promise.allSettled([enter(), enter(), enter()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { details } = await refusal(enter());
    expect(details['errors']).toMatchObject([{ path: 'fromOn', rule: 'noOverlap' }]);
    const next = { fromOn: '2026-09-19', untilOn: '2026-09-20' };
    await desk.leaves.enter(head, { deputyId: handler.accountId, ...next });
  });

  it('is refused with a deputy of another unit, or one who has left', async () => {
    const enter = (deputyId: string) => desk.leaves.enter(head, { deputyId, ...days });
    const { details } = await refusal(enter(stranger.accountId));
    expect(details['errors']).toMatchObject([{ path: 'deputyId', rule: 'deputyOfUnit' }]);
    const set = (status: string) =>
      database.dataSource.query('UPDATE accounts SET status = $1 WHERE id = $2', [
        status,
        handler.accountId,
      ]);
    await set('left');
    expect(await refusal(enter(handler.accountId))).toMatchObject({ code: 'INPUT_INVALID' });
    await set('active');
    await enter(handler.accountId);
  });

  it('makes nobody of the security auditor, and the security auditor of nobody', async () => {
    const auditor = await desk.principal('securityauditor');
    const rows = [
      [auditor, admin],
      [admin, auditor],
    ] as const;
    for (const [deputy, { accountId }] of rows) {
      const leave = { accountId, deputyId: deputy.accountId, ...days };
      expect(['INPUT_INVALID', 'NOT_FOUND']).toContain(
        (await refusal(desk.leaves.enter(admin, leave))).code,
      );
      // A leave of before the account got its role, say.
      await database.dataSource.query(
        `INSERT INTO leaves (id, account_id, deputy_id, from_on, until_on, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [randomUUID(), accountId, deputy.accountId, days.fromOn, days.untilOn, new Date(0)],
      );
      desk.time.advanceTo('2026-09-14T10:00:00+08:00');
      const acting = desk.deputies.actingFor(deputy, accountId);
      expect(await refusal(acting)).toMatchObject({ code: 'NOT_DEPUTY' });
    }
  });

  it('is listed for those whom it concerns', async () => {
    await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    const seen = async (by: Principal) => (await desk.leaves.list(by)).length;
    for (const by of [head, handler, admin]) expect(await seen(by)).toBe(1);
    expect(await seen(stranger)).toBe(0);
    desk.time.advanceTo('2026-09-18T23:59:59+08:00');
    expect(await seen(head)).toBe(1);
    desk.time.advanceTo('2026-09-19T00:00:00+08:00');
    expect(await seen(head)).toBe(0);
  });

  it('is withdrawn by those who may enter it; the deputy is told', async () => {
    const { id } = await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    const withdraw = (by: Principal) => desk.leaves.withdraw(by, id);
    expect(await refusal(withdraw(handler))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(withdraw(stranger))).toMatchObject({ code: 'NOT_FOUND' });
    desk.time.advance({ ms: 1 });
    await withdraw(head);
    expect(await letters('handler.promise.450100')).toEqual(['deputyNamed', 'deputyReleased']);
    expect(await refusal(withdraw(head))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a deputy', () => {
  const actingFor = () => desk.deputies.actingFor(handler, head.accountId);

  it('has the role of the other from the first day to the last, to the moment', async () => {
    await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    const refusedAt = async (instant: string) => {
      desk.time.advanceTo(instant);
      expect(await refusal(actingFor())).toMatchObject({ code: 'NOT_DEPUTY' });
    };
    await refusedAt('2026-09-13T23:59:59.999+08:00');
    for (const instant of ['2026-09-14T00:00:00+08:00', '2026-09-18T23:59:59.999+08:00']) {
      desk.time.advanceTo(instant);
      expect(await actingFor()).toEqual({
        ...handler,
        role: 'handlerHead',
        onBehalfOf: head.accountId,
      });
    }
    await refusedAt('2026-09-19T00:00:00+08:00');
  });

  it('acts with its own name, and on behalf of the other', async () => {
    await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    desk.time.advanceTo('2026-09-14T10:00:00+08:00');
    expect(actorOf(await actingFor())).toEqual({
      role: 'handlerHead',
      accountId: handler.accountId,
      unitId: unitId('450100', 'investment', 'promise-handling'),
      name: handler.name,
      onBehalfOf: head.accountId,
    });
    expect(actorOf(handler)).not.toHaveProperty('onBehalfOf');
  });

  it('is nobody without a leave, for somebody else, or when the other has left', async () => {
    expect(await refusal(actingFor())).toMatchObject({ code: 'NOT_DEPUTY' });
    const { id } = await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    desk.time.advanceTo('2026-09-14T10:00:00+08:00');
    const others = await refusal(desk.deputies.actingFor(handler, stranger.accountId));
    expect(others).toMatchObject({ code: 'NOT_DEPUTY' });
    const back = await refusal(desk.deputies.actingFor(head, handler.accountId));
    expect(back).toMatchObject({ code: 'NOT_DEPUTY' });

    const set = (status: string) =>
      database.dataSource.query('UPDATE accounts SET status = $1 WHERE id = $2', [
        status,
        head.accountId,
      ]);
    await set('left');
    expect(await refusal(actingFor())).toMatchObject({ code: 'NOT_DEPUTY' });
    await set('active');
    await actingFor();
    await desk.leaves.withdraw(admin, id);
    expect(await refusal(actingFor())).toMatchObject({ code: 'NOT_DEPUTY' });
  });
});

describe('a leave that gives rights', () => {
  const errorsOf = async (entered: Promise<unknown>) => {
    const { details } = await refusal(entered);
    return (details['errors'] as { path: string; rule: string }[]).map(
      ({ path, rule }) => `${path}: ${rule}`,
    );
  };

  it('is not of the administrator’s making for somebody whom it alone has brought in', async () => {
    const email = 'puppet@office.example';
    const unit = unitId('450100', 'investment', 'promise-handling');
    const request = { email, name: '经办', role: 'handler', unitId: unit } as const;
    await desk.invitations.invite(request, admin);
    await desk.invitations.accept(await desk.code(email), 'correct-horse-battery');
    const puppet = await desk.principal(email);
    const leave = { accountId: head.accountId, deputyId: puppet.accountId, ...days };
    expect(await errorsOf(desk.leaves.enter(admin, leave))).toEqual([
      'deputyId: anotherAdministrator',
    ]);
    await desk.leaves.enter(await desk.principal('admin2'), leave);
  });

  it('is not taken from one of before that is longer, or across roles', async () => {
    const insert = (accountId: string, deputyId: string, untilOn: string) =>
      database.dataSource.query(
        `INSERT INTO leaves (id, account_id, deputy_id, from_on, until_on, created_at)
         VALUES ($1, $2, $3, '2026-09-14', $4, $5)`,
        [randomUUID(), accountId, deputyId, untilOn, new Date(0)],
      );
    desk.time.advanceTo('2026-09-14T10:00:00+08:00');
    await insert(head.accountId, handler.accountId, '2027-09-13');
    const acting = () => desk.deputies.actingFor(handler, head.accountId);
    expect(await refusal(acting())).toMatchObject({ code: 'NOT_DEPUTY' });
    await database.dataSource.query(
      'UPDATE leaves SET withdrawn_at = created_at, withdrawn_by = account_id WHERE withdrawn_at IS NULL',
    );
    await insert(head.accountId, handler.accountId, '2026-11-12');
    expect(await acting()).toMatchObject({ role: 'handlerHead' });

    // How the administrator once became a supervisor.
    const inPlatform = `INSERT INTO accounts (id, email, password_hash, name, role, language,
        unit_id, status, created_at)
      SELECT $1, 'supervisor@platform.example', '', '督查', 'supervisor', 'zh-CN', unit_id,
             'active', created_at FROM accounts WHERE id = $2`;
    const supervisor = randomUUID();
    await database.dataSource.query(inPlatform, [supervisor, admin.accountId]);
    await insert(supervisor, admin.accountId, '2026-09-18');
    expect(await refusal(desk.deputies.actingFor(admin, supervisor))).toMatchObject({
      code: 'NOT_DEPUTY',
    });
    const leave = { accountId: supervisor, deputyId: admin.accountId, ...days };
    expect(
      await errorsOf(
        desk.leaves.enter(admin, { ...leave, fromOn: '2026-10-12', untilOn: '2026-10-16' }),
      ),
    ).toEqual(['deputyId: deputyRole']);
  });
});

describe('a leave that was withdrawn', () => {
  it('stays, with who has entered and who has withdrawn it, and counts for nothing', async () => {
    const { id } = await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
    desk.time.advance({ ms: 1 });
    await desk.leaves.withdraw(admin, id);
    expect(await desk.leaves.list(head)).toEqual([]);
    for (const by of [head, admin]) {
      const all = await desk.leaves.list(by, true);
      expect(all.find((leave) => leave.id === id)).toMatchObject({
        enteredBy: head.accountId,
        entererName: head.name,
        withdrawnBy: admin.accountId,
        withdrawnAt: desk.time.now(),
      });
    }
    const others = await desk.leaves.list(stranger, true);
    expect(others.map((leave) => leave.id)).not.toContain(id);
    // The days are free again, and nobody stands in.
    desk.time.advanceTo('2026-09-14T10:00:00+08:00');
    const acting = desk.deputies.actingFor(handler, head.accountId);
    expect(await refusal(acting)).toMatchObject({ code: 'NOT_DEPUTY' });
    await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
  });
});
