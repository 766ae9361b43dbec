import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import type { InvitationRequest } from '../../src/staff/invitations.js';
import { FrontDesk, refusal } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

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
let admin: string;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  admin = (await desk.principal('admin')).accountId;
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
    await desk.invitations.revoke(id);
    expect(await refusal(accept(first))).toMatchObject(refused('revoked'));
    expect(await refusal(desk.invitations.revoke(id))).toMatchObject({ code: 'NOT_FOUND' });

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
    await invite(email, { role: 'auditor', unitId: units.oversight });
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

  it('unless the role is one of the unit’s task', async () => {
    const fitting = {
      acceptance: ['acceptor', 'acceptorHead'],
      handling: ['handler', 'handlerHead'],
      oversight: [
        'supervisor',
        'stateAssets',
        'auditor',
        'creditOfficer',
        'observer',
        'admin',
        'securityAuditor',
      ],
    } as const;
    const roles = Object.values(fitting).flat();
    for (const [task, unit] of Object.entries(units)) {
      for (const role of roles) {
        const invited = invite(`${task}.${role}@office.example`.toLowerCase(), {
          role,
          unitId: unit,
        }).then(
          () => true,
          () => false,
        );
        const fits = (fitting[task as keyof typeof fitting] as readonly string[]).includes(role);
        expect([task, role, await invited]).toEqual([task, role, fits]);
      }
    }
  });
});
