import { databaseAddresses } from './database-address.js';
import { isLoopback } from './loopback.js';
import type { SettingReader } from './setting-reader.js';

interface Wire {
  readonly setting: string;
  /** What has to be set to 1 by whoever wants it in the clear. */
  readonly permission: string;
  readonly rule: string;
  readonly isSecret: (address: URL) => boolean;
  /** The addresses in the text of the setting, where that is no single URL. */
  readonly addresses?: (text: string) => readonly string[];
}

/** What an installation sends over a network, and how one sees that nobody can read it there. */
const wires: readonly Wire[] = [
  {
    setting: 'PUBLIC_URL',
    permission: 'ALLOW_PLAIN_HTTP',
    rule: 'a URL that starts with https://',
    isSecret: ({ protocol }) => protocol === 'https:',
  },
  {
    setting: 'SMTP_URL',
    permission: 'ALLOW_PLAIN_SMTP',
    rule: 'smtps://…, or smtp://…?requireTLS=true, with certificates that are checked',
    isSecret: isSecretMail,
  },
  {
    setting: 'BOUNCE_IMAP_URL',
    permission: 'ALLOW_PLAIN_SMTP',
    rule: 'a URL that starts with imaps://, or that of a server on this machine',
    isSecret: ({ protocol, hostname }) => protocol === 'imaps:' || isLoopback(hostname),
  },
  {
    setting: 'DATABASE_URL',
    permission: 'ALLOW_PLAIN_DATABASE',
    rule: 'a URL with ?sslmode=verify-full, or that of a server on this machine',
    isSecret: isSecretDatabase,
    // Each of several hosts may be the one that is worked with.
    addresses: (text) => databaseAddresses(text)?.urls ?? [],
  },
  {
    setting: 'EVIDENCE_ENDPOINT',
    permission: 'ALLOW_PLAIN_EVIDENCE',
    rule: 'a URL that starts with https://, or that of a store on this machine',
    isSecret: ({ protocol, hostname }) => protocol === 'https:' || isLoopback(hostname),
  },
  {
    setting: 'SECURITY_RECORD_SYSLOG',
    permission: 'ALLOW_PLAIN_SYSLOG',
    rule: 'tls://HOST:PORT, or the address of a log server on this machine',
    isSecret: ({ protocol, hostname }) => protocol === 'tls:' || isLoopback(hostname),
  },
];

/** Reads every permission, so that a wrong one is told in a demonstration, too. */
export function plainTextPermissions(read: SettingReader): ReadonlySet<string> {
  return new Set(wires.map(({ permission }) => permission).filter((name) => read.flag(name)));
}

/** Refuses what would go over a network in the clear, unless somebody says so in so many words. */
export function refusePlainText(read: SettingReader, permitted: ReadonlySet<string>): void {
  for (const { setting, permission, rule, isSecret, addresses } of wires) {
    const text = read.text(setting) ?? '';
    const urls = (addresses?.(text) ?? [text]).filter((url) => URL.canParse(url));
    if (permitted.has(permission) || urls.every((url) => isSecret(new URL(url)))) continue;
    read.refuse(setting, `${rule}, in production; ${permission}=1 permits others`);
  }
}

function isSecretMail({ protocol, searchParams }: URL): boolean {
  const without = ['ignoreTLS', 'secure', 'tls.rejectUnauthorized', 'opportunisticTLS'];
  if (without.some((name) => searchParams.has(name))) return false;
  return protocol === 'smtps:' || searchParams.get('requireTLS') === 'true';
}

/** `pg` checks certificates in each of these modes, but not where it is told to do as libpq does. */
function isSecretDatabase({ hostname, searchParams }: URL): boolean {
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host.startsWith('/') || isLoopback(host)) return true;
  const strict = searchParams.has('uselibpqcompat')
    ? ['verify-ca', 'verify-full']
    : ['require', 'verify-ca', 'verify-full'];
  return strict.includes(searchParams.get('sslmode') ?? '');
}
