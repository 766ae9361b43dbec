import { hash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.js';

/** One file of an archive. */
export interface ManifestEntry {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** What an archive holds (清单); `manifest.json` in it. */
export interface Manifest {
  readonly format: 'qingnuo-case-archive';
  readonly version: 1;
  readonly caseNumber: string;
  /** What it was made for, in words. */
  readonly purpose: string;
  /** The case's last entry when it was made, and its hash: the archive is of that moment. */
  readonly historySeq: number;
  readonly historyHash: string;
  readonly files: readonly ManifestEntry[];
}

/** The manifest as canonical JSON (RFC 8785), so that the same one has the same hash. */
export function manifestText(manifest: Manifest): {
  readonly text: string;
  readonly sha256: string;
} {
  const text = canonicalJson(manifest);
  return { text, sha256: hash('sha256', text) };
}
