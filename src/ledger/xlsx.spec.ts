import { describe, expect, it } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { holdsUnwritable, unwritable } from '../../test/support/unwritable.js';
import { textsInXlsx } from '../../test/support/workbook.js';
import { sheetPage } from './sheet-page.js';
import type { Row } from './sheet.js';
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

describe('a sheet as a page', () => {
  it('shows the same', () => {
    const page = sheetPage(`题${unwritable}`, [[`甲${unwritable}<乙`]]);
    expect(holdsUnwritable(page)).toBe(false);
    expect(page).toContain('甲&#60;乙');
  });
});
