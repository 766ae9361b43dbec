import { AlignmentType, BorderStyle, LineRuleType, type Paragraph } from 'docx';
import { FIELD_WIDTH, fonts, LINE, mm, OFF_GRID, RED, size } from './layout.js';
import type { OfficialDocument } from './official-document.js';
import { blank, paragraph, run } from './text.js';

/** In half points: as large as 小初, or as the field has room for on one line. */
const markSize = (text: string): number =>
  Math.min(72, Math.floor((FIELD_WIDTH / 10 / [...text].length) * 0.98));

/**
 * A line a quarter higher than its letters. Programs do not agree where letters stand in a line of
 * fixed height, a fifth of the line below the baseline or letters in its middle: at this height
 * both are the same, one letter's size below the line's upper edge.
 */
const lineOf = (halfPoints: number) => ({
  line: Math.round(halfPoints * 10 * 1.25),
  lineRule: LineRuleType.EXACT,
});

/** From the upper edge of such a line to that of its letters. */
const aboveLetters = (halfPoints: number): number => Math.round(halfPoints * 10 * 0.16);

/** The issuer's mark in red (发文机关标志), the number, and the red line below them. */
export function head({ issuer, documentNumber }: OfficialDocument): Paragraph[] {
  const large = markSize(issuer);
  const mark = run(issuer, { face: fonts.song, size: large, color: RED, characterSpacing: 0 });
  const number = lineOf(size.body);
  return [
    paragraph([mark], {
      alignment: AlignmentType.CENTER,
      style: OFF_GRID,
      // 7.2.4: the mark begins 35 mm below the field's upper edge, however large it is.
      spacing: { before: mm(35) - aboveLetters(large), after: 0, ...lineOf(large) },
    }),
    paragraph([run(documentNumber)], {
      alignment: AlignmentType.CENTER,
      style: OFF_GRID,
      // 7.2.5: two empty lines above; its own line is lower than those of the text.
      spacing: { before: 2 * LINE + Math.round((LINE - number.line) / 2), after: 0, ...number },
      // 7.2.7: the line as wide as the field is 4 mm below; letters leave the rest of it free.
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 9, color: RED } },
    }),
    blank(),
    blank(),
  ];
}
