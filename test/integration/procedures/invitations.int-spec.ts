import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import { unitId } from '../../../seeds/reference-data.js';
import { readBodies } from '../../../seeds/body-list.js';
import { roles } from '../../../src/definition/index.js';
import type { Principal } from '../../../src/identity/principal.js';
import type { InvitationRequest } from '../../../src/staff/invitations.js';
import { FrontDesk, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const TABLES = ['accounts', 'invitations', 'notices'];
const password = 'correct-horse-battery';
const handling = unitId('450100', 'investment', 'promise-handling');
const units = {
  acceptance: unitId('450000', 'investment', 'promise-acceptance'),
  handling,
  oversight: unitId('450000', 'audit', 'audit'),
};

let database: TestDatabase;
let desk: FrontDesk;
let admin: Principal;
let admin2: Principal;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  admin = await desk.principal('admin');
  admin2 = await desk.principal('admin2');
});
afterAll(() => database.close());

const invite = (email: string, values: Partial<InvitationRequest> = {}) =>
  desk.invitations.invite(
    { email, name: '经办', role: 'handler', unitId: handling, ...values },
    admin,
  );

const refused = (reason: string) => ({ code: 'CODE_REFUSED', details: { reason } });

describe('an invitation', () => {
  it('opens an account in the unit and role, with the password of the officer', async () => {
    await invite('New@Office.Example', { language: 'en' });
    const email = 'new@office.example';
    const [letter] = await desk.letters(email);
    expect(letter).toMatchObject({ name: 'invitation', notice: { language: 'en' } });
    expect(letter?.notice.variables).toMatchObject({ role: 'handler' });
    expect(await refusal(desk.signIn(email, password))).toMatchObject({
      code: 'CREDENTIALS_REFUSED',
    });

    const account = await desk.invitations.accept(await desk.code(email), password);
    expect(account).toMatchObject({ email, role: 'handler', unitId: handling });
    const session = await desk.signIn(email, password);
    expect(session.account).toMatchObject({ kinds: ['promise'], divisionCode: '450100' });
  });

  it('works until 7 days have passed, and once', async () => {
    const email = 'late@office.example';
    await invite(email);
    const late = await desk.code(email);
    desk.time.advance({ hours: 7 * 24 });
    const before = await desk.counts(...TABLES);
    const accept = (code: string) => desk.invitations.accept(code, password);
    expect(await refusal(accept(late))).toMatchObject(refused('expired'));
    expect(await refusal(accept('made-up'))).toMatchObject(refused('unknown'));
    expect(await desk.counts(...TABLES)).toEqual(before);

    await invite(email);
    const code = await desk.code(email);
    desk.time.advance({ hours: 7 * 24, ms: -1 });
    await accept(code);
    const after = await desk.counts(...TABLES);
    expect(await refusal(accept(code))).toMatchObject(refused('used'));
    expect(await desk.counts(...TABLES)).toEqual(after);
  });

  it('that is accepted by several at once opens one account', async () => {
    await invite('race@office.example');
    const code = await desk.code('race@office.example');
    const accepts = Array.from({ length: 6 }, () => desk.invitations.accept(code, password));
    const outcomes = await Promise.allSettled(accepts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is worth nothing once it is revoked, or another one has followed', async () => {
    const email = 'revoked@office.example';
    const accept = (code: string) => desk.invitations.accept(code, password);
    const { id } = await invite(email);
    const first = await desk.code(email);
    await desk.invitations.revoke(admin, id);
    expect(await refusal(accept(first))).toMatchObject(refused('revoked'));
    expect(await refusal(desk.invitations.revoke(admin, id))).toMatchObject({ code: 'NOT_FOUND' });

    await invite(email);
    const second = await desk.code(email);
    desk.time.advance({ ms: 1 });
    await invite(email);
    expect(await refusal(accept(second))).toMatchObject(refused('revoked'));
    await accept(await desk.code(email));
  });

  it('is not used up by a password that is refused', async () => {
    const email = 'careless@office.example';
    await invite(email);
    const code = await desk.code(email);
    const own = await refusal(desk.invitations.accept(code, 'careless@office.example'));
    expect(own).toMatchObject({ code: 'INPUT_INVALID' });
    await desk.invitations.accept(code, password);
  });

  it('brings somebody back who has left, to the same account', async () => {
    const email = 'back@office.example';
    await invite(email);
    const { accountId } = await desk.invitations.accept(await desk.code(email), password);
    await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE id = $1", [
      accountId,
    ]);
    desk.time.advance({ ms: 1 });
    const { id } = await invite(email, { role: 'auditor', unitId: units.oversight });
    await desk.invitations.confirm(admin2, id);
    const back = await desk.invitations.accept(await desk.code(email), 'another-horse-battery');
    expect(back).toMatchObject({ accountId, role: 'auditor', unitId: units.oversight });
    await desk.signIn(email, 'another-horse-battery');
    expect(await refusal(desk.signIn(email, password))).toMatchObject({
      code: 'CREDENTIALS_REFUSED',
    });
  });
});

describe('an invitation is refused', () => {
  it.each([
    ['for a role that does not fit the unit', 'role', 'fitsUnit', { role: 'acceptor' }],
    ['into no unit', 'unitId', 'isUnit', { unitId: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' }],
    [
      'for an address with an account',
      'email',
      'hasNoAccount',
      { email: `observer@${demoDomain}` },
    ],
    ['for an enterprise', 'email', 'hasNoAccount', { email: `enterprise1@${demoDomain}` }],
  ] as const)('%s', async (_, path, rule, values) => {
    const before = await desk.counts(...TABLES);
    const { code, details } = await refusal(invite('fit@office.example', values));
    expect(code).toBe('INPUT_INVALID');
    expect(details['errors']).toMatchObject([{ path, rule }]);
    expect(await desk.counts(...TABLES)).toEqual(before);
  });

  it('unless the role is one that the unit lists, of every unit', async () => {
    for (const { divisionCode, code, units: listed = [] } of readBodies()) {
      if (!['450000', '450100'].includes(divisionCode)) continue;
      for (const unit of listed) {
        const id = unitId(divisionCode, code, unit.code);
        for (const role of roles) {
          if (role === 'enterprise') continue;
          const email = `${divisionCode}.${code}.${unit.code}.${role}@office.example`.toLowerCase();
          const invited = invite(email, { role, unitId: id }).then(
            () => true,
            () => false,
          );
          expect([id, role, await invited]).toEqual([id, role, unit.roles.includes(role)]);
        }
      }
    }
  });

  it('to oneself, whatever tag or case the address is written with', async () => {
    for (const email of [`ADMIN@${demoDomain}`, `admin+more@${demoDomain}`]) {
      const { details } = await refusal(invite(email));
      expect(details['errors']).toMatchObject([{ path: 'email', rule: 'anotherPerson' }]);
    }
  });
});

describe('an invitation into a role that decides or supervises', () => {
  const deciding = { role: 'handlerHead', unitId: handling } as const;
  const confirm = (by: Principal, id: string) => desk.invitations.confirm(by, id);

  it('waits for a second person: no code leaves, and those are asked who may confirm', async () => {
    const email = 'head@office.example';
    const { id, codeHash } = await invite(email, deciding);
    expect(codeHash).toBeNull();
    expect(await desk.letterNames(email)).toEqual([]);
    for (const account of ['admin2', 'head.promise.450100']) {
      expect(await desk.letterNames(`${account}@${demoDomain}`)).toContain('invitationProposed');
    }
    expect(await desk.letterNames(`admin@${demoDomain}`)).not.toContain('invitationProposed');
    expect(await desk.letterNames(`head.promise.450200@${demoDomain}`)).toEqual([]);

    const own = await refusal(confirm(admin, id));
    expect(own).toMatchObject({ code: 'DUTIES_SEPARATED' });
    for (const stranger of ['head.promise.450200', 'handler.promise.450100']) {
      const outside = await refusal(confirm(await desk.principal(stranger), id));
      expect(outside).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await desk.letterNames(email)).toEqual([]);
    desk.time.advance({ hours: 24 });
    await confirm(await desk.principal('head.promise.450100'), id);
    expect(await refusal(confirm(admin2, id))).toMatchObject({ code: 'NOT_FOUND' });
    // The term of the code begins with the confirmation.
    desk.time.advance({ hours: 7 * 24, ms: -1 });
    const account = await desk.invitations.accept(await desk.code(email), password);
    expect(account).toMatchObject({ role: 'handlerHead', unitId: handling });
    const told = await database.dataSource.query(
      `SELECT c.change, c.made_by AS "madeBy", i.confirmed_by AS "confirmedBy"
         FROM account_changes c JOIN invitations i ON i.id = c.invitation_id
        WHERE c.account_id = $1`,
      [account.accountId],
    );
    const head = await desk.principal('head.promise.450100');
    expect(told).toEqual([
      { change: 'opened', madeBy: admin.accountId, confirmedBy: head.accountId },
    ]);
  });

  it.each(['admin', 'securityAuditor'] as const)(
    'as %s needs the other administrator, several at once confirm it once',
    async (role) => {
      const email = `${role.toLowerCase()}@office.example`;
      const { id } = await invite(email, { role, unitId: admin.unitId ?? '' });
      const tries = Array.from({ length: 5 }, () => confirm(admin2, id));
      const done = (await Promise.allSettled(tries)).filter((it) => it.status === 'fulfilled');
      expect(done).toHaveLength(1);
      expect(await desk.letterNames(email)).toEqual(['invitation']);
    },
  );

  it('is worth nothing when it was made before a second person was asked', async () => {
    const email = 'before@office.example';
    await invite(email);
    const code = await desk.code(email);
    await database.dataSource.query(
      "UPDATE invitations SET role = 'handlerHead' WHERE email = $1",
      [email],
    );
    const before = await desk.counts(...TABLES);
    expect(await refusal(desk.invitations.accept(code, password))).toMatchObject(
      refused('unconfirmed'),
    );
    expect(await desk.counts(...TABLES)).toEqual(before);
  });

  it('ends when it is revoked or nobody confirms it in time', async () => {
    const first = await invite('nobody1@office.example', deciding);
    await desk.invitations.revoke(admin2, first.id);
    expect(await refusal(confirm(admin2, first.id))).toMatchObject({ code: 'NOT_FOUND' });
    const second = await invite('nobody2@office.example', deciding);
    desk.time.advance({ hours: 7 * 24 });
    expect(await refusal(confirm(admin2, second.id))).toMatchObject({ code: 'NOT_FOUND' });
    const listed = await desk.invitations.list(admin);
    expect(listed.find(({ id }) => id === first.id)).toMatchObject({
      revokedBy: admin2.accountId,
      invitedBy: admin.accountId,
    });
  });

  it('is listed for administrators, and for the head of the unit', async () => {
    const { id } = await invite('listed@office.example', deciding);
    const seen = async (name: string) =>
      (await desk.invitations.list(await desk.principal(name))).some((it) => it.id === id);
    expect(await seen('admin2')).toBe(true);
    expect(await seen('head.promise.450100')).toBe(true);
    expect(await seen('head.promise.450200')).toBe(false);
  });
});
