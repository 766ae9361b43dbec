import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { daysBetween } from '../kernel/business-date.js';
import { withoutUnwritable } from '../kernel/plain-text.js';
import type { Cell, Row } from './sheet.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export const xlsxType = XLSX;

/** Everything of a workbook with one sheet but the sheet itself. */
const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${XLSX}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/styles.xml': `<styleSheet xmlns="${SHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf fontId="0"/><xf fontId="0" numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf fontId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
};

/** Places in the list of formats above. */
const MONEY = 1;
const HEADING = 2;
const DAY = 3;

/** In characters; a day or an amount that is wider than its column would be shown as `###`. */
const COLUMN_WIDTH = 16;

/** Days of a workbook are counted from here; what lies before March 1900 is never asked for. */
const FIRST_DAY = '1899-12-30';

/** Characters that are compressed at a time; each row for itself would take ten times as long. */
const CHUNK = 64 * 1024;

/**
 * A workbook with one sheet, written as its rows come: it takes the same memory for any number of
 * them. Rows that fail end the stream with their error.
 */
export function xlsxOf(rows: AsyncIterable<Row> | Iterable<Row>): Readable {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(HEAD + xml), name);
  const sheet = Readable.from(sheetXml(rows));
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  const out = zip.outputStream as Readable;
  sheet.once('error', (error) => out.destroy(error));
  return out;
}

async function* sheetXml(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<string> {
  let text = `${HEAD}<worksheet xmlns="${SHEET}"><sheetFormatPr defaultColWidth="${COLUMN_WIDTH}" defaultRowHeight="15"/><sheetData>`;
  for await (const row of rows) {
    text += `<row>${row.map(cellXml).join('')}</row>`;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData></worksheet>`;
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'string') return textXml(cell, 0);
  if ('heading' in cell) return textXml(cell.heading, HEADING);
  if ('money' in cell) return `<c s="${MONEY}"><v>${cell.money}</v></c>`;
  if ('decimal' in cell) return `<c><v>${cell.decimal}</v></c>`;
  return `<c s="${DAY}"><v>${daysBetween(FIRST_DAY, cell.day)}</v></c>`;
}

/**
 * What a spreadsheet would take for a formula, now or when the sheet is saved as text; some take
 * full-width signs, too.
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

function textXml(text: string, style: number): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(safe)}</t></is></c>`;
}

function escaped(text: string): string {
  return withoutUnwritable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
