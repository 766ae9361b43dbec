import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  PageNumber,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { mapTexts } from '../kernel/json.js';
import { withoutUnwritable } from '../kernel/plain-text.js';
import { SMALL_EM, LINE, page, size, styles } from './layout.js';
import type { OfficialDocument } from './official-document.js';
import { paragraphsOf } from './paragraphs.js';
import { repacked } from './repack.js';

/**
 * The document as a Word file (DOCX), laid out after GB/T 9704—2012. The same document has the
 * same bytes, whenever and wherever it is written.
 */
export async function documentFile(given: OfficialDocument): Promise<Buffer> {
  // Names that were stored before such characters were refused: Word opens no file with them.
  const document = mapTexts(given, withoutUnwritable);
  const { title, issuer } = document;
  const file = new Document({
    title,
    creator: issuer,
    lastModifiedBy: issuer,
    externalStyles: styles,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: {
              top: page.top,
              bottom: page.bottom,
              left: page.left,
              right: page.right,
              footer: page.footer,
              header: 0,
              gutter: 0,
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: LINE },
        },
        footers: {
          default: new Footer({ children: [pageNumber('odd')] }),
          even: new Footer({ children: [pageNumber('even')] }),
        },
        children: paragraphsOf(document),
      },
    ],
  });
  return repacked(await Packer.toBuffer(file), document.issuedOn);
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
