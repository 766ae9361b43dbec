import 'reflect-metadata';
import { hostname, userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { text } from 'node:stream/consumers';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { recordOperator } from '../src/activity/operator-record.js';
import { runCommand, UsageError } from '../src/config/command-line.js';
import { loadConfig } from '../src/config/load-config.js';
import { IsMailbox, IsName } from '../src/definition/index.js';
import { validateInput } from '../src/definition/validate-input.js';
import { requirePassword } from '../src/identity/password-rule.js';
import { hashPassword } from '../src/identity/password.js';
import { newId } from '../src/kernel/ids.js';
import { SystemTime } from '../src/kernel/time-source.js';
import { openDataSource } from '../src/store/open-data-source.js';
import { Transactions } from '../src/store/transactions.js';
import { unitId } from './reference-data.js';
import { seed } from './run.js';

class AdminInput {
  @IsMailbox()
  readonly email!: string;

  @IsName(200)
  readonly name!: string;

  @IsString()
  @MinLength(12)
  @MaxLength(256)
  readonly password!: string;
}

const USAGE = 'npm run create-admin -- --email ADDRESS [--name NAME] < PASSWORD_FILE';

/**
 * The administrators with whom a new installation begins, two of them: one proposes, the other
 * confirms. Who ran it on the machine is on record with the account.
 * `npm run create-admin -- --email admin@example.gov.cn --name 管理员 < password.txt`.
 * The password is read from the standard input, so that no process list or history shows it.
 */
async function createAdmin(): Promise<string> {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string', default: '平台管理员' } },
  });
  if (values.email === undefined) throw new UsageError('Say whose account it is.');
  const password = (await text(process.stdin)).trimEnd();
  const input = validateInput(AdminInput, { ...values, password });
  requirePassword(input.password, [input.email, input.name]);
  const config = loadConfig();
  if (config.mode !== 'production') {
    throw new Error('An account of somebody is for an installation: set NODE_ENV=production.');
  }
  const dataSource = await openDataSource(config);
  try {
    const at = new SystemTime().now();
    const transactions = new Transactions(dataSource);
    await seed(transactions, { demo: false, at });
    const id = newId(at);
    await recordOperator(transactions, 'account.made', { accountId: id, role: 'admin' });
    const created = await dataSource.query<object[]>(
      `WITH created AS (
         INSERT INTO accounts
           (id, email, password_hash, name, role, language, unit_id, status, created_at)
         VALUES ($1, $2, $3, $4, 'admin', 'zh-CN', $5, 'active', $6)
         ON CONFLICT (email) DO NOTHING RETURNING id, role, unit_id)
       INSERT INTO account_changes (id, account_id, change, role, unit_id, operator, at)
       SELECT $7, id, 'opened', role, unit_id, $8, $6 FROM created RETURNING id`,
      [
        id,
        input.email.toLowerCase(),
        await hashPassword(input.password),
        input.name,
        unitId('450000', 'data', 'platform'),
        at,
        newId(at),
        `${userInfo().username}@${hostname()}`,
      ],
    );
    if (created.length === 0) {
      throw new Error(`There is already an account for ${input.email}; nothing was changed.`);
    }
    return `Created the administrator ${input.email}.`;
  } finally {
    await dataSource.destroy();
  }
}

await runCommand(USAGE, createAdmin);
