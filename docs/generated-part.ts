const BEGIN =
  '<!-- Made from the declarations by `npm run docs`. -->\n<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->';

/**
 * A page with its generated part made anew; what people wrote outside stays.
 *
 * @param name of the page, for the error
 * @throws Error when the page does not mark where the generated part stands
 */
export function withPart(name: string, page: string, part: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${name} lacks the lines "${BEGIN}" and "${END}".`);
  }
  return `${before}${BEGIN}\n\n${part}\n\n${END}${after}`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
