import {
  BorderStyle,
  LineRuleType,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  WidthType,
  type ITableFloatOptions,
  type Paragraph,
} from 'docx';
import { chineseDate } from '../kernel/chinese-date.js';
import { FIELD_WIDTH, LINE, OFF_GRID, page, size, SMALL_EM } from './layout.js';
import type { OfficialDocument } from './official-document.js';
import { blank, paragraph, run } from './text.js';

/**
 * At the lower edge of the text field, on the page of the paragraph that comes next; text goes on
 * above it and on the next page, never over it. Its place on the line counts from the paper's edge:
 * Writer lets a table float that is as wide as the field only so.
 */
const atFoot: ITableFloatOptions = {
  verticalAnchor: TableAnchorType.MARGIN,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
  horizontalAnchor: TableAnchorType.PAGE,
  absoluteHorizontalPosition: page.left,
  leftFromText: 0,
  rightFromText: 0,
  topFromText: Math.round(LINE / 2),
  bottomFromText: 0,
};

/** 7.4.1, in eighths of a point: 0.35 mm for the first and the last line, 0.25 mm between. */
const THICK = 8;
const THIN = 6;

/** Room of one character right and left: cells have none, programs set them off by it otherwise. */
const inside = { left: SMALL_EM, right: SMALL_EM };

/** In characters, 12 lines: a longer list follows the text, as no table floats over two pages. */
const LONGEST = 12 * 24;

/** As low as a line can be: the table is where this is, and it goes where the signature goes. */
const anchor = (): Paragraph =>
  paragraph([run('', { size: 2 })], {
    style: OFF_GRID,
    spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  });

/** 版记 (7.4): who gets a copy, who sent it out and when, at the end of the last page. */
export function imprint({ copyTo, issuer, issuedOn }: OfficialDocument): (Paragraph | Table)[] {
  const floats = copyTo.join('，').length <= LONGEST;
  const line = (width: number) => ({ style: BorderStyle.SINGLE, size: width, color: '000000' });
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const small = { size: size.small, characterSpacing: 0 };
  const row = (content: Paragraph) =>
    new TableRow({ cantSplit: floats, children: [new TableCell({ children: [content] })] });
  const copies = paragraph([run(`抄送：${copyTo.join('，')}。`, small)], {
    // 7.4.2: further lines begin below the first character after the colon.
    indent: { left: 4 * SMALL_EM, hanging: 3 * SMALL_EM, right: SMALL_EM },
  });
  const sentOut = paragraph(
    [
      run(issuer, small),
      run('', { ...small, children: [new Tab(), `${chineseDate(issuedOn)}印发`] }),
    ],
    {
      indent: inside,
      tabStops: [{ type: TabStopType.RIGHT, position: FIELD_WIDTH - SMALL_EM }],
    },
  );
  const table = new Table({
    ...(floats && { float: atFoot }),
    width: { size: FIELD_WIDTH, type: WidthType.DXA },
    columnWidths: [FIELD_WIDTH],
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0 },
    borders: {
      top: line(THICK),
      bottom: line(THICK),
      left: none,
      right: none,
      insideHorizontal: line(THIN),
      insideVertical: none,
    },
    rows: copyTo.length === 0 ? [row(sentOut)] : [row(copies), row(sentOut)],
  });
  return floats ? [table, anchor()] : [blank(), table, anchor()];
}
