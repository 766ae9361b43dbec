import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Locale } from '../../definition/index.js';
import { weekday } from '../../kernel/business-date.js';
import type { LetterContact, LetterDeadline, LetterVariables } from '../letter.js';
import { frameWords } from './frame-words.js';

/** What the frame is put around; `html` and `text` are finished, all else is plain text. */
export interface FramedLetter {
  readonly language: Locale;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The case; null for a letter about an account, whose frame has nothing but our name. */
  readonly letter: LetterVariables | null;
}

const html = compiled('letter.html.hbs');
const text = compiled('letter.text.hbs');

/** One frame for every letter: about a case its number, deadline, where it is, link. */
export function frame(framed: FramedLetter): { readonly html: string; readonly text: string } {
  const { language, subject, letter } = framed;
  const words = frameWords[language];
  const weekdays = words['weekdays'] as readonly string[];
  // A date that may still move is followed by a word that says so.
  const day = letter?.deadline ? weekdays[weekday(letter.deadline.dueOn.slice(0, 10))] : undefined;
  const shown = letter?.deadline ? { ...letter, deadline: whole(letter.deadline) } : letter;
  // A letter of before does not say it.
  const byLink = letter?.byLink === true;
  const common = {
    language,
    subject,
    words,
    letter: shown,
    contact: letter?.contact ? named(letter.contact) : null,
    weekday: day ?? '',
    open: words[byLink ? 'answer' : 'open'],
    footer: words[footerFor(letter, byLink)],
  };
  return {
    html: html({ ...common, body: framed.html }),
    text: text({ ...common, body: framed.text }),
  };
}

/** Who has neither an account nor a link of his own is not told to sign in. */
function footerFor(letter: LetterVariables | null, byLink: boolean): string {
  if (byLink) return 'footerByLink';
  if (letter?.link !== '') return 'footer';
  // A letter of before names nobody to call.
  return letter.contact ? 'footerWithContact' : 'footerWithoutAccount';
}

/** A letter that was queued before its deadline said how it came about does not say it. */
function whole(deadline: Partial<LetterDeadline>): Partial<LetterDeadline> {
  return { derivation: '', ...deadline };
}

/** A letter that was queued before units had a person to ask for names none. */
function named(contact: Partial<LetterContact>): Partial<LetterContact> {
  return { person: '', ...contact };
}

function compiled(file: string): Handlebars.TemplateDelegate {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  return Handlebars.compile(source, { strict: true });
}
