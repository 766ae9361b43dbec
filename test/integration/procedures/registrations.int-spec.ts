import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import type { RegistrationRequest } from '../../../src/registration/registrations.js';
import { FrontDesk, officeAddress, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const TABLES = ['enterprises', 'accounts', 'registrations', 'notices'];
const password = 'correct-horse-battery';

let database: TestDatabase;
let desk: FrontDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
});
afterAll(() => database.close());

const request = (values: Partial<RegistrationRequest> = {}): RegistrationRequest => ({
  uscc: '91450100MA0TEXT215',
  name: '南宁示例科技有限公司',
  email: 'Office@Enterprise.Example',
  password,
  divisionCode: '450102',
  ...values,
});

let network = 0;
/** Each time from another network, so that the limit of one does not come into it. */
const ask = (values: Partial<RegistrationRequest> = {}) =>
  desk.registrations.ask(request(values), `198.51.100.${(network += 1)}`);

describe('a registration', () => {
  it('opens an account by the code of its letter, and not before', async () => {
    await ask();
    const email = 'office@enterprise.example';
    expect(await desk.letterNames(email)).toEqual(['confirmRegistration']);
    const early = await refusal(desk.signIn(email, password));
    expect(early).toMatchObject({ code: 'CREDENTIALS_REFUSED' });

    const account = await desk.registrations.confirm(await desk.code(email));
    expect(account).toMatchObject({ email, role: 'enterprise', unitId: null, language: 'zh-CN' });
    const session = await desk.signIn(email, password);
    expect(session.account.enterpriseId).toBe(account.enterpriseId);
  });

  it('is refused for an enterprise that is registered, whatever the address', async () => {
    const before = await desk.counts(...TABLES);
    for (const email of ['other@enterprise.example', `admin@${demoDomain}`]) {
      expect(await refusal(ask({ email }))).toMatchObject({ code: 'USCC_REGISTERED' });
    }
    expect(await desk.counts(...TABLES)).toEqual(before);
  });

  it.each([
    ['where it says', '91440300MA0TEXT006', '450102', '450102'],
    ['in the city whose county issued its code once', '91450127MA0TEXT004', null, '450100'],
    ['outside Guangxi', '91440300MA0TEXT006', null, null],
    ['in no division that is known', '91451499MA0TEXT009', null, '451400'],
  ])('has its seat %s', async (_where, uscc, given, seat) => {
    const email = `seat${(network += 1)}@enterprise.example`;
    const { divisionCode: _, ...rest } = request({ uscc, email });
    await desk.registrations.ask(
      { ...rest, ...(given !== null && { divisionCode: given }) },
      `198.51.100.${network}`,
    );
    const [row] = await database.dataSource.query<object[]>(
      'SELECT division_code AS seat FROM registrations WHERE email = $1',
      [email],
    );
    expect(row).toEqual({ seat });
  });

  it.each([
    ['of its own', 'password', { password: '南宁示例科技有限公司', uscc: '91450100MA0TEXT39Y' }],
    ['in no division', 'divisionCode', { divisionCode: '451499', uscc: '91450100MA0TEXT39Y' }],
  ])('is refused with a password or place %s', async (_, path, values) => {
    const before = await desk.counts(...TABLES);
    const { code, details } = await refusal(ask(values));
    expect(code).toBe('INPUT_INVALID');
    expect(details['errors']).toMatchObject([{ path }]);
    expect(await desk.counts(...TABLES)).toEqual(before);
  });
});

describe('the code', () => {
  const uscc = '91450100MA0TEXT47R';
  const email = 'code@enterprise.example';

  it('works until 24 hours have passed, and once', async () => {
    await ask({ uscc, email });
    const late = await desk.code(email);
    desk.time.advance({ hours: 24 });
    const before = await desk.counts(...TABLES);
    expect(await refusal(desk.registrations.confirm(late))).toMatchObject({
      code: 'CODE_REFUSED',
      details: { reason: 'expired' },
    });
    expect(await refusal(desk.registrations.confirm('made-up'))).toMatchObject({
      code: 'CODE_REFUSED',
      details: { reason: 'unknown' },
    });
    expect(await desk.counts(...TABLES)).toEqual(before);

    await ask({ uscc, email });
    const code = await desk.code(email);
    desk.time.advance({ hours: 23, minutes: 59, seconds: 59, ms: 999 });
    await desk.registrations.confirm(code);
    expect(await refusal(desk.registrations.confirm(code))).toMatchObject({
      details: { reason: 'used' },
    });
  });

  it('is not stored, and its registration is forgotten a week after it', async () => {
    await ask({ uscc: '91450100MA0TEXT55L', email: 'forget@enterprise.example' });
    const code = await desk.code('forget@enterprise.example');
    const rows = await database.dataSource.query<object[]>('SELECT * FROM registrations');
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(password);
    desk.time.advance({ hours: 8 * 24, ms: -1 });
    await desk.forget.runOnce();
    expect((await desk.counts('registrations'))['registrations']).toBe(1);
    desk.time.advance({ ms: 1 });
    await desk.forget.runOnce();
    expect((await desk.counts('registrations'))['registrations']).toBe(0);
  });
});

describe('of several registrations', () => {
  it('of one enterprise, the first to be confirmed wins', async () => {
    const uscc = '91450100MA0TEXT63F';
    const emails = ['one@enterprise.example', 'two@enterprise.example'];
    for (const email of emails) await ask({ uscc, email });
    const [one = '', two = ''] = await Promise.all(emails.map((email) => desk.code(email)));
    await desk.registrations.confirm(two);
    const before = await desk.counts(...TABLES);
    const refused = await refusal(desk.registrations.confirm(one));
    expect(refused).toMatchObject({ code: 'USCC_REGISTERED' });
    expect(await desk.counts(...TABLES)).toEqual(before);
  });

  it('of one enterprise, confirmed at once, one wins', async () => {
    const uscc = '91450100MA0TEXT71A';
    const emails = Array.from({ length: 6 }, (_, i) => `race${i}@enterprise.example`);
    for (const email of emails) await ask({ uscc, email });
    const codes = await Promise.all(emails.map((email) => desk.code(email)));
    const outcomes = await Promise.allSettled(
      codes.map((code) => desk.registrations.confirm(code)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [row] = await database.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM enterprises WHERE uscc = $1',
      [uscc],
    );
    expect(row?.count).toBe(1);
  });

  it('with one address, the first to be confirmed wins', async () => {
    const email = 'same@enterprise.example';
    await ask({ uscc: '91450100MA0TEXT793', email });
    const first = await desk.code(email);
    desk.time.advance({ ms: 1 });
    await ask({ uscc: '91450100MA0TEXT87X', email });
    const second = await desk.code(email);
    await desk.registrations.confirm(second);
    const before = await desk.counts(...TABLES);
    expect(await refusal(desk.registrations.confirm(first))).toMatchObject({
      code: 'CODE_REFUSED',
      details: { reason: 'accountExists' },
    });
    expect(await desk.counts(...TABLES)).toEqual(before);
  });
});

describe('an address that has an account', () => {
  it('gets a letter that says so; the answer and the rows are the same', async () => {
    const email = `enterprise2@${demoDomain}`;
    const before = await desk.counts('registrations', 'notices');
    await ask({ uscc: '91450100MA0TEXT95Q', email });
    const between = await desk.counts('registrations', 'notices');
    await ask({ uscc: '91450100MA0TEXTA3K', email: 'free@enterprise.example' });
    const after = await desk.counts('registrations', 'notices');
    for (const table of ['registrations', 'notices']) {
      expect((between[table] ?? 0) - (before[table] ?? 0)).toBe(1);
      expect((after[table] ?? 0) - (between[table] ?? 0)).toBe(1);
    }
    const [letter] = await desk.letters(email);
    expect(letter).toMatchObject({ name: 'alreadyRegistered', notice: { language: 'en' } });
    expect(JSON.stringify(letter?.notice.variables)).not.toContain('code');
  });
});

describe('letters that anybody may ask for', () => {
  it('fill no mailbox: the sixth within an hour is not sent, and nobody is told', async () => {
    const email = 'flooded@enterprise.example';
    for (let i = 0; i < 7; i += 1) await ask({ uscc: '91450100MA0TEXTB1E', email });
    expect(await desk.letterNames(email)).toHaveLength(5);
    desk.time.advance({ minutes: 59, seconds: 59 });
    await ask({ uscc: '91450100MA0TEXTB1E', email });
    expect(await desk.letterNames(email)).toHaveLength(5);
    desk.time.advance({ seconds: 1 });
    await ask({ uscc: '91450100MA0TEXTB1E', email });
    expect(await desk.letterNames(email)).toHaveLength(6);
  });

  it('are refused to an address that asks for too many', async () => {
    const from = (i: number) =>
      desk.registrations.ask(
        request({ uscc: '91450100MA0TEXTC0C', email: `m${i}@enterprise.example` }),
        officeAddress,
      );
    for (let i = 0; i < 30; i += 1) await from(i);
    const before = await desk.counts(...TABLES);
    expect(await refusal(from(30))).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      details: { retryAfter: 3600 },
    });
    expect(await desk.counts(...TABLES)).toEqual(before);
  });
});
