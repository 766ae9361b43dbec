import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { dayBases, type DayBasis } from '../definition/index.js';
import { demoDomain } from './demo-domain.js';
import { bounceSettings } from './bounce-settings.js';
import {
  Config,
  logLevels,
  processRoles,
  type LogSettings,
  type Mode,
  type ProcessRole,
  type RateLimitSettings,
} from './config.js';
import { databaseSettings, databaseUrlFrom, type DatabaseSettings } from './database-settings.js';
import { evidenceSettings } from './evidence-settings.js';
import { listenPlace } from './listen-place.js';
import { modeFrom, refuseOutsiders } from './mode.js';
import { plainTextPermissions, refusePlainText } from './plain-text.js';
import { securityRecordSettings } from './security-record-settings.js';
import { webhookSettings } from './webhook-settings.js';
import { SettingReader, type Environment } from './setting-reader.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
const LARGEST_RATE_LIMIT = 999_999_999;
/** A wider one holds half of all addresses: it would believe anybody. */
const FEWEST_NETWORK_BITS = 7;
const ADDRESS = /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

/** The settings do not fit; the message lists every problem. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';

  constructor(readonly problems: readonly string[]) {
    super(['The settings are not right:', ...problems].join('\n  - '));
  }
}

/**
 * The only reader of the environment. Without any setting the product runs as a demonstration.
 * @throws ConfigInvalid
 */
export function loadConfig(environment: Environment = process.env): Config {
  const read = new SettingReader(environment);
  const mode = modeFrom(read);
  const permitted = plainTextPermissions(read);
  if (mode === 'production') refusePlainText(read, permitted);
  else refuseOutsiders(read);

  const dataDir = resolve(read.text('DATA_DIR') ?? 'data');
  const port = read.integer('PORT', 3000, 0, 65_535);
  const database = databaseSettings(read);
  const config: Config = {
    mode,
    // The passwords of the demo accounts are public, so a demonstration stays on its machine.
    host: read.text('HOST') ?? (mode === 'demo' ? '127.0.0.1' : '0.0.0.0'),
    port,
    publicUrl: publicUrlFrom(read, port),
    trustedProxies: read.list(
      'TRUSTED_PROXIES',
      'addresses or networks (10.0.0.0/8) parted by commas',
      isAddressOrNetwork,
    ),
    bodyLimitBytes: BODY_LIMIT_BYTES,
    rateLimits: rateLimitsFrom(read, mode === 'production' ? 1 : 0),
    showsApi:
      read.matching('API_DOCS', mode === 'demo' ? 'open' : 'closed', '`open` or `closed`', (text) =>
        ['open', 'closed'].includes(text),
      ) === 'open',
    sessionHours: read.integer('SESSION_HOURS', 12, 1, 720),
    idleMinutes: {
      officer: read.integer('SESSION_IDLE_MINUTES', 30, 1, 1_440),
      enterprise: read.integer('ENTERPRISE_IDLE_MINUTES', 480, 1, 1_440),
    },
    interestDayBasis: dayBasisFrom(read),
    databaseUrl: databaseUrlFrom(read),
    databasePoolSize: read.integer('DATABASE_POOL_SIZE', 16, 2, 200),
    database,
    dataDir,
    evidence: evidenceSettings(read, dataDir),
    securityRecord: securityRecordSettings(read),
    smtpUrl: read.url('SMTP_URL', null, ['smtp:', 'smtps:']),
    smtpTimeoutMs: read.integer('SMTP_TIMEOUT_SECONDS', 30, 1, 600) * 1000,
    mailFrom: read.matching(
      'MAIL_FROM',
      `清诺 Qingnuo <no-reply@${demoDomain}>`,
      'an e-mail address, or `Name <address>`',
      (text) => ADDRESS.test(text),
    ),
    mailPace: {
      // All people of a demonstration have addresses of one domain, which it makes up itself.
      perMinute: read.integer('MAIL_DOMAIN_PER_MINUTE', mode === 'demo' ? 0 : 120, 0, 100_000),
      atOnce: read.integer('MAIL_DOMAIN_AT_ONCE', mode === 'demo' ? 8 : 4, 1, 8),
    },
    bounces: bounceSettings(read),
    webhooks: webhookSettings(read, mode),
    roles: rolesFrom(read),
    probe: listenPlace(
      read.matching(
        'PROBE_LISTEN',
        null,
        'an address with its port: 127.0.0.1:9464',
        (text) => listenPlace(text) !== null,
      ),
    ),
    diskFreeMinMib: read.integer('DISK_FREE_MIN_MIB', 256, 0, 10_000_000),
    log: logFrom(read, mode),
    sweepIntervalMs: read.integer('SWEEP_INTERVAL_SECONDS', 5, 1, 3600) * 1000,
    loopLimitMs: loopLimitFrom(read, database),
    timeLimits: {
      skewMs: read.integer('CLOCK_SKEW_MINUTES', 10, 1, 5_256_000) * 60_000,
      leapMs: read.integer('CLOCK_LEAP_HOURS', 24, 1, 8_760) * 3_600_000,
    },
    dispatchIntervalMs: read.integer('DISPATCH_INTERVAL_SECONDS', 2, 1, 3600) * 1000,
  };
  read.refuseMisspelt();
  if (read.problems.length > 0) throw new ConfigInvalid(read.problems);
  return config;
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const version = isIP(address);
  const widest = version === 4 ? 32 : 128;
  const isNetwork = (text: string) =>
    /^\d{1,3}$/.test(text) && +text >= FEWEST_NETWORK_BITS && +text <= widest;
  return version !== 0 && (bits === undefined || isNetwork(bits));
}

function rateLimitsFrom(read: SettingReader, fewest: number): RateLimitSettings {
  const limit = (name: string, usual: number) =>
    read.integer(name, usual, fewest, LARGEST_RATE_LIMIT);
  return {
    address: limit('RATE_LIMIT_ADDRESS', 3_000),
    account: limit('RATE_LIMIT_ACCOUNT', 12_000),
    key: limit('RATE_LIMIT_SYSTEM', 6_000),
    filings: limit('RATE_LIMIT_FILINGS', 600),
  };
}

/** What links begin with: paths are put behind it. */
function publicUrlFrom(read: SettingReader, port: number): string {
  const url = read.url('PUBLIC_URL', `http://localhost:${port}`, ['http:', 'https:']);
  const parsed = read.parsed('PUBLIC_URL');
  if (parsed && parsed.username + parsed.password + parsed.search + parsed.hash !== '') {
    read.refuse('PUBLIC_URL', 'a URL with neither a user nor a query in it');
  }
  return url.replace(/\/+$/, '');
}

function dayBasisFrom(read: SettingReader): DayBasis {
  const text = read.matching('INTEREST_DAY_BASIS', '365', '365 or 360', (it) =>
    dayBases.some((days) => it === String(days)),
  );
  return text === '360' ? 360 : 365;
}

/** A round that waits for an answer of the database is heard of by its own limit first. */
function loopLimitFrom(read: SettingReader, { queryTimeoutMs }: DatabaseSettings): number {
  const seconds = read.integer('LOOP_LIMIT_SECONDS', 120, 1, 3600);
  if (seconds * 1000 <= queryTimeoutMs) {
    read.refuse('LOOP_LIMIT_SECONDS', 'more than DATABASE_QUERY_TIMEOUT_SECONDS');
  }
  return seconds * 1000;
}

function logFrom(read: SettingReader, mode: Mode): LogSettings {
  const isReal = mode === 'production';
  const level = read.matching(
    'LOG_LEVEL',
    isReal ? 'info' : 'warn',
    `one of ${logLevels.join(', ')}`,
    (text) => logLevels.some((level) => level === text),
  );
  const format = read.matching('LOG_FORMAT', isReal ? 'json' : 'text', '`json` or `text`', (text) =>
    ['json', 'text'].includes(text),
  );
  return {
    level: logLevels.find((known) => known === level) ?? 'info',
    format: format === 'json' ? 'json' : 'text',
  };
}

function rolesFrom(read: SettingReader): ReadonlySet<ProcessRole> {
  const named = (read.text('ROLES') ?? processRoles.join(',')).split(',').map((it) => it.trim());
  const known = processRoles.filter((role) => named.includes(role));
  if (known.length === 0 || known.length !== new Set(named).size) {
    read.refuse('ROLES', `a list of some of ${processRoles.join(', ')}, parted by commas`);
  }
  return new Set(known);
}
