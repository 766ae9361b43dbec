import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ManifestEntry } from './archive-manifest.js';

/** Before 1980 there is no date in a ZIP archive; the time zone must not push it there. */
const NO_TIME = new Date(1980, 0, 2);
const options = { mtime: NO_TIME, mode: 0o100644, forceDosTimestamp: true };

/** A part of an archive: text that is made here, or a file of the store with its hash. */
export type ArchivePart =
  | { readonly path: string; readonly text: string }
  | (ManifestEntry & { readonly open: () => Promise<Readable> });

export function entryOf(part: ArchivePart): ManifestEntry {
  if ('open' in part) return { path: part.path, size: part.size, sha256: part.sha256 };
  const bytes = Buffer.from(part.text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: part.path, size: bytes.length, sha256 };
}

/**
 * A ZIP archive as a stream, in the order of its parts and without a moment in it: the same parts
 * have the same bytes. Files of the store are read one after the other as the stream is read, and
 * stored as they are; one that is not what its hash says ends the stream with an error.
 */
export function archiveStream(parts: readonly ArchivePart[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const failed = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', failed);
  for (const part of parts) {
    if ('open' in part) {
      const stored = { ...options, compress: false, size: part.size };
      zip.addReadStreamLazy(part.path, stored, (give) => {
        part.open().then((content) => {
          const checked = Readable.from(checkedContent(content, part));
          checked.on('error', failed);
          give(null, checked);
        }, failed);
      });
    } else zip.addBuffer(Buffer.from(part.text), part.path, options);
  }
  zip.end();
  return output;
}

async function* checkedContent(content: AsyncIterable<Buffer>, { path, sha256 }: ManifestEntry) {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) {
    throw new Error(`${path} is not what was handed in; the archive is not made.`);
  }
}
