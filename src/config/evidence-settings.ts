import { join } from 'node:path';
import type { SettingReader } from './setting-reader.js';

/** Where the contents of files are kept. */
export type EvidenceStoreSettings =
  | { readonly kind: 'folder' }
  | {
      readonly kind: 's3';
      readonly endpoint: string;
      readonly bucket: string;
      readonly region: string;
      readonly accessKey: string;
      readonly secretKey: string;
    };

/** Where ClamAV's daemon listens: a socket of this machine, or a port. */
export type ScannerSettings =
  { readonly path: string } | { readonly host: string; readonly port: number };

export interface EvidenceSettings {
  /** Largest file that may be handed in, in bytes. */
  readonly maxBytes: number;
  /** An absolute path: uploads under way and, without another store, the files themselves. */
  readonly folder: string;
  readonly store: EvidenceStoreSettings;
  /** Null: nothing looks into files. */
  readonly scanner: ScannerSettings | null;
}

const MIB = 1024 * 1024;
const NEEDED_BY_S3 = [
  'EVIDENCE_ENDPOINT',
  'EVIDENCE_BUCKET',
  'EVIDENCE_ACCESS_KEY',
  'EVIDENCE_SECRET_KEY',
];
const USED_BY_S3 = [...NEEDED_BY_S3, 'EVIDENCE_REGION'];
/** Names that every S3-compatible store takes, and that are safe in a path. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function evidenceSettings(read: SettingReader, dataDir: string): EvidenceSettings {
  const kind = read.matching('EVIDENCE_STORE', 'folder', '`folder` or `s3`', (text) =>
    ['folder', 's3'].includes(text),
  );
  if (kind === 's3') read.require(NEEDED_BY_S3, 'EVIDENCE_STORE=s3 needs it');
  // Whoever set them means a store, and would look for the files there.
  else if (isFolder(read)) read.forbid(USED_BY_S3, 'EVIDENCE_STORE is not s3');
  const endpoint = read.matching(
    'EVIDENCE_ENDPOINT',
    null,
    'a URL that starts with http:// or https://, with neither a user nor a query in it',
    isPlainAddress,
  );
  const bucket = read.matching('EVIDENCE_BUCKET', null, 'the name of a bucket', (text) =>
    BUCKET.test(text),
  );
  const region = read.matching('EVIDENCE_REGION', 'us-east-1', 'the name of a region', (text) =>
    /^[a-z0-9-]{1,60}$/.test(text),
  );
  const accessKey = read.text('EVIDENCE_ACCESS_KEY');
  const secretKey = read.text('EVIDENCE_SECRET_KEY');
  return {
    maxBytes: read.integer('EVIDENCE_MAX_MIB', 20, 1, 100) * MIB,
    folder: join(dataDir, 'evidence'),
    store:
      kind === 's3'
        ? {
            kind,
            endpoint: (endpoint ?? '').replace(/\/+$/, ''),
            bucket: bucket ?? '',
            region,
            accessKey: accessKey ?? '',
            secretKey: secretKey ?? '',
          }
        : { kind: 'folder' },
    scanner: scannerFrom(read),
  };
}

/** `clamd.ctl` of Debian lies at /run/clamav; without a port clamd listens at 3310. */
function scannerFrom(read: SettingReader): ScannerSettings | null {
  const rule = '`unix:/path/of/the/socket` or `tcp://host:port`';
  const found = read.matching('EVIDENCE_SCANNER', null, rule, (text) => placeOf(text) !== null);
  return found === null ? null : placeOf(found);
}

function placeOf(text: string): ScannerSettings | null {
  if (text.startsWith('unix:/')) return { path: text.slice('unix:'.length) };
  if (!text.startsWith('tcp://') || !URL.canParse(text)) return null;
  const { hostname, port, pathname, username, search, hash } = new URL(text);
  const isPlain = pathname + username + search + hash === '' && hostname !== '';
  // An address of IPv6 stands in brackets in a URL, and without them in a socket.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return isPlain ? { host, port: port === '' ? 3310 : Number(port) } : null;
}

function isFolder(read: SettingReader): boolean {
  return ['folder', null].includes(read.text('EVIDENCE_STORE'));
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}
