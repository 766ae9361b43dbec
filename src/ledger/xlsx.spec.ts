import { describe, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { holdsUnwritable, unwritable } from '../../test/support/unwritable.js';
import { cellsInXlsx, partOf, textsInXlsx } from '../../test/support/workbook.js';
import { sheetPage } from './sheet-page.js';
import { day, decimal, heading, money, type Row } from './sheet.js';
import { xlsxOf } from './xlsx.js';

const texts = async (...rows: readonly Row[]) => textsInXlsx(await buffer(xlsxOf(rows)));

describe('a workbook', () => {
  it('opens whatever names were stored', async () => {
    expect(await texts([`甲${unwritable}乙`, { heading: `丙${unwritable}` }])).toEqual([
      '甲乙',
      '丙',
    ]);
    expect(await texts(['<a>&"\t\n𠮷'])).toEqual(['<a>&"\t\n𠮷']);
  });

  it.each(['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
    'has no formula where %j stands',
    async (text) => {
      expect(await texts([text])).toEqual([`'${text}`]);
      expect(await texts([`a${text}`])).toEqual([`a${text}`]);
    },
  );
});

describe('a cell of a workbook', () => {
  const cell = async (of: Row[number]) => (await cellsInXlsx(await buffer(xlsxOf([[of]]))))[0]?.[0];
  const date = (serial: number) => ({ shown: serial, as: 'yyyy-mm-dd' });
  const yuan = (amount: number) => ({ shown: amount, as: '#,##0.00' });

  // The numbers of the days are those that spreadsheets give them.
  it.each<[string, Row[number], unknown]>([
    ['a day', day('2026-09-14'), date(46_279)],
    ['the day after a leap day', day('2024-03-01'), date(45_352)],
    ['the first day that a case may have', day('1991-01-01'), date(33_239)],
    ['no day', day(null), null],
    ['an amount', money('1000000.00'), yuan(1_000_000)],
    ['an amount with fen', money('-0.05'), yuan(-0.05)],
    ['a rate', decimal('3.450'), 3.45],
    ['a rate that is a word', decimal('见合同'), '见合同'],
    ['a count', 12, 12],
    ['a number of a case, which is a name', '2026-09-14', '2026-09-14'],
    ['a heading', heading('日期'), '日期'],
  ])('is %s', async (_what, of, expected) => {
    expect(await cell(of)).toEqual(expected);
  });

  it('has a column wide enough for a day and an amount', async () => {
    const content = await buffer(xlsxOf([[day('2026-09-14')]]));
    expect(await partOf(content, 'xl/worksheets/sheet1.xml')).toContain('defaultColWidth="16"');
  });
});

describe('a sheet as a page', () => {
  it('shows the same', () => {
    const row = [`甲${unwritable}<乙`, day('2026-09-14'), decimal('3.45'), money('1.00')];
    const page = sheetPage(`题${unwritable}`, [row]);
    for (const shown of ['2026-09-14', '3.45', '1.00']) expect(page).toContain(`>${shown}</td>`);
    expect(holdsUnwritable(page)).toBe(false);
    expect(page).toContain('甲&#60;乙');
  });
});
