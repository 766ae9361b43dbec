import type { Locale } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import type { RenderedLetter, TemplateLibrary } from './template-library.js';
import { escapeHtml } from './value-slots.js';

/** What is kept of a letter, by its row. */
export interface KeptLetter {
  readonly template: string;
  readonly language: Locale;
  readonly variables: JsonObject;
  readonly subject: string | null;
  readonly textBody: string | null;
  /** Kept until the letter has left. */
  readonly htmlBody: string | null;
}

/**
 * The letter as it is to go out: written now when nothing was tried yet, else with the words that
 * were kept, whatever changed in the templates. Of a letter that has left once only its words are
 * kept; its HTML says the same and is made anew.
 *
 * @throws Error when a letter of which nothing is kept cannot be written
 */
export function wholeLetter(templates: TemplateLibrary, kept: KeptLetter): RenderedLetter {
  const { template, language, variables, subject, textBody: text, htmlBody: html } = kept;
  if (subject === null || text === null) return templates.render(template, language, variables);
  if (html !== null) return { language, subject, text, html };
  const anew = writtenAnew(templates, kept);
  const says = anew?.subject === subject && anew.text === text;
  return { language, subject, text, html: says ? anew.html : wordsAsPage(language, subject, text) };
}

/** Null when the templates of today cannot write it any more. */
function writtenAnew(
  templates: TemplateLibrary,
  { template, language, variables }: KeptLetter,
): RenderedLetter | null {
  try {
    return templates.render(template, language, variables);
  } catch {
    return null;
  }
}

/** The words alone, for a letter whose template has other words by now. */
function wordsAsPage(language: Locale, subject: string, text: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body><pre style="white-space: pre-wrap; font: 16px/1.7 sans-serif;">${escapeHtml(text)}</pre></body>
</html>
`;
}
