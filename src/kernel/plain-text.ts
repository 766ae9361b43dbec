/**
 * Which characters a text may hold: one definition for what is taken in and for what is written
 * out (XML, sheets, documents, calendars, mail).
 */

/**
 * What no text holds, wherever it stands. NUL and halves of a pair cannot be stored; XML 1.0
 * forbids controls and U+FFFE, U+FFFF; noncharacters mean nothing to anybody. Tab and line ends
 * are the controls that people type.
 */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Surrogate}/u;
const EVERY_UNWRITABLE = new RegExp(UNWRITABLE.source, 'gu');

/**
 * Longer runs stand in no language (Unicode Annex 15, stream-safe text), and bringing one into
 * order takes a time that grows with the square of its length.
 */
const MARKS_WITHOUT_END = /\p{M}{31}/u;

/** They turn round what a reader sees: embeddings, overrides and isolates of direction. */
const TURNS_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u;

/**
 * What nobody sees or nobody agrees on: format characters, fillers, private use. A selector of a
 * variant changes how the character before it looks, and hides nothing.
 */
const HIDDEN = /(?!\p{Variation_Selector})[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/u;

const LINE_ENDS = /\r\n?|[\u2028\u2029]/gu;
const ONE_LINE = /^[^\t\n\r\u2028\u2029]*$/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A link or a mailbox, as people write them. */
const ADDRESS = /:\/\/|\bwww\.|[^\s@]@[^\s@]+\.[^\s@]/u;

/** Whether a text can be stored and written in every format, and read in a time of its length. */
export function isWritable(text: string): boolean {
  return !UNWRITABLE.test(text) && !MARKS_WITHOUT_END.test(text);
}

/**
 * Whether somebody upstream has lost characters already: U+FFFD stands for bytes that a decoder
 * could not read.
 */
export function hasLostCharacters(text: string): boolean {
  return text.includes('\uFFFD');
}

/** The text without what no format can write; for what was stored before this was refused. */
export function withoutUnwritable(text: string): string {
  return text.replace(EVERY_UNWRITABLE, '');
}

/** The beginning of a text that somebody sent, as it may be told back; `…` stands for the rest. */
export function shortened(text: string, most: number): string {
  const told = text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  return withoutUnwritable(told);
}

/** What stands before a text that was written by Windows. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The text of a file in UTF-8, or in UTF-16 where its mark says so; the mark is left out. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16) return new TextDecoder().decode(bytes);
  return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
}

/** A text without the mark, for one that was decoded elsewhere. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** As texts are compared and looked for: upper and lower case are one, full and half width, too. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Letters and digits alone, as whoever types a number may leave out all else. */
export function squeezed(number: string): string {
  return searchable(number).replace(/[^\p{L}\p{N}]/gu, '');
}

/** One way to write each character (NFC), and no blanks around; `isWritable` is asked before. */
export function asLine(text: string): string {
  return isWritable(text) ? text.normalize('NFC').trim() : text;
}

/** The same for many lines, each ended by a line feed. */
export function asText(text: string): string {
  return isWritable(text) ? text.replace(LINE_ENDS, '\n').normalize('NFC').trim() : text;
}

/** Many lines that a reader sees as they are stored. */
export function isPlainText(text: string): boolean {
  return isWritable(text) && !TURNS_DIRECTION.test(text);
}

/** One line that a reader sees as it is stored, with nothing hidden in it. */
export function isPlainLine(text: string): boolean {
  return isWritable(text) && ONE_LINE.test(text) && !HIDDEN.test(text);
}

/**
 * A name as it may stand in an official letter: one plain line with a letter or digit, that
 * leads nowhere. Full-width forms of an address are addresses.
 */
export function isPlainName(text: string): boolean {
  if (!isPlainLine(text) || !LETTER_OR_DIGIT.test(text)) return false;
  return !ADDRESS.test(text.normalize('NFKC').toLowerCase());
}

/** Beyond these no mail server takes an address (RFC 5321, 4.5.3.1). */
export const LONGEST_MAILBOX = 254;
const LONGEST_LOCAL_PART = 64;

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const MAILBOX = new RegExp(`^(${ATOM}(?:\\.${ATOM})*)@((?:${LABEL}\\.)+(?!\\d+$)${LABEL})$`, 'i');

/**
 * Whether letters can be sent to it by every mail server on the way: ASCII, no quotes, a domain
 * of at least two labels and no address of a machine.
 */
export function isMailbox(text: string): boolean {
  if (text.length > LONGEST_MAILBOX) return false;
  const [, local = '', domain = ''] = MAILBOX.exec(text) ?? [];
  return local !== '' && local.length <= LONGEST_LOCAL_PART && domain !== '';
}
