import { searchable, squeezed } from '../kernel/plain-text.js';
import type { Case } from './case.entity.js';
import type { CaseText } from './case-text.entity.js';

/** How much of the text is sought: all, what enterprise complained of whom, or the number alone. */
export type SoughtText = 'whole' | 'names' | 'number';

/** Lines of the text, from the first one on; a name with a line break in it pushes others out. */
const lines: Readonly<Record<Exclude<SoughtText, 'whole'>, number>> = { number: 1, names: 3 };

/** The part of the text in the SQL expression `text`. */
export function textWithin(within: SoughtText, text: string): string {
  if (within === 'whole') return text;
  return `array_to_string((string_to_array(${text}, E'\\n'))[1:${lines[within]}], E'\\n')`;
}

/** Fields of a filing by which contracts, documents and bodies are told apart. */
const IDENTIFIERS = new Set(['number', 'documentNumber', 'invoiceNumber', 'externalRef', 'uscc']);

/** Fields that hold a choice of the form, or what officers alone are shown as a hint. */
const NOT_WORDS = new Set([
  ...['kind', 'form', 'type', 'trigger', 'subject', 'divisionCode', 'debtorType', 'happenedOn'],
  ...['currency', 'sha256', 'contactEmail', 'organisationId', 'id', 'caseIds', 'cases'],
]);

/** Days, amounts, rates and codes are no words either. */
const NO_WORD = /^(?:\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?|[a-z][A-Za-z]*)$/;

/** The text that a case is found by, and what the index holds of it: all that was filed in words. */
export function textOf({ id, number, enterpriseName, filing }: Case): CaseText {
  const { respondent, request, facts, ...more } = filing;
  const { name, ...body } = respondent;
  const others = wordsIn({ body, more }).filter(({ text: word }) => !NO_WORD.test(word));
  const asked = identifiersIn(filing).map(squeezed);
  // The order is what `textWithin` goes by.
  const lines = [number, enterpriseName, name, request, facts];
  const text = searchable([...lines, ...others.map(({ text: word }) => word), ...asked].join('\n'));
  return { caseId: id, text, grams: [...gramsOf(text, 1), ...gramsOf(text, 2)] };
}

interface Word {
  readonly field: string;
  readonly text: string;
}

/** The texts of a value, each with the name of its field. */
function wordsIn(value: unknown, field = ''): readonly Word[] {
  if (typeof value === 'string') return value === '' ? [] : [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(each, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    NOT_WORDS.has(name) ? [] : wordsIn(part, name),
  );
}

/** Numbers of contracts, documents and invoices, and credit codes, as they were filed. */
export function identifiersIn(filing: object): readonly string[] {
  return wordsIn(filing).flatMap(({ field, text }) => (IDENTIFIERS.has(field) ? [text] : []));
}

/** Whether a text that has `gramsFor` the words in its index is sure to contain them. */
export function isOneGram(words: string): boolean {
  const { length } = [...words];
  return length === 1 || length === 2;
}

/**
 * What a text must have in its index to contain the words. Chinese has no spaces to cut words at,
 * so neighbours of two characters stand for words; a single character stands for itself.
 */
export function gramsFor(words: string): readonly string[] {
  const grams = gramsOf(words, 2);
  return grams.length > 0 ? grams : gramsOf(words, 1);
}

function gramsOf(text: string, length: number): readonly string[] {
  const characters = [...text];
  const grams = characters
    .slice(0, characters.length - length + 1)
    .map((_, at) => characters.slice(at, at + length).join(''));
  return [...new Set(grams)];
}
