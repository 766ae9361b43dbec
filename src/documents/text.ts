import { LineRuleType, NoBreakHyphen, Paragraph, TextRun } from 'docx';
import type { IParagraphOptions, IRunOptions } from 'docx';
import { fonts, LINE, size, TIGHT } from './layout.js';

const LATIN = 'Times New Roman';

/** `A-2026-450100-000001`: the number of a case or of a publication. */
const CASE_NUMBER = /\b([A-Z]-\d{4}-\d+-\d+)\b/;

/**
 * Hyphens of a case number are such that no line ends at them; other hyphens are characters. Writer
 * 7.4 ends lines there all the same, 25.2 does not; joiners instead would hide it from a search.
 */
function unbroken(text: string): (string | NoBreakHyphen)[] {
  // Every second piece is a number.
  return text
    .split(CASE_NUMBER)
    .flatMap((piece, index) =>
      index % 2 === 0
        ? [piece]
        : piece.split('-').flatMap((each, at) => (at === 0 ? [each] : [new NoBreakHyphen(), each])),
    )
    .filter((piece) => piece !== '');
}

export function run(
  text: string,
  { face = fonts.fang, ...rest }: IRunOptions & { readonly face?: string } = {},
): TextRun {
  return new TextRun({
    size: size.body,
    characterSpacing: TIGHT,
    ...rest,
    font: { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: face },
    children: rest.children ?? unbroken(text),
  });
}

export function paragraph(
  children: readonly TextRun[],
  options: IParagraphOptions = {},
): Paragraph {
  return new Paragraph({
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    ...options,
    children,
  });
}

export const blank = (options?: IParagraphOptions): Paragraph => paragraph([run('')], options);
