import { AlignmentType, LineRuleType, type Paragraph, type Table } from 'docx';
import { chineseDate } from '../kernel/chinese-date.js';
import { head } from './head.js';
import { imprint } from './imprint.js';
import { EM, fonts, LINE, OFF_GRID, size } from './layout.js';
import type { BodyPart, OfficialDocument } from './official-document.js';
import { blank, paragraph, run } from './text.js';

/** Lines of a title are not broken inside; it stands in the middle. */
const title = (text: string): Paragraph =>
  paragraph([run(text, { face: fonts.song, size: size.title, characterSpacing: 0 })], {
    style: OFF_GRID,
    alignment: AlignmentType.CENTER,
    spacing: { line: LINE + 80, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  });

const faces = { heading: fonts.hei, subheading: fonts.kai, text: fonts.fang } as const;

const part = ({ kind, text }: BodyPart, keepNext: boolean): Paragraph =>
  paragraph([run(text, { face: faces[kind] })], {
    indent: { firstLine: 2 * EM },
    alignment: AlignmentType.BOTH,
    keepNext: kind !== 'text' || keepNext,
  });

/** In characters: three lines are not parted anyway. Writer would move longer ones as a whole. */
const SHORT = 3 * 28;

/** A short last paragraph goes with the signature, so that text stands above that on its page. */
const textOf = ({ body, attachments }: OfficialDocument): Paragraph[] =>
  body.map((each, index) => {
    const isLast = index === body.length - 1 && attachments.length === 0;
    return part(each, isLast && each.text.length <= SHORT);
  });

/** Below the text, after an empty line; further ones under the first, the last by the signature. */
function attached(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [];
  const [only] = names;
  const lines =
    names.length === 1
      ? [`附件：${only ?? ''}`]
      : names.map((name, index) => `${index === 0 ? '附件：' : ''}${index + 1}．${name}`);
  return [
    blank(),
    ...lines.map((line, index) =>
      paragraph([run(line)], {
        indent: { left: index === 0 ? 2 * EM : 5 * EM },
        keepNext: index === lines.length - 1,
      }),
    ),
  ];
}

/** In characters; a numeral takes half of one. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.5 : 1), 0);

/**
 * The issuer above the date, in its middle; the date stands four characters from the edge. All of
 * it stays with the place of the imprint, which is the paragraph after it.
 */
function signature({ issuer, issuedOn }: OfficialDocument): Paragraph[] {
  const date = chineseDate(issuedOn);
  const right = 4 + widthOf(date) / 2 - widthOf(issuer) / 2;
  const line = (text: string, characters: number) =>
    paragraph([run(text)], {
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(Math.max(0, characters) * EM) },
      keepNext: true,
      keepLines: true,
    });
  return [
    blank({ keepNext: true }),
    blank({ keepNext: true }),
    line(issuer, right),
    line(date, right < 0 ? widthOf(issuer) / 2 - widthOf(date) / 2 : 4),
  ];
}

/** All paragraphs of a document, from its head to its imprint. */
export function paragraphsOf(document: OfficialDocument): readonly (Paragraph | Table)[] {
  return [
    ...head(document),
    title(document.title),
    blank(),
    paragraph([run(`${document.addressee}：`)]),
    ...textOf(document),
    ...attached(document.attachments),
    ...signature(document),
    ...imprint(document),
  ];
}
