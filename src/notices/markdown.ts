import { Marked, type Token, type Tokens } from 'marked';
import { escapeHtml, type ValueSlots } from './value-slots.js';

/** The HTML of a letter's Markdown. Raw HTML of a template is shown, never obeyed. */
export function markdownToHtml(markdown: string, slots: ValueSlots): string {
  const marked = new Marked({
    async: false,
    renderer: {
      html: ({ text }) => escapeHtml(text),
      image: ({ text }) => escapeHtml(text),
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const target = slots.revealInLine(href);
        return isWebAddress(target) ? `<a href="${escapeHtml(target)}">${words}</a>` : words;
      },
    },
  });
  return slots.revealInHtml(marked.parse(markdown) as string);
}

/** The same Markdown as plain text: what a reader without HTML sees. */
export function markdownToText(markdown: string, slots: ValueSlots): string {
  const text = blocks(new Marked().lexer(markdown));
  return slots.revealInText(text).trim();
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function blocks(tokens: readonly Token[]): string {
  return tokens
    .map(block)
    .filter((text) => text !== '')
    .join('\n\n');
}

function block(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'hr':
      return '----------';
    case 'list':
      return list(token as Tokens.List);
    case 'blockquote':
      return indent(blocks(token.tokens ?? []), '> ', '> ');
    case 'table':
      return [table(token as Tokens.Table), ...addresses(token)].join('\n');
    default:
      return [inline(token), ...addresses(token)].join('\n');
  }
}

/**
 * Where the links of a block lead, each on a line of its own: mail programs take what stands right
 * behind an address, such as a full stop, for a part of it.
 */
function addresses(token: Token): string[] {
  if (token.type === 'link') {
    const { href } = token as Tokens.Link;
    const words = inline(token);
    return words === href ? [] : [`${words}: ${href}`];
  }
  return partsOf(token).flatMap(addresses);
}

function partsOf(token: Token): readonly Token[] {
  if (token.type !== 'table') return (token as Tokens.Generic).tokens ?? [];
  const { header, rows } = token as Tokens.Table;
  return [header, ...rows].flat().flatMap(({ tokens }) => tokens);
}

function list({ items, ordered, start, loose }: Tokens.List): string {
  return items
    .map((item, index) => {
      const mark = ordered ? `${String(Number(start) + index)}. ` : '- ';
      return indent(blocks(item.tokens), mark, ' '.repeat(mark.length));
    })
    .join(loose ? '\n\n' : '\n');
}

function table({ header, rows }: Tokens.Table): string {
  const line = (cells: readonly Tokens.TableCell[]) =>
    cells.map((cell) => cell.tokens.map(inline).join('')).join(' | ');
  return [header, ...rows].map(line).join('\n');
}

function inline(token: Token): string {
  if (token.type === 'br') return '\n';
  const { tokens, text, raw } = token as Tokens.Generic & { text?: string };
  return tokens ? tokens.map(inline).join('') : (text ?? raw);
}

function indent(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n');
}
