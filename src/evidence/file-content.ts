import { open, type FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { compoundContent } from './compound-content.js';
import { COMPOUND_MAGIC } from './compound-file.js';
import type { ContentKind, FileFault } from './file-types.js';
import { isInvoice, mayBeXml } from './invoice-content.js';
import { mailContent, mayBeMail } from './mail-content.js';
import { zipContent } from './zip-content.js';

/** In bytes: as much as the signatures of all types need. */
const BEGINNING = 4100;
const ZIP_MAGIC = Buffer.from('504b0304', 'hex');
const ZIP_TABLE = Buffer.from('504b0102', 'hex');
const ZIP_END = Buffer.from('504b0506', 'hex');
/** The last record of a ZIP archive and its longest remark. */
const ZIP_END_SIZE = 22;
const LONGEST_REMARK = 0xffff;

/** A mail in a mail is a reply that was forwarded; deeper ones are taken by nobody. */
const DEEPEST_MAIL = 3;

const kinds: Readonly<Record<string, ContentKind>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/tiff': 'tiff',
  'image/heic': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif': 'heic',
  'image/heif-sequence': 'heic',
  'audio/x-m4a': 'mpeg4',
  'audio/mp4': 'mpeg4',
  'video/mp4': 'mpeg4',
  'video/quicktime': 'mpeg4',
  'video/3gpp': 'mpeg4',
  'video/3gpp2': 'mpeg4',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
};

/**
 * What a file is by its content, whatever it is called; null for what may not be handed in under
 * any name. It reads the beginning, the end and the table of contents; as a whole only texts: mails
 * and invoices, up to a size.
 */
export function contentOf(path: string): Promise<ContentKind | FileFault | null> {
  return contentAt(path, 0);
}

async function contentAt(path: string, depth: number): Promise<ContentKind | FileFault | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const beginning = await part(file, 0, Math.min(size, BEGINNING));
    if (startsWith(beginning, ZIP_MAGIC)) return await zipContent(path);
    if (startsWith(beginning, COMPOUND_MAGIC)) return await compoundContent(file);
    if (mayBeXml(beginning)) return (await isInvoice(path)) ? 'xml' : null;
    const found = await fileTypeFromBuffer(beginning);
    if (found === undefined && mayBeMail(beginning) && depth < DEEPEST_MAIL) {
      return await mailContent(path, (attached) => contentAt(attached, depth + 1));
    }
    const kind = found && kinds[found.mime];
    if (!kind || (await endsAsArchive(file, size))) return null;
    return kind;
  } finally {
    await file.close();
  }
}

/**
 * A picture or PDF that is an archive, too: read from its end, it holds programs. Readers of
 * archives look for the end in the last bytes, whatever follows it, and for its table before it.
 */
async function endsAsArchive(file: FileHandle, size: number): Promise<boolean> {
  const length = Math.min(size, ZIP_END_SIZE + LONGEST_REMARK);
  const end = await part(file, size - length, length);
  for (let at = end.lastIndexOf(ZIP_END); at >= 0; at = end.lastIndexOf(ZIP_END, at - 1)) {
    if (end.lastIndexOf(ZIP_TABLE, at) >= 0 || isWholeEnd(end, at)) return true;
    if (at === 0) break;
  }
  return false;
}

/** Whether the record's remark fills the rest: an empty archive, or one with a long table. */
function isWholeEnd(end: Buffer, at: number): boolean {
  const rest = end.length - at - ZIP_END_SIZE;
  return rest >= 0 && end.readUInt16LE(at + ZIP_END_SIZE - 2) === rest;
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean =>
  bytes.subarray(0, magic.length).equals(magic);

async function part(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
