import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { AddressObject } from 'mailparser';
import { Config } from '../config/config.js';
import { newId } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';

/** A captured mail, as its receiver would get it. */
export interface MailboxMessage {
  readonly id: string;
  /** The addresses alone, in lower case. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  /** The mail's own date, which is simulated time. */
  readonly at: Date;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly text: string;
  readonly html: string | null;
  /** Every header line as it was sent, for readers who want to see threading and language. */
  readonly headers: readonly string[];
}

/** Older ones stay in the folder as files; the page and the list show these. */
const SHOWN = 5000;

/** The mail that a demonstration sent, one `.eml` file each in `mailbox/` of the data folder. */
@Injectable()
export class Mailbox {
  private readonly folder: string;
  private messages: Promise<Map<string, MailboxMessage>> | undefined;

  constructor(
    config: Config,
    private readonly time: TimeSource,
  ) {
    this.folder = join(config.dataDir, 'mailbox');
  }

  /** Keeps a message; once this resolves it is on disk, whole. */
  async keep(raw: Buffer): Promise<string> {
    const messages = await this.load();
    const id = newId(this.time.now());
    const file = join(this.folder, `${id}.eml`);
    await writeFile(`${file}.new`, raw);
    await rename(`${file}.new`, file);
    messages.set(id, await parse(id, raw));
    const [oldest] = messages.keys();
    if (messages.size > SHOWN && oldest !== undefined) messages.delete(oldest);
    return id;
  }

  /** Newest first; with an address only what its owner got. */
  async list(to?: string): Promise<readonly MailboxMessage[]> {
    const wanted = to?.trim().toLowerCase();
    const all = [...(await this.load()).values()].reverse();
    return wanted === undefined ? all : all.filter((message) => message.to === wanted);
  }

  async find(id: string): Promise<MailboxMessage | null> {
    return (await this.load()).get(id) ?? null;
  }

  private load(): Promise<Map<string, MailboxMessage>> {
    return (this.messages ??= this.readFolder());
  }

  /** The names sort by time, because the ids do. */
  private async readFolder(): Promise<Map<string, MailboxMessage>> {
    await mkdir(this.folder, { recursive: true });
    const files = (await readdir(this.folder)).filter((file) => file.endsWith('.eml')).sort();
    const messages = new Map<string, MailboxMessage>();
    for (const file of files.slice(-SHOWN)) {
      const id = file.slice(0, -'.eml'.length);
      messages.set(id, await parse(id, await readFile(join(this.folder, file))));
    }
    return messages;
  }
}

async function parse(id: string, raw: Buffer): Promise<MailboxMessage> {
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  return {
    id,
    to: addressesOf(mail.to),
    from: addressesOf(mail.from),
    subject: mail.subject ?? '',
    at: mail.date ?? new Date(0),
    messageId: mail.messageId ?? null,
    inReplyTo: mail.inReplyTo ?? null,
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : null,
    headers: mail.headerLines.map(({ line }) => line),
  };
}

function addressesOf(header: AddressObject | AddressObject[] | undefined): string {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address = '' }) => address.toLowerCase()))
    .join(', ');
}
