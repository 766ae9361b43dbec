import type { AddressObject, Attachment, ParsedMail } from 'mailparser';
import { asToken, TOKEN_HEADER, tokenIn } from './return-address.js';

/** What a server says about one of our letters. */
export interface DeliveryReport {
  readonly token: string;
  readonly outcome: 'failed' | 'delayed';
  /** The status code and the remote server's words. */
  readonly words: string;
  /** The letter's Message-ID as the report quotes it; null when it does not. */
  readonly messageId: string | null;
}

const WORDS_LENGTH = 400;

/**
 * Reads a mail as a report of non-delivery (RFC 3464, and what is sent in its place); null for
 * everything else: answers of people and of machines, reports of success, spam, and reports that
 * bear no token of ours. Nothing is believed but what bears one.
 *
 * @param recipients the addresses that it was delivered to, as the server that took it says
 */
export async function readReport(
  raw: Buffer,
  recipients: readonly string[],
  base: string,
): Promise<DeliveryReport | null> {
  // Loaded where it is wanted, as for files that are mails.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, { keepDeliveryStatus: true, skipImageLinks: true });
  const status = mail.attachments.find(({ contentType }) => /delivery-status$/i.test(contentType));
  const blocks = status ? blocksOf(status.content) : [];
  const returned = returnedHeaders(mail);
  const token =
    first([...recipients, ...recipientsOf(mail)], (address) => tokenIn(address, base)) ??
    first(blocks, (block) => asToken(block.get('original-envelope-id'))) ??
    asToken(returned.get(TOKEN_HEADER.toLowerCase()));
  if (token === null) return null;
  const told = status ? outcomeOf(blocks) : informalOutcome(mail);
  if (!told) return null;
  return { token, ...told, messageId: returned.get('message-id')?.trim() ?? null };
}

type Fields = ReadonlyMap<string, string>;
type Outcome = Pick<DeliveryReport, 'outcome' | 'words'>;

function first<Item>(items: readonly Item[], of: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = of(item);
    if (found !== null) return found;
  }
  return null;
}

/** The groups of fields of a status, folded lines put together; of a repeated field the first. */
function blocksOf(content: Buffer): readonly Fields[] {
  return content
    .toString('utf8')
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter(({ size }) => size > 0);
}

function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
    const key = name?.toLowerCase();
    if (key !== undefined && value !== undefined && !fields.has(key)) fields.set(key, value.trim());
  }
  return fields;
}

/** One reader to a letter; of several recipients (a list, a forwarding) one that failed counts. */
function outcomeOf(blocks: readonly Fields[]): Outcome | null {
  const told = blocks.flatMap((block) => outcomeOfRecipient(block) ?? []);
  return told.find(({ outcome }) => outcome === 'failed') ?? told[0] ?? null;
}

function outcomeOfRecipient(block: Fields): Outcome | null {
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(block.get('status') ?? '')?.[0] ?? '';
  const action = /^[a-z]+/.exec((block.get('action') ?? '').toLowerCase())?.[0];
  const isFailed = action === 'failed' || (action === undefined && status.startsWith('5'));
  const isDelayed = action === 'delayed' || (action === undefined && status.startsWith('4'));
  if (!isFailed && !isDelayed) return null;
  const diagnostic = (block.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;/, '');
  const words = tidy([status, diagnostic].filter((part) => part !== '').join(' '));
  return { outcome: isFailed ? 'failed' : 'delayed', words: words || 'no reason given' };
}

const DAEMON = /^(?:mailer-daemon|postmaster|mail-daemon|mailsystem|postoffice)@|^$/i;
/** What a server says in a mail that has no status part: a code of 5xx, or an enhanced one. */
const CODE = /(?:^|[^\d.])(5\d\d[ -]|5\.\d{1,3}\.\d{1,3}\b)/;

/** qmail, older programs and portals that write a letter to people in the place of a status. */
function informalOutcome(mail: ParsedMail): Outcome | null {
  const from = mail.from?.value[0]?.address ?? '';
  const automatic = headerOf(mail, 'auto-submitted');
  if (!DAEMON.test(from) || automatic.startsWith('auto-replied')) return null;
  const lines = (mail.text ?? '').split('\n');
  const line = lines.find(
    (each) => CODE.test(each) && !/\b(?:4\d\d|delayed|warning)\b/i.test(each),
  );
  const failed = headerOf(mail, 'x-failed-recipients') !== '';
  if (line === undefined && !failed) return null;
  return { outcome: 'failed', words: tidy(line ?? '') || 'no reason given' };
}

/** The headers of the letter that came back: in a part of their own, or of the whole letter. */
function returnedHeaders({ attachments, text = '' }: ParsedMail): Fields {
  const part = attachments.find(({ contentType }) =>
    /^(?:message\/(?:rfc822|global)(?:-headers)?|text\/rfc822-headers)$/i.test(contentType),
  );
  const headers = part ? headOf(part) : text;
  return fieldsOf(headers.replaceAll('\r\n', '\n'));
}

function headOf({ content }: Attachment): string {
  const text = content.toString('latin1').replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  return end === -1 ? text : text.slice(0, end);
}

/** A mailbox keeps the address that a mail came to in one of these. */
function recipientsOf(mail: ParsedMail): readonly string[] {
  const to = [mail.to ?? []].flat().flatMap((each: AddressObject) => each.value);
  return [
    headerOf(mail, 'delivered-to'),
    headerOf(mail, 'x-original-to'),
    headerOf(mail, 'envelope-to'),
    ...to.map(({ address = '' }) => address),
  ];
}

function headerOf({ headerLines }: ParsedMail, name: string): string {
  const line = headerLines.find(({ key }) => key === name)?.line ?? '';
  return line.slice(line.indexOf(':') + 1).trim();
}

/** One line of what a server sends. */
const tidy = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, WORDS_LENGTH);
