import { LineRuleType, Paragraph, TextRun } from 'docx';
import type { IParagraphOptions, IRunOptions } from 'docx';
import { fonts, LINE, size, TIGHT } from './layout.js';

export const LATIN = 'Times New Roman';

export function run(
  text: string,
  { face = fonts.fang, ...rest }: IRunOptions & { readonly face?: string } = {},
): TextRun {
  return new TextRun({
    size: size.body,
    characterSpacing: TIGHT,
    ...rest,
    font: { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: face },
    children: rest.children ?? [text],
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
