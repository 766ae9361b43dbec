import type { DayBasis } from '../definition/index.js';
import type { BounceSettings } from './bounce-settings.js';
import type { DatabaseSettings } from './database-settings.js';
import type { EvidenceSettings } from './evidence-settings.js';
import type { SecurityRecordSettings } from './security-record-settings.js';
import type { WebhookSettings } from './webhook-settings.js';

export const modes = ['demo', 'production'] as const;

export type Mode = (typeof modes)[number];

/** What a process does; several processes on one database may share the work. */
export const processRoles = ['http', 'sweeper', 'dispatcher'] as const;

export type ProcessRole = (typeof processRoles)[number];

/** Units that somebody may use up; what a request costs stands at its route. */
export interface RateLimitSettings {
  /** Of an address, within a minute: requests without an account. */
  readonly address: number;
  /**
   * Of an account, within a minute, wherever it asks from: its people together, and, beside them,
   * all of its API keys together.
   */
  readonly account: number;
  /** Of one API key, within a minute. */
  readonly key: number;
  /** New cases of an account within an hour. */
  readonly filings: number;
}

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;

export interface LogSettings {
  /** What is less than that is not written. */
  readonly level: (typeof logLevels)[number];
  /** A JSON object a line, or a line for people. */
  readonly format: 'json' | 'text';
}

/** How letters to one domain are spread. */
export interface MailPaceSettings {
  /** Over all processes, once a few have left at once; 0: without a limit. */
  readonly perMinute: number;
  /** Deliveries side by side, in each process. */
  readonly atOnce: number;
}

/**
 * Every setting, checked, with its default filled in; the class is the injection token. The
 * table of names, rules and defaults is `.env.example`.
 */
export abstract class Config {
  /** `demo` unless NODE_ENV=production: embedded database, captured mail, simulated time. */
  abstract readonly mode: Mode;
  abstract readonly host: string;
  /** 0 takes any free port. */
  abstract readonly port: number;
  /** Base of the links in mails, without a slash at the end. */
  abstract readonly publicUrl: string;
  /** Addresses or networks of reverse proxies whose `X-Forwarded-For` is believed; most have none. */
  abstract readonly trustedProxies: readonly string[];
  /** Largest accepted request body, in bytes. */
  abstract readonly bodyLimitBytes: number;
  /** What may be asked for; 0: without a limit, which production does not take. */
  abstract readonly rateLimits: RateLimitSettings;
  /** Whether the API page and its document are handed out. */
  abstract readonly showsApi: boolean;
  abstract readonly sessionHours: number;
  /** How long a session may go without a request, by whose it is. */
  abstract readonly idleMinutes: { readonly officer: number; readonly enterprise: number };
  /** What yearly rates of interest are divided by where a contract does not say. */
  abstract readonly interestDayBasis: DayBasis;
  /** A PostgreSQL server, or several (`databaseAddresses`); null: the embedded one in `dataDir`. */
  abstract readonly databaseUrl: string | null;
  /** Connections to the PostgreSQL server, per process. */
  abstract readonly databasePoolSize: number;
  abstract readonly database: DatabaseSettings;
  /** An absolute path. */
  abstract readonly dataDir: string;
  abstract readonly evidence: EvidenceSettings;
  abstract readonly securityRecord: SecurityRecordSettings;
  /** null: demo mode captures the mail itself. */
  abstract readonly smtpUrl: string | null;
  abstract readonly smtpTimeoutMs: number;
  /** `Name <address>` or an address alone. */
  abstract readonly mailFrom: string;
  abstract readonly mailPace: MailPaceSettings;
  /** null: nobody reads what comes back. */
  abstract readonly bounces: BounceSettings | null;
  abstract readonly webhooks: WebhookSettings;
  abstract readonly roles: ReadonlySet<ProcessRole>;
  /** Where health and numbers of this process are told; null: nowhere but in HTTP. */
  abstract readonly probe: { readonly host: string; readonly port: number } | null;
  /** With less free where files are kept, the process is not ready. */
  abstract readonly diskFreeMinMib: number;
  abstract readonly log: LogSettings;
  /** Longest pause between two looks at the clocks that are due, in milliseconds. */
  abstract readonly sweepIntervalMs: number;
  /** How far the time of this machine may be off before everything stands still. */
  abstract readonly timeLimits: { readonly skewMs: number; readonly leapMs: number };
  /** A loop that shows no sign of life for so long begins anew, in milliseconds. */
  abstract readonly loopLimitMs: number;
  /** Longest pause between two looks at the notices that wait, in milliseconds. */
  abstract readonly dispatchIntervalMs: number;
}
