import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { RunningProduct } from './running-product.js';

/** A mail with what it carries. */
export interface MailWithFiles {
  readonly subject: string;
  readonly files: readonly {
    readonly name: string;
    readonly type: string;
    readonly content: Buffer;
  }[];
}

/** The mails of a demonstration to an address with their files, in the order in which they came. */
export async function mailsWithFiles(
  product: RunningProduct,
  to: string,
): Promise<readonly MailWithFiles[]> {
  // A simulated minute ends when everything that is due in it has been delivered.
  await product.api.pass('PT1M');
  const folder = join(product.dataDir, 'mailbox');
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const mails = await Promise.all(
    names.sort().map((name) => simpleParser(readFileSync(join(folder, name)))),
  );
  return mails
    .filter((mail) => [mail.to ?? []].flat().some(({ text }) => text.includes(to)))
    .map(({ subject = '', attachments }) => ({
      subject,
      files: attachments.map(({ filename = '', contentType, content }) => ({
        name: filename,
        type: contentType,
        content,
      })),
    }));
}
