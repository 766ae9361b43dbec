import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { chineseDate } from '../kernel/chinese-date.js';
import { EM, FIELD_WIDTH, fonts, LINE, RED, size, SMALL_EM, TIGHT } from './layout.js';
import type { BodyPart, OfficialDocument } from './official-document.js';

const LATIN = 'Times New Roman';

function run(text: string, options: IRunOptions & { readonly face?: string } = {}): TextRun {
  const { face = fonts.fang, ...rest } = options;
  return new TextRun({
    size: size.body,
    characterSpacing: TIGHT,
    ...rest,
    font: { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: face },
    text,
  });
}

function paragraph(children: readonly TextRun[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    ...options,
    children,
  });
}

const blank = (): Paragraph => paragraph([run('')]);

/** In half points: as large as 小初, or as the field has room for on one line. */
const markSize = (text: string): number =>
  Math.min(72, Math.floor((FIELD_WIDTH / 10 / [...text].length) * 0.98));

/** The issuer's mark in red (发文机关标志), the number, and the red line below them. */
function head({ issuer, documentNumber }: OfficialDocument): Paragraph[] {
  const mark = run(issuer, {
    face: fonts.song,
    size: markSize(issuer),
    color: RED,
    characterSpacing: 0,
  });
  return [
    paragraph([mark], {
      alignment: AlignmentType.CENTER,
      spacing: { before: LINE, after: LINE, lineRule: LineRuleType.AUTO, line: 240 },
    }),
    paragraph([run(documentNumber)], {
      alignment: AlignmentType.CENTER,
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, color: RED } },
    }),
    blank(),
    blank(),
  ];
}

/** Lines of a title are not broken inside; it stands in the middle. */
const title = (text: string): Paragraph =>
  paragraph([run(text, { face: fonts.song, size: size.title, characterSpacing: 0 })], {
    alignment: AlignmentType.CENTER,
    spacing: { line: LINE + 80, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  });

const faces = { heading: fonts.hei, subheading: fonts.kai, text: fonts.fang } as const;

function part({ kind, text }: BodyPart): Paragraph {
  return paragraph([run(text, { face: faces[kind] })], {
    indent: { firstLine: 2 * EM },
    alignment: AlignmentType.BOTH,
    keepNext: kind !== 'text',
  });
}

/** Below the text, after an empty line; further ones under the first. */
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
      paragraph([run(line)], { indent: { left: index === 0 ? 2 * EM : 5 * EM } }),
    ),
  ];
}

/** In characters; a numeral takes half of one. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.5 : 1), 0);

/** The issuer above the date, in its middle; the date stands four characters from the edge. */
function signature({ issuer, issuedOn }: OfficialDocument): Paragraph[] {
  const date = chineseDate(issuedOn);
  const right = 4 + widthOf(date) / 2 - widthOf(issuer) / 2;
  const line = (text: string, characters: number, keepNext: boolean) =>
    paragraph([run(text)], {
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(Math.max(0, characters) * EM) },
      keepNext,
      keepLines: true,
    });
  return [
    blank(),
    blank(),
    line(issuer, right, true),
    line(date, right < 0 ? widthOf(issuer) / 2 - widthOf(date) / 2 : 4, false),
  ];
}

/** 版记: who gets a copy, who sent it out and when, between lines as wide as the field. */
function imprint({ copyTo, issuer, issuedOn }: OfficialDocument): (Paragraph | Table)[] {
  const line = (width: number) => ({ style: BorderStyle.SINGLE, size: width, color: '000000' });
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const small = (...children: readonly (string | Tab)[]) =>
    new TextRun({
      size: size.small,
      font: { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: fonts.fang },
      children,
    });
  const row = (content: Paragraph) =>
    new TableRow({ cantSplit: true, children: [new TableCell({ children: [content] })] });
  const copies = paragraph([small(`抄送：${copyTo.join('，')}。`)], {
    indent: { left: 3 * SMALL_EM, hanging: 3 * SMALL_EM },
  });
  const sentOut = paragraph([small(issuer, new Tab(), `${chineseDate(issuedOn)}印发`)], {
    tabStops: [{ type: TabStopType.RIGHT, position: FIELD_WIDTH - 2 * SMALL_EM }],
  });
  const table = new Table({
    width: { size: FIELD_WIDTH, type: WidthType.DXA },
    columnWidths: [FIELD_WIDTH],
    layout: TableLayoutType.FIXED,
    margins: { left: SMALL_EM, right: SMALL_EM },
    borders: {
      top: line(8),
      bottom: line(8),
      left: none,
      right: none,
      insideHorizontal: line(6),
      insideVertical: none,
    },
    rows: copyTo.length === 0 ? [row(sentOut)] : [row(copies), row(sentOut)],
  });
  return [blank(), blank(), table];
}

/** All paragraphs of a document, from its head to its imprint. */
export function paragraphsOf(document: OfficialDocument): readonly (Paragraph | Table)[] {
  return [
    ...head(document),
    title(document.title),
    blank(),
    paragraph([run(`${document.addressee}：`)]),
    ...document.body.map(part),
    ...attached(document.attachments),
    ...signature(document),
    ...imprint(document),
  ];
}
