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

export interface EvidenceSettings {
  /** Largest file that may be handed in, in bytes. */
  readonly maxBytes: number;
  /** An absolute path: uploads under way and, without another store, the files themselves. */
  readonly folder: string;
  readonly store: EvidenceStoreSettings;
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
  };
}

function isFolder(read: SettingReader): boolean {
  return ['folder', null].includes(read.text('EVIDENCE_STORE'));
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === '';
}
