import { AlignmentType, Document, DocumentGridType, Footer, Packer } from 'docx';
import { PageNumber, Paragraph, TextRun } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { randomBytes } from 'node:crypto';
import { equals, LINE, OFF_GRID, page, size, SMALL_EM } from './layout.js';

/** Words of the frame where a document fills it; no text of a document is among them yet. */
export const places = {
  title: 'QTITLEQ',
  issuer: 'QISSUERQ',
  body: 'QBODYQ',
} as const;

/** Stands where the number goes until it is known. Unguessable, so that no text can hold it. */
export const NUMBER_PLACE = `Q${randomBytes(12).toString('hex')}Q`;

const FONTS = 'word/fontTable.xml';
const WORDPROCESSING = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

const styles = `<w:styles xmlns:w="${WORDPROCESSING}"><w:style w:type="paragraph" w:customStyle="1" w:styleId="${OFF_GRID}"><w:name w:val="Off Grid"/><w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:style></w:styles>`;

/** The parts of a Word file by their paths, with the places that a document fills. */
export type Frame = ReadonlyMap<string, string>;

let made: Promise<Frame> | null = null;

/**
 * All that is the same in every official document: page, grid, styles, footers, typefaces. It is
 * made once; to make it anew for each document takes ten times as long as the document.
 */
export function documentFrame(): Promise<Frame> {
  made ??= newFrame();
  return made;
}

async function newFrame(): Promise<Frame> {
  const { width, height, top, bottom, left, right, footer } = page;
  const file = new Document({
    title: places.title,
    creator: places.issuer,
    lastModifiedBy: places.issuer,
    externalStyles: styles,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width, height },
            margin: { top, bottom, left, right, footer, header: 0, gutter: 0 },
          },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        footers: {
          default: new Footer({ children: [pageNumber('odd')] }),
          even: new Footer({ children: [pageNumber('even')] }),
        },
        children: [new Paragraph(places.body)],
      },
    ],
  });
  return partsOf(await Packer.toBuffer(file)).set(FONTS, fontTable());
}

/** Folders are no parts of a package. */
function partsOf(packed: Uint8Array): Map<string, string> {
  const files = Object.entries(unzipSync(packed)).filter(([path]) => !path.endsWith('/'));
  return new Map(files.map(([path, content]) => [path, strFromU8(content)]));
}

const NUMERALS = { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体' };

/** — 1 —, a character from the outer edge: right on odd pages, left on even ones. */
function pageNumber(side: 'odd' | 'even'): Paragraph {
  const isOdd = side === 'odd';
  return new Paragraph({
    alignment: isOdd ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: isOdd ? { right: SMALL_EM } : { left: SMALL_EM },
    // Each in a run of its own: Writer gives what follows a field in one run another size.
    children: ['— ', PageNumber.CURRENT, ' —'].map(
      (child) => new TextRun({ size: size.small, font: NUMERALS, children: [child] }),
    ),
  });
}

/** With the typefaces that stand in for those that a machine lacks. */
function fontTable(): string {
  const rows = Object.entries(equals).map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="${WORDPROCESSING}">${rows.join('')}</w:fonts>`;
}
