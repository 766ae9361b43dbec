import { withoutUnwritable } from '../kernel/plain-text.js';
import type { Cell, Row } from './sheet.js';

const style = `
body { font: 14px/1.5 "SimSun", "Songti SC", serif; margin: 24px; color: #111; }
table { border-collapse: collapse; width: 100%; }
td { border: 1px solid #bbb; padding: 3px 8px; vertical-align: top; }
td.money { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tr.gap td { border: 0; height: 10px; }
@media print { body { margin: 0; } tr { break-inside: avoid; } }
`;

/** A sheet as a page to be printed: no script, nothing from elsewhere. */
export function sheetPage(title: string, rows: readonly Row[]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row) => {
    if (row.length === 0) return `<tr class="gap"><td colspan="${width}"></td></tr>`;
    const cells = row.map((cell, index) => {
      const rest = index === row.length - 1 ? width - index : 1;
      return cellHtml(cell, rest);
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(title)}</title>
<style>${style}</style></head><body><table>${lines.join('\n')}</table></body></html>`;
}

function cellHtml(cell: Cell, span: number): string {
  const across = span > 1 ? ` colspan="${span}"` : '';
  if (cell === null) return `<td${across}></td>`;
  if (typeof cell !== 'object') return `<td${across}>${escape(String(cell))}</td>`;
  if ('heading' in cell) return `<td${across}><b>${escape(cell.heading)}</b></td>`;
  if ('money' in cell) return `<td class="money"${across}>${escape(cell.money)}</td>`;
  return `<td${across}>${escape('day' in cell ? cell.day : cell.decimal)}</td>`;
}

function escape(text: string): string {
  return withoutUnwritable(text).replace(
    /[&<>"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
