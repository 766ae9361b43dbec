import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { AttachmentStream, MailParser, MessageText } from 'mailparser';
import { extensionOf } from './file-name.js';
import { isTakenAs, type ContentKind, type FileFault } from './file-types.js';

/** In bytes; its texts are in memory while it is read, and few mail servers carry more. */
const LARGEST_MAIL = 32 * 1024 * 1024;
const MOST_ATTACHMENTS = 100;

/** The first line of a message (RFC 5322): a field, by a name without blanks. */
const FIELD = /^[\x21-\x39\x3b-\x7e]{1,76}:[ \t]/;

/** What shows nothing but letters, and what a mail program hangs on by itself. */
const HARMLESS = new Set(['txt', 'csv', 'ics', 'vcf', 'p7s', 'asc', 'sig']);
const TEXTS = new Set(['text/plain', 'text/csv', 'text/calendar']);

/** Says what the content of a file is, as of a file that is handed in by itself. */
export type ContentReader = (path: string) => Promise<ContentKind | FileFault | null>;

export const mayBeMail = (beginning: Buffer): boolean => FIELD.test(beginning.toString('latin1'));

/**
 * Whether a file is a mail as mail programs save one (`.eml`), with nothing attached to it that
 * would not be taken by itself, forwarded mails included. Its HTML is left alone: it is never shown
 * here, and a mail program shows it as it shows every mail.
 *
 * @param kindOf asked for what each attachment is; it refuses mails that lie too deep
 */
export async function mailContent(
  path: string,
  kindOf: ContentReader,
): Promise<ContentKind | FileFault | null> {
  if ((await stat(path)).size > LARGEST_MAIL) return null;
  // Loaded where it is wanted: a fourteenth of a start.
  const { MailParser: Parser } = await import('mailparser');
  const parser = new Parser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const file = createReadStream(path);
  file.once('error', (error) => parser.destroy(error));
  file.pipe(parser);
  let attachments = 0;
  try {
    for await (const part of parser as AsyncIterable<AttachmentStream | MessageText>) {
      if (part.type !== 'attachment') continue;
      attachments += 1;
      const isTaken = await isHarmless(path, part, kindOf);
      if (!isTaken || attachments > MOST_ATTACHMENTS) return 'attachment';
      part.release?.();
    }
  } catch {
    // Whatever the parser stumbles over, it is no mail that a program saved.
    return null;
  } finally {
    file.destroy();
    parser.destroy();
  }
  return isMessage(parser) ? 'eml' : null;
}

/** What every mail has; a text whose first line has a colon is none. */
function isMessage({ headers }: MailParser): boolean {
  return (
    headers !== false && headers.has('from') && (headers.has('date') || headers.has('received'))
  );
}

async function isHarmless(
  path: string,
  { filename = '', contentType, content }: AttachmentStream,
  kindOf: ContentReader,
): Promise<boolean> {
  const copy = `${path}.${randomUUID()}`;
  try {
    await pipeline(content, createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
    const extension = extensionOf(filename);
    if (HARMLESS.has(extension) || (extension === '' && TEXTS.has(contentType))) return true;
    return isTakenAs(extension, await kindOf(copy));
  } finally {
    await rm(copy, { force: true });
  }
}
