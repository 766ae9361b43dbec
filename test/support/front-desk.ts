import { demoDomain, demoPassword } from '../../seeds/demo-accounts.js';
import { seed } from '../../seeds/run.js';
import { loadConfig } from '../../src/config/load-config.js';
import { AccountLetters } from '../../src/identity/account-letters.js';
import { ApiKeys, type KeyBearer } from '../../src/identity/api-keys.js';
import { Deputies } from '../../src/identity/deputies.js';
import { ForgetOldAccess } from '../../src/identity/forget-old-access.js';
import { KeyRotation } from '../../src/identity/key-rotation.js';
import type { KeyOwner } from '../../src/identity/new-key.js';
import { KnownClients } from '../../src/identity/known-clients.js';
import { LoginThrottle } from '../../src/identity/login-throttle.js';
import { MailThrottle } from '../../src/identity/mail-throttle.js';
import { PasswordCheck } from '../../src/identity/password.js';
import { PasswordResets } from '../../src/identity/password-resets.js';
import { Passwords } from '../../src/identity/passwords.js';
import type { Principal } from '../../src/identity/principal.js';
import { ACCOUNT, Principals, type AccountRow } from '../../src/identity/principals.js';
import { RateLimits } from '../../src/identity/rate-limits.js';
import { Sessions, type OpenedSession } from '../../src/identity/sessions.js';
import { Throttles } from '../../src/identity/throttles.js';
import { DomainError, type ErrorCode } from '../../src/kernel/domain-error.js';
import { Notice } from '../../src/notices/notice.entity.js';
import { Outbox } from '../../src/notices/outbox.js';
import { TemplateLibrary } from '../../src/notices/template-library.js';
import { KnownUnits } from '../../src/parties/known-units.js';
import type { RuleBook } from '../../src/policies/rule-book.js';
import { Registrations } from '../../src/registration/registrations.js';
import { Invitations } from '../../src/staff/invitations.js';
import { Leaves } from '../../src/staff/leaves.js';
import { hours } from './hours.js';
import { idleLoops } from './idle-loops.js';
import { ManualTime } from './manual-time.js';
import type { TestDatabase } from './test-database.js';

/** Keeps a record of the work that takes the time of a sign-in. */
export class RecordedPasswordCheck extends PasswordCheck {
  /** The hashes that passwords were compared with. */
  readonly checked: string[] = [];

  protected override verify(passwordHash: string, password: string): Promise<boolean> {
    this.checked.push(passwordHash);
    return super.verify(passwordHash, password);
  }
}

export const officeAddress = '203.0.113.7';

/** Everything about accounts, put together as the product does it, at a time of the test's. */
export class FrontDesk {
  readonly time = new ManualTime();
  readonly passwordCheck = new RecordedPasswordCheck();
  readonly throttles: Throttles;
  readonly clients: KnownClients;
  readonly logins: LoginThrottle;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  readonly rotation: KeyRotation;
  readonly deputies: Deputies;
  readonly passwords: Passwords;
  readonly resets: PasswordResets;
  readonly registrations: Registrations;
  readonly invitations: Invitations;
  readonly leaves: Leaves;
  readonly forget: ForgetOldAccess;
  private readonly principals: Principals;

  private constructor(private readonly database: TestDatabase) {
    const config = loadConfig({ SESSION_HOURS: '12' });
    const { transactions } = database;
    const { time } = this;
    const letters = new AccountLetters(config, new Outbox(config, hours), new TemplateLibrary());
    letters.onModuleInit();
    this.principals = new Principals(transactions, new KnownUnits({ heldRevision: 0 } as RuleBook));
    this.throttles = new Throttles(transactions, time);
    this.clients = new KnownClients(transactions, time);
    this.logins = new LoginThrottle(this.throttles, this.clients);
    const mails = new MailThrottle(this.throttles);
    this.sessions = new Sessions(
      transactions,
      time,
      config,
      this.principals,
      this.passwordCheck,
      this.clients,
    );
    this.keys = new ApiKeys(transactions, time, time, this.principals, letters);
    this.rotation = new KeyRotation(transactions, time, time, letters);
    this.deputies = new Deputies(transactions, time, this.principals);
    this.passwords = new Passwords(
      transactions,
      time,
      time,
      this.passwordCheck,
      letters,
      this.clients,
    );
    this.resets = new PasswordResets(
      transactions,
      time,
      time,
      this.passwords,
      letters,
      mails,
      this.logins,
      this.clients,
    );
    this.registrations = new Registrations(transactions, time, time, letters, mails);
    this.invitations = new Invitations(transactions, time, time, letters);
    this.leaves = new Leaves(transactions, time, letters);
    this.forget = new ForgetOldAccess(
      transactions,
      this.throttles,
      this.clients,
      new RateLimits(transactions, time),
      time,
      idleLoops(),
    );
  }

  static async open(database: TestDatabase): Promise<FrontDesk> {
    const desk = new FrontDesk(database);
    await seed(database.transactions, { demo: true, at: desk.time.now() });
    return desk;
  }

  /** A sign-in as the interface does it. */
  signIn(email: string, password: string, address = officeAddress): Promise<OpenedSession> {
    return this.logins.guard(email, address, () =>
      this.sessions.open(email, password, { address, userAgent: 'test' }),
    );
  }

  /** Whose session a token opens; null when it opens none. */
  async bearer(token: string): Promise<Principal | null> {
    try {
      return (await this.sessions.bearerOf(token)).principal;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') return null;
      throw error;
    }
  }

  /** Whom a key stands for, and by what; the code of the refusal when it opens nothing. */
  async keyBearer(key: string): Promise<KeyBearer | ErrorCode> {
    try {
      return await this.keys.bearerOf(key);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code }: DomainError = error;
      return code;
    }
  }

  /** Sets a new password with the code of a letter. */
  complete(code: string, password: string, address = officeAddress): Promise<void> {
    return this.resets.complete(code, password, address);
  }

  /** An account of the demonstration that signs in and makes keys. */
  async keyOwner(account: string): Promise<KeyOwner> {
    const { token } = await this.signIn(`${account}@${demoDomain}`, demoPassword);
    return { principal: await this.principal(account), token, address: officeAddress };
  }

  /** An account by the part of its address before the `@`, or by the whole. */
  async principal(account: string): Promise<Principal> {
    const email = account.includes('@') ? account : `${account}@${demoDomain}`;
    const [row] = await this.database.dataSource.query<AccountRow[]>(
      `SELECT ${ACCOUNT} FROM accounts a WHERE a.email = $1`,
      [email],
    );
    if (!row) throw new Error(`There is no account ${account}.`);
    return this.principals.of(row);
  }

  /** The letters about accounts to an address, the latest last, by the names of their templates. */
  async letters(recipient: string): Promise<readonly { name: string; notice: Notice }[]> {
    const notices = await this.database.dataSource.manager.find(Notice, {
      where: { recipient },
      order: { queuedAt: 'ASC', id: 'ASC' },
    });
    return notices.map((notice) => ({ name: notice.template.split('/')[1] ?? '', notice }));
  }

  async letterNames(recipient: string): Promise<readonly string[]> {
    return (await this.letters(recipient)).map(({ name }) => name);
  }

  /** The code of the latest letter to an address. */
  async code(recipient: string): Promise<string> {
    const letters = await this.letters(recipient);
    const code = letters.at(-1)?.notice.variables['code'];
    if (typeof code !== 'string') throw new Error(`The last letter to ${recipient} has no code.`);
    return code;
  }

  /** How many rows the tables have; a refusal must leave them as they are. */
  async counts(...tables: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const counted: Record<string, number> = {};
    for (const table of tables) {
      const [row] = await this.database.dataSource.query<{ count: number }[]>(
        `SELECT count(*)::integer AS count FROM ${table}`,
      );
      counted[table] = row?.count ?? 0;
    }
    return counted;
  }
}

/** What a promise was refused with; fails when it was not. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: string; details: Readonly<Record<string, unknown>> }> {
  try {
    await work;
  } catch (error) {
    return error as { code: string; details: Readonly<Record<string, unknown>> };
  }
  throw new Error('It was not refused.');
}
