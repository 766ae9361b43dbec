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

/** The text that a case is found by, and what the index holds of it. */
export function textOf({ id, number, enterpriseName, filing }: Case): CaseText {
  const { respondent, request, facts } = filing;
  // The order is what `textWithin` goes by.
  const text = searchable([number, enterpriseName, respondent.name, request, facts].join('\n'));
  return { caseId: id, text, grams: [...gramsOf(text, 1), ...gramsOf(text, 2)] };
}

/** As it is kept and asked for: upper and lower case are one, and so are full and half width. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
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
