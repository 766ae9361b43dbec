import { randomBytes } from 'node:crypto';
import { mapTexts, type JsonObject } from '../kernel/json.js';
import { withoutUnwritable } from '../kernel/plain-text.js';

/** Control characters but the newline, and the marks that reverse the reading direction. */
const INVISIBLE = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Keeps the values of a letter out of reach of its markup. Each text is replaced by a meaningless
 * word before the template and Markdown see it, and put back, escaped for where it stands, in the
 * finished letter. So a value can be neither Markdown nor HTML nor a template, whatever it holds.
 */
export class ValueSlots {
  private readonly values: string[] = [];
  /** Unguessable, so that no value can contain the word of another. */
  private readonly nonce = randomBytes(6).toString('hex');
  private readonly word = new RegExp(`Q${this.nonce}x(\\d+)Q`, 'g');

  /** The variables with a word in place of each text; empty texts stay, so that `if` sees them. */
  hide(variables: JsonObject): JsonObject {
    return mapTexts(variables, (text) => (text === '' ? '' : this.slotFor(text)));
  }

  /** Puts the values back into HTML, line breaks kept. */
  revealInHtml(html: string): string {
    return html.replace(this.word, (_, slot: string) =>
      escapeHtml(this.value(slot)).replace(/\n/g, '<br>'),
    );
  }

  /** Puts the values back into plain text; further lines are indented, so they pass for no heading. */
  revealInText(text: string): string {
    return text.replace(this.word, (_, slot: string) => this.value(slot).replace(/\n/g, '\n  '));
  }

  /** Puts the values back into a text that must stay on one line. */
  revealInLine(text: string): string {
    return oneLine(text.replace(this.word, (_, slot: string) => this.value(slot)));
  }

  private slotFor(text: string): string {
    const slot = this.values.push(visible(text.replace(/\r\n?/g, '\n'))) - 1;
    return `Q${this.nonce}x${String(slot)}Q`;
  }

  private value(slot: string): string {
    return this.values[Number(slot)] ?? '';
  }
}

/** The variables with every text on one line, for places that have room for no more. */
export function oneLiners(variables: JsonObject): JsonObject {
  return mapTexts(variables, (text) => oneLine(visible(text.replace(/\r/g, '\n'))));
}

const visible = (text: string): string => withoutUnwritable(text).replace(INVISIBLE, '');

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
