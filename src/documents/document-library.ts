import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Marked, type Token, type Tokens } from 'marked';
import type { DocumentSet } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { parseTemplate, type LetterTemplate } from '../notices/letter-template.js';
import { ValueSlots } from '../notices/value-slots.js';
import type { BodyPart, OfficialDocument } from './official-document.js';

/** What a template says of a document; the rest is known to whoever issues it. */
export type Written = Pick<OfficialDocument, 'title' | 'body'>;

/** The texts of official documents, read and checked at boot as those of letters are. */
@Injectable()
export class DocumentLibrary {
  private readonly templates = new Map<string, LetterTemplate>();

  /**
   * Reads the templates of a workflow, by its name as in `measure@1`.
   *
   * @returns every problem, as sentences; empty when all documents can be written
   */
  load(workflow: string, { folder, examples }: DocumentSet): string[] {
    return Object.entries(examples).flatMap(([name, example]) => {
      const file = `${name}.zh-CN.md`;
      try {
        const template = parseTemplate(readFileSync(new URL(file, folder), 'utf8'));
        this.templates.set(`${workflow}/${name}`, template);
        const unknown = [...template.names].filter((each) => !isKnown(example, each.split('.')));
        if (unknown.length > 0) {
          return unknown.map(
            (each) => `${workflow}: ${file} names ${each}, which its example lacks`,
          );
        }
        const { title, body } = this.write(`${workflow}/${name}`, example);
        const problem = title === '' ? 'has no title' : body.length === 0 ? 'has no text' : null;
        return problem === null ? [] : [`${workflow}: ${file} ${problem}`];
      } catch (error) {
        return [`${workflow}: ${file}: ${error instanceof Error ? error.message : String(error)}`];
      }
    });
  }

  /**
   * Fills a template in. A value is text, whatever it holds: no mark-up, and no heading.
   *
   * @throws Error when there is no such template or a variable is not there
   */
  write(name: string, variables: JsonObject): Written {
    const template = this.templates.get(name);
    if (!template) throw new Error(`There is no template of a document ${name}.`);
    const slots = new ValueSlots();
    const hidden = slots.hide(variables);
    const body = new Marked().lexer(template.body(hidden)).flatMap((token) => partsOf(token));
    return {
      title: slots.revealInLine(template.subject(hidden)),
      body: body.flatMap((part) => revealed(part, slots)),
    };
  }
}

function partsOf(token: Token): BodyPart[] {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      return [{ kind: depth <= 2 ? 'heading' : 'subheading', text: plain(tokens) }];
    }
    case 'paragraph':
    case 'text':
      return [{ kind: 'text', text: plain((token as Tokens.Paragraph).tokens) }];
    case 'list': {
      const { items, ordered, start } = token as Tokens.List;
      const mark = (index: number) => (ordered ? `${Number(start) + index}．` : '');
      return items.map(({ tokens }, index) => ({
        kind: 'text' as const,
        text:
          mark(index) +
          tokens
            .flatMap((each) => partsOf(each))
            .map(({ text }) => text)
            .join(''),
      }));
    }
    default:
      return [];
  }
}

/** Lines that the author broke are one in Chinese. */
function plain(tokens: readonly Token[] = []): string {
  return tokens
    .map((token) => {
      const inner = (token as { tokens?: readonly Token[] }).tokens;
      return inner ? plain(inner) : 'text' in token ? String(token.text) : '';
    })
    .join('')
    .replaceAll('\n', '');
}

/** A value of several lines is several paragraphs. */
function revealed({ kind, text }: BodyPart, slots: ValueSlots): BodyPart[] {
  if (kind !== 'text') return [{ kind, text: slots.revealInLine(text) }];
  return slots
    .revealInText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind, text: line }));
}

function isKnown(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (typeof value !== 'object' || value === null || !(name in value)) return false;
  return isKnown((value as Record<string, unknown>)[name], rest);
}
