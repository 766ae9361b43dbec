import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import { FrontDesk, refusal } from '../../support/front-desk.js';
import { statementsOf } from '../../support/statements-of.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const known = `enterprise2@${demoDomain}`;
const unknown = `nobody@${demoDomain}`;
const left = `observer@${demoDomain}`;
const everybody = [known, unknown, left];
const password = 'correct-horse-battery';

/** How an encoded hash says what it costs: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
const costOf = (hash: string | undefined) =>
  /^\$argon2id\$.*\$m=\d+,t=\d+,p=\d+\$/.exec(hash ?? '')?.[0];

let database: TestDatabase;
let desk: FrontDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE email = $1", [left]);
});
afterAll(() => database.close());

const statements = (work: () => Promise<unknown>) => statementsOf(database.dataSource, work);

/** What a registration has stored. */
async function storedHash(email: string): Promise<string> {
  const [row] = await database.dataSource.query<{ hash: string }[]>(
    'SELECT password_hash AS hash FROM registrations WHERE email = $1',
    [email],
  );
  return row?.hash ?? '';
}

/**
 * Who may learn from the time of an answer whether an address has an account: nobody. What takes
 * time (hashing, round trips, mail) is counted; nothing is timed.
 */
describe('an address without an account costs what one with an account costs', () => {
  it('at a sign-in: one check of a password of the same cost, the same statements', async () => {
    const costs: (string | undefined)[] = [];
    const sent: (readonly string[])[] = [];
    for (const email of everybody) {
      desk.passwordCheck.checked.length = 0;
      sent.push(await statements(() => refusal(desk.signIn(email, 'wrong'))));
      expect(desk.passwordCheck.checked).toHaveLength(1);
      costs.push(costOf(desk.passwordCheck.checked[0]));
    }
    expect(costs[0]).toBeDefined();
    expect(new Set(costs).size).toBe(1);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
  });

  it('at a password reset: the same statements and the same row, no hash, no mail', async () => {
    const sent: (readonly string[])[] = [];
    for (const email of everybody) {
      desk.time.advance({ ms: 1 });
      desk.passwordCheck.checked.length = 0;
      sent.push(await statements(() => desk.resets.ask(email, '203.0.113.60')));
      expect(desk.passwordCheck.checked).toEqual([]);
    }
    expect(sent[0]?.length).toBeGreaterThan(0);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
    // Each is written to later: the letter only lies in the outbox.
    const names = ['passwordReset', 'noAccount', 'noAccount'];
    for (const [i, email] of everybody.entries()) {
      expect(await desk.letters(email)).toMatchObject([
        { name: names[i], notice: { status: 'pending', attempts: 0 } },
      ]);
    }
  });

  it('and no row of those who only ask refers to an account, which the database would look up', async () => {
    const referring = await database.dataSource.query<{ name: string }[]>(
      `SELECT conrelid::regclass::text AS name FROM pg_constraint
        WHERE contype = 'f' AND confrelid = 'accounts'::regclass
          AND conrelid::regclass::text = ANY($1)`,
      [['password_resets', 'registrations', 'notices', 'throttles']],
    );
    expect(referring).toEqual([]);
  });

  it('at a registration: a hash of the same cost, the same statements, no mail', async () => {
    const sent: (readonly string[])[] = [];
    const costs: (string | undefined)[] = [];
    const usccs = ['91450100MA0TEXT95Q', '91450100MA0TEXTA3K', '91450100MA0TEXTB1E'];
    for (const [i, email] of everybody.entries()) {
      desk.time.advance({ ms: 1 });
      const request = {
        uscc: usccs[i] ?? '',
        name: '南宁示例科技有限公司',
        email,
        password,
        divisionCode: '450102',
      };
      sent.push(await statements(() => desk.registrations.ask(request, '203.0.113.61')));
      const hash = await storedHash(email);
      expect(await verify(hash, password)).toBe(true);
      costs.push(costOf(hash));
    }
    expect(costs[0]).toBeDefined();
    expect(new Set(costs).size).toBe(1);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
    for (const email of everybody) {
      const [letter] = (await desk.letters(email)).slice(-1);
      expect(letter?.notice).toMatchObject({ status: 'pending', attempts: 0 });
    }
  });
});
