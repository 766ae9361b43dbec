/** One line of the result. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** What the project aims at; printed beside the value, never asserted. */
  readonly target?: string;
}

/** The figures as an aligned Markdown table, which documents can quote as it is. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['figure', 'value', 'target'],
    ...figures.map(({ name, value, target = '' }) => [name, value, target]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
