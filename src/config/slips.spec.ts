import { describe, expect, it } from '@jest/globals';
import { ConfigInvalid, loadConfig } from './load-config.js';
import { fileSetting, secretSettings } from './secret-settings.js';

const production: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://qingnuo:secret@db.example:5432/qingnuo?sslmode=verify-full',
  SMTP_URL: 'smtps://user:secret@mail.example',
  PUBLIC_URL: 'https://qingnuo.example',
  MAIL_FROM: 'no-reply@qingnuo.example',
  BOUNCE_ADDRESS: 'bounces@qingnuo.example',
  BOUNCE_IMAP_URL: 'imaps://user:secret@mail.example/INBOX',
  BOUNCE_LISTEN: '127.0.0.1:2525',
};
const store = {
  EVIDENCE_STORE: 's3',
  EVIDENCE_ENDPOINT: 'https://s3.example',
  EVIDENCE_BUCKET: 'qingnuo-evidence',
  EVIDENCE_ACCESS_KEY: 'key',
  EVIDENCE_SECRET_KEY: 'secret',
};

/** What the start says; empty when it would go on. */
function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems;
    throw error;
  }
}

/** The settings that name the file of a secret, which the spec of secrets knows more of. */
const files = Object.fromEntries(
  secretSettings.map((name) => [fileSetting(name), { good: '', wrong: ['/nowhere/secret', '/'] }]),
);

/** Every setting: a value that is taken in production, and values that stop the start there. */
const settings: Readonly<Record<string, { good: string; wrong: readonly string[] }>> = {
  NODE_ENV: {
    good: 'production',
    wrong: ['Production', 'PRODUCTION', 'prod', 'staging', 'test', 'production,', '1'],
  },
  // An address that is none of this machine's is told by the system, once it listens.
  HOST: { good: '0.0.0.0', wrong: [] },
  PORT: {
    good: '8080',
    wrong: ['-1', '65536', '80a', '8 080', 'http', '0x50', '９', '99999999999'],
  },
  PUBLIC_URL: {
    good: 'https://qingnuo.example/',
    wrong: [
      'http://qingnuo.example',
      'qingnuo.example',
      'ftp://qingnuo.example',
      'https://user:secret@qingnuo.example',
      'https://qingnuo.example/?a=b',
      'https://qingnuo.example/#top',
    ],
  },
  TRUSTED_PROXIES: {
    good: '10.0.0.0/8, fc00::/7',
    wrong: ['0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy', '10.0.0.1,', '10.0.0.1 10.0.0.2', '*'],
  },
  API_DOCS: { good: 'closed', wrong: ['Open', 'true', '1', 'opne'] },
  RATE_LIMIT_ADDRESS: { good: '1', wrong: ['0', '-1', 'none', '1000000000', '60/min'] },
  RATE_LIMIT_ACCOUNT: { good: '999999999', wrong: ['0', 'off', '1.5'] },
  RATE_LIMIT_SYSTEM: { good: '6000', wrong: ['0', '-1', 'none'] },
  RATE_LIMIT_FILINGS: { good: '600', wrong: ['0', 'unlimited'] },
  ALLOW_PLAIN_HTTP: { good: '1', wrong: ['true', 'yes', '0', 'on'] },
  ALLOW_PLAIN_SMTP: { good: '1', wrong: ['true', 'yes', '0', 'on'] },
  ALLOW_PLAIN_DATABASE: { good: '1', wrong: ['true', 'yes', '0', 'on'] },
  ALLOW_PLAIN_EVIDENCE: { good: '1', wrong: ['true', 'yes', '0', 'on'] },
  ALLOW_PLAIN_SYSLOG: { good: '1', wrong: ['true', 'yes', '0', 'on'] },
  SECURITY_RECORD_DAYS: { good: '365', wrong: ['179', '0', '180d', '36501'] },
  SECURITY_RECORD_SYSLOG: {
    good: 'tls://log.example:6514',
    wrong: [
      'log.example:514',
      'udp://log.example:514',
      'tcp://log.example:514',
      'tls://log.example',
      'tls://a:0',
    ],
  },
  ROLES: { good: 'sweeper,http', wrong: ['HTTP', 'sweepr', 'http;sweeper', ',', 'http,', 'all'] },
  DATABASE_URL: {
    good: 'postgres://qingnuo@127.0.0.1/qingnuo',
    wrong: [
      'mysql://db.example/qingnuo',
      'Postgresql',
      'postgresql://db.example/qingnuo',
      'postgresql://qingnuo:@db.example/qingnuo?sslmode=verify-full',
      'postgresql://db.example/qingnuo?sslmode=disable',
      'postgresql://db.example/qingnuo?sslmode=prefer',
      'postgresql://db.example/qingnuo?sslmode=no-verify',
      'postgresql://db.example/qingnuo?sslmode=Verify-Full',
      'postgresql://db.example/qingnuo?sslmode=require&uselibpqcompat=true',
      'postgresql://127.0.0.1/qingnuo?host=db.example',
      'postgresql://127.0.0.1,db.example/qingnuo',
      'postgresql:///qingnuo?host=localhost,db.example',
      'postgresql://127.0.0.1,localhost:x/qingnuo',
      'postgresql://localhost/qingnuo?host=localhost&port=1,2',
      'postgresql://localhost/qingnuo?target_session_attrs=standby',
      'postgresql://qingnuo:@localhost,127.0.0.1/qingnuo',
    ],
  },
  DATABASE_POOL_SIZE: { good: '2', wrong: ['1', '201', 'many', '1.5'] },
  DATABASE_POOLER: { good: 'transaction', wrong: ['Session', 'pgbouncer', 'statement', '1'] },
  DATABASE_CONNECT_TIMEOUT_SECONDS: { good: '5', wrong: ['0', '3601', '10s'] },
  DATABASE_QUERY_TIMEOUT_SECONDS: {
    good: '119',
    wrong: ['0', '3601', '120', '45', '30', 'never'],
  },
  DATABASE_STATEMENT_TIMEOUT_SECONDS: { good: '59', wrong: ['0', '60', '3600', '45s'] },
  DATABASE_IDLE_TRANSACTION_TIMEOUT_SECONDS: { good: '3600', wrong: ['0', '3601', 'off'] },
  DATA_DIR: { good: '/var/lib/qingnuo', wrong: [] },
  EVIDENCE_MAX_MIB: { good: '100', wrong: ['0', '101', '20M'] },
  EVIDENCE_STORE: { good: 'folder', wrong: ['S3', 'Folder', 's3', 'bucket'] },
  EVIDENCE_ENDPOINT: {
    good: '',
    wrong: ['http://s3.example', 's3.example', 'https://u:p@s3.example'],
  },
  EVIDENCE_BUCKET: { good: '', wrong: ['../x', 'Bucket', 'x'] },
  EVIDENCE_REGION: { good: '', wrong: ['US-EAST-1', 'us east'] },
  EVIDENCE_ACCESS_KEY: { good: '', wrong: ['key without a store'] },
  EVIDENCE_SECRET_KEY: { good: '', wrong: ['secret without a store'] },
  EVIDENCE_SCANNER: {
    good: 'unix:/run/clamav/clamd.ctl',
    wrong: [
      '/run/clamav/clamd.ctl',
      'unix:clamd.ctl',
      'Unix:/run/clamd.ctl',
      'tcp:scanner:3310',
      'tcp://',
      'tcp://user@scanner:3310',
      'http://scanner:3310',
      'tcp://scanner:99999',
    ],
  },
  SMTP_URL: {
    good: 'smtp://mail.example:587?requireTLS=true',
    wrong: [
      'mail.example',
      'SMTP',
      'smtp://mail.example',
      'smtp://mail.example?requireTLS=True',
      'smtp://mail.example?requiretls=true',
      'smtp://mail.example?requireTLS=1',
      'smtps://mail.example?secure=false',
      'smtps://mail.example?tls.rejectUnauthorized=false',
      'smtps://user:@mail.example',
    ],
  },
  SMTP_TIMEOUT_SECONDS: { good: '600', wrong: ['0', '601', '30s'] },
  MAIL_FROM: {
    good: '清诺 <no-reply@qingnuo.example>',
    wrong: ['no-reply', 'a@b\nBcc: c@d', 'a b@c'],
  },
  MAIL_DOMAIN_PER_MINUTE: { good: '60', wrong: ['-1', '100001', '1/s'] },
  MAIL_DOMAIN_AT_ONCE: { good: '2', wrong: ['0', '9', 'all'] },
  WEBHOOK_TIMEOUT_SECONDS: { good: '5', wrong: ['0', '61', '10s'] },
  // Of a demonstration alone.
  WEBHOOK_PRIVATE_ADDRESSES: { good: '', wrong: ['1', 'true', '0'] },
  BOUNCE_ADDRESS: {
    good: 'bounces@qingnuo.example',
    wrong: ['bounces', 'a+b@c.example', 'A <a@b.c>'],
  },
  BOUNCE_IMAP_URL: {
    good: 'imaps://user:secret@mail.example/INBOX',
    wrong: ['pop3://mail.example', 'imap://user:secret@mail.example', 'imaps://user:@mail.example'],
  },
  BOUNCE_LISTEN: {
    good: '127.0.0.1:2525',
    wrong: ['2525', '127.0.0.1:65536', 'smtp://127.0.0.1:25'],
  },
  SESSION_HOURS: { good: '720', wrong: ['0', '721', 'never'] },
  SESSION_IDLE_MINUTES: { good: '15', wrong: ['0', '1441', 'never'] },
  ENTERPRISE_IDLE_MINUTES: { good: '60', wrong: ['0', '1441', 'never'] },
  INTEREST_DAY_BASIS: { good: '360', wrong: ['366', '365.25'] },
  SWEEP_INTERVAL_SECONDS: { good: '3600', wrong: ['0', '3601'] },
  DISPATCH_INTERVAL_SECONDS: { good: '1', wrong: ['0', '3601'] },
  LOOP_LIMIT_SECONDS: { good: '61', wrong: ['0', '60', '3601', '2m'] },
  CLOCK_SKEW_MINUTES: { good: '5', wrong: ['0', '5256001', 'never'] },
  CLOCK_LEAP_HOURS: { good: '48', wrong: ['0', '8761', '1d'] },
  PROBE_LISTEN: {
    good: '127.0.0.1:9464',
    wrong: ['9464', '127.0.0.1:65536', 'http://127.0.0.1:1'],
  },
  DISK_FREE_MIN_MIB: { good: '0', wrong: ['-1', '1GiB', '10000001'] },
  LOG_LEVEL: { good: 'debug', wrong: ['INFO', 'verbose', '3'] },
  LOG_FORMAT: { good: 'text', wrong: ['JSON', 'pretty'] },
  ...files,
};

const names = Object.keys(settings);

describe('every setting', () => {
  it('is in this table', () => {
    const read = new Set<string>();
    const environment = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          read.add(String(name));
          return undefined;
        },
      },
    );
    loadConfig(environment);
    expect([...read].toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('%s is taken when it is right, and blank is missing', (name) => {
    const { good } = settings[name]!;
    expect(problemsOf({ ...production, [name]: good })).toEqual([]);
    const { [name]: _, ...without } = production;
    expect(problemsOf({ ...without, [name]: '' })).toEqual(problemsOf(without));
    expect(problemsOf({ ...without, [name]: ' \t' })).toEqual(problemsOf(without));
  });

  const wrong = names.flatMap((name) => settings[name]!.wrong.map((value) => [name, value]));
  it.each(wrong)('%s=%j stops the start, under its name and without its value', (name, value) => {
    const problems = problemsOf({ ...production, [name]: value });
    expect(problems.join('\n')).toContain(name);
    expect(problems.join('\n')).not.toContain(':secret');
  });

  const slips = names.flatMap((name) => slipsOf(name).map((slip) => [slip, name]));
  it.each(slips)('%s is no setting: %s is meant', (slip, name) => {
    const { [name]: value = settings[name]!.good, ...without } = production;
    const problems = problemsOf({ ...without, [slip]: value || 'x' });
    expect(problems).toContain(`${slip} is no setting; is ${name} meant?`);
  });
});

/** A letter that is missing, doubled or other, two that changed places, other case, a prefix. */
function slipsOf(name: string): readonly string[] {
  const swapped = `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`;
  const always = [name.toLowerCase(), `QINGNUO_${name}`, ...(swapped === name ? [] : [swapped])];
  if (name.length < 5) return always;
  const middle = name.length >> 1;
  const isGap = name[middle] === name[middle - 1];
  return [
    ...always,
    name.slice(1),
    name.slice(0, -1),
    `${name}S`,
    isGap ? name : `${name.slice(0, middle)}${name.slice(middle + 1)}`,
    `${name.slice(0, middle)}Q${name.slice(middle + 1)}`,
  ].filter((slip) => !Object.hasOwn(settings, slip));
}

describe('names that are not ours', () => {
  it.each(['PATH', 'POST', 'GHOST', 'LOST', 'PORTS', 'TZ', 'HOME', 'HOSTNAME', 'NODE_OPTIONS'])(
    '%s is let alone',
    (name) => {
      expect(problemsOf({ ...production, [name]: 'x' })).toEqual([]);
    },
  );

  it('with a beginning of ours are settings that do not exist', () => {
    for (const name of ['QINGNUO_DEMO', 'EVIDENCE_FOLDER', 'ALLOW_PLAIN', 'ALLOW_PLAIN_SMPT']) {
      const refused = problemsOf({ ...production, [name]: '1' });
      expect(refused.join()).toContain(name === 'ALLOW_PLAIN' ? '' : `${name} is no setting`);
    }
  });
});

describe('what NODE_ENV says', () => {
  it.each(['prod', 'Production', 'staging', 'test', 'development'])('%s is refused', (word) => {
    expect(problemsOf({ NODE_ENV: word })).toEqual([
      'NODE_ENV must be `production` or `demonstration`.',
    ]);
  });

  it.each(['', ' '])('is needed where the world outside is reached: %j', (word) => {
    const { DATABASE_URL, SMTP_URL } = production;
    for (const outside of [{ DATABASE_URL }, { SMTP_URL }, store]) {
      const [problem] = problemsOf({ NODE_ENV: word, ...outside } as Record<string, string>);
      expect(problem).toMatch(/^NODE_ENV is missing; with .* `production` or `demonstration`/);
    }
  });

  it('makes a demonstration of nothing but its own machine', () => {
    const NODE_ENV = 'demonstration';
    for (const HOST of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
      expect(loadConfig({ NODE_ENV, HOST })).toMatchObject({ mode: 'demo', host: HOST });
      expect(loadConfig({ HOST })).toMatchObject({ mode: 'demo', host: HOST });
    }
    for (const HOST of ['0.0.0.0', '::', '10.0.0.1', 'example.org', '127.0.0.1.example.org']) {
      expect(problemsOf({ NODE_ENV, HOST })).toHaveLength(1);
      expect(problemsOf({ HOST })).toHaveLength(1);
    }
    for (const PUBLIC_URL of ['https://localhost', 'http://qingnuo.example', 'https://q.example']) {
      expect(problemsOf({ NODE_ENV, PUBLIC_URL })).toHaveLength(1);
    }
    expect(loadConfig({ NODE_ENV, PUBLIC_URL: 'http://localhost:4000' }).mode).toBe('demo');
    const { DATABASE_URL = '' } = production;
    expect(loadConfig({ NODE_ENV, DATABASE_URL }).mode).toBe('demo');
  });

  it('lets a demonstration alone call private addresses', () => {
    const WEBHOOK_PRIVATE_ADDRESSES = '1';
    const demonstration = { NODE_ENV: 'demonstration', WEBHOOK_PRIVATE_ADDRESSES };
    expect(loadConfig(demonstration).webhooks.reach).toBe('anywhere');
    expect(loadConfig({}).webhooks.reach).toBe('loopback');
    expect(loadConfig(production).webhooks).toMatchObject({ reach: 'public', plainHttp: false });
  });
});

describe('what goes in the clear', () => {
  it.each([
    ['PUBLIC_URL', 'http://qingnuo.example', 'ALLOW_PLAIN_HTTP'],
    ['SMTP_URL', 'smtp://mail.example', 'ALLOW_PLAIN_SMTP'],
    ['DATABASE_URL', 'postgresql://db.example/qingnuo', 'ALLOW_PLAIN_DATABASE'],
    ['EVIDENCE_ENDPOINT', 'http://s3.example', 'ALLOW_PLAIN_EVIDENCE'],
    ['SECURITY_RECORD_SYSLOG', 'udp://log.example:514', 'ALLOW_PLAIN_SYSLOG'],
  ])('%s is refused in production, unless %s says so', (name, value, permission) => {
    const plain = { ...production, ...store, [name]: value };
    expect(problemsOf(plain)).toEqual([expect.stringContaining(`${permission}=1 permits`)]);
    expect(problemsOf({ ...plain, [permission]: '1' })).toEqual([]);
    const others = settingsThatPermit.filter((other) => other !== permission);
    const elsewhere = Object.fromEntries(others.map((other) => [other, '1']));
    expect(problemsOf({ ...plain, ...elsewhere })).toHaveLength(1);
  });

  it.each([
    'postgresql://localhost/qingnuo',
    'postgresql://[::1]/qingnuo',
    'postgresql://localhost:5432,127.0.0.1:5433/qingnuo?target_session_attrs=read-write',
    'postgresql://one.example,two.example/qingnuo?sslmode=verify-full',
    'postgresql:///qingnuo?host=/run/one,localhost',
    'postgresql://qingnuo@localhost/qingnuo?host=/var/run/postgresql',
    'postgresql://qingnuo@%2Fvar%2Frun%2Fpostgresql/qingnuo',
    'postgresql://db.example/qingnuo?sslmode=require',
    'postgresql://db.example/qingnuo?sslmode=verify-full&uselibpqcompat=true',
  ])('nothing of %s does', (DATABASE_URL) => {
    expect(problemsOf({ ...production, DATABASE_URL })).toEqual([]);
  });
});

const settingsThatPermit = names.filter((name) => name.startsWith('ALLOW_PLAIN_'));
