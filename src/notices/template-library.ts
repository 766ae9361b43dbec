import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import {
  localesFor,
  type Locale,
  type NoticeDefinition,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { frame } from './frame/frame.js';
import { inLanguage, letterExample, unsaidTerm, type LetterVariables } from './letter.js';
import { parseTemplate, type LetterTemplate } from './letter-template.js';
import { markdownToHtml, markdownToText } from './markdown.js';
import { oneLiners, ValueSlots } from './value-slots.js';

/**
 * The part of a workflow that letters are made from. A letter without `to` is about an account: it
 * is written in every language and has no variable of a case.
 */
export type Lettered = Pick<WorkflowDefinition, 'key' | 'version' | 'templates'> & {
  readonly notices: Readonly<
    Record<
      string,
      Pick<NoticeDefinition, 'example' | 'terms'> & { readonly to?: NoticeDefinition['to'] }
    >
  >;
};

export interface RenderedLetter {
  /** The language it is written in: the reader's, or Chinese where there is no other. */
  readonly language: Locale;
  /** One line without control characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Entry {
  readonly aboutCase: boolean;
  readonly locales: ReadonlyMap<Locale, LetterTemplate>;
  /** The notice's own variables, all null: a letter that lacks one leaves a place empty. */
  readonly blank: JsonObject;
  /** Clocks whose length its text tells. */
  readonly terms: readonly string[];
}

const allLocales: readonly Locale[] = ['zh-CN', 'en'];

/** Longer subjects are cut by mail programs anyway. */
const SUBJECT_LENGTH = 200;

/** Every letter that the product can send, read and checked at boot. */
@Injectable()
export class TemplateLibrary {
  private readonly entries = new Map<string, Entry>();
  /** By their sources: kinds of case share many texts. */
  private readonly parsed = new Map<string, LetterTemplate>();

  /**
   * Reads the templates of workflows and fills each in with its example; one that tells a deadline
   * without one, too.
   *
   * @returns every problem, as sentences; empty when all letters can be written
   */
  load(workflows: readonly Lettered[]): string[] {
    return workflows.flatMap((workflow) =>
      Object.entries(workflow.notices).flatMap(([name, notice]) => {
        const id = templateId(workflow, name);
        const example = notice.example ?? {};
        const terms = notice.terms ?? [];
        const locales = new Map<Locale, LetterTemplate>();
        const blank = Object.fromEntries(Object.keys(example).map((key) => [key, null]));
        this.entries.set(id, { aboutCase: notice.to !== undefined, locales, blank, terms });
        return (notice.to ? localesFor(notice.to) : allLocales).flatMap((locale) => {
          const file = `${name}.${locale}.md`;
          const source = readTemplate(workflow, file);
          if (source === null) return [`${id}: there is no template ${file}`];
          try {
            locales.set(locale, this.templateOf(source));
          } catch (error) {
            return [`${id}: ${file} ${messageOf(error)}`];
          }
          const known = { ...example, ...unsaidTerms(terms, locale) };
          return this.check(id, locale, known).map((problem) => `${id}: ${file} ${problem}`);
        });
      }),
    );
  }

  /**
   * Writes a letter.
   *
   * @param template `promise@1/receipt`
   * @throws Error when the template is unknown or names a variable that is not there
   */
  render(template: string, language: Locale, variables: JsonObject): RenderedLetter {
    const entry = this.entries.get(template);
    const written = this.languageOf(template, language);
    const found = entry?.locales.get(written);
    if (!entry || !found) throw new Error(`There is no template ${template}.`);

    const slots = new ValueSlots();
    const all = { ...entry.blank, ...unsaidTerms(entry.terms, written), ...variables };
    const hidden = slots.hide(all);
    const subject = slots.revealInLine(found.subject(hidden)).slice(0, SUBJECT_LENGTH);
    const markdown = found.body(hidden);
    const framed = frame({
      language: written,
      subject,
      html: markdownToHtml(markdown, slots),
      text: markdownToText(markdown, slots),
      letter: entry.aboutCase ? (oneLiners(all) as unknown as LetterVariables) : null,
    });
    return { language: written, subject, ...framed };
  }

  /** The language a reader gets: the wanted one, or Chinese where the letter has no other. */
  languageOf(template: string, wanted: Locale): Locale {
    return this.entries.get(template)?.locales.has(wanted) ? wanted : 'zh-CN';
  }

  private templateOf(source: string): LetterTemplate {
    const template = this.parsed.get(source) ?? parseTemplate(source);
    this.parsed.set(source, template);
    return template;
  }

  private check(id: string, locale: Locale, example: JsonObject): string[] {
    const entry = this.entries.get(id);
    const letter: JsonObject = entry?.aboutCase ? letterExample(locale) : {};
    const known: JsonObject = { ...letter, ...inLanguage(example, locale) };
    const names = entry?.locales.get(locale)?.names ?? new Set<string>();
    const unknown = [...names].filter((name) => !isKnown(known, name.split('.')));
    if (unknown.length > 0) return unknown.map((name) => `names ${name}, which its example lacks`);
    const tellsDeadline = [...names].some((name) => name.split('.')[0] === 'deadline');
    const cases = tellsDeadline ? [known, { ...known, deadline: null }] : [known];
    return cases.flatMap((variables) => {
      try {
        const { subject, text } = this.render(id, locale, variables);
        if (subject === '') return ['has an empty subject'];
        return text.includes('[object ') ? ['puts a variable with parts where a text belongs'] : [];
      } catch (error) {
        const when = variables['deadline'] !== null ? '' : ' for a letter without a deadline';
        return [`cannot be filled in${when}: ${messageOf(error)}`];
      }
    });
  }
}

/** Letters that were queued before a text named the term still have to be written. */
function unsaidTerms(clocks: readonly string[], locale: Locale): JsonObject {
  if (clocks.length === 0) return {};
  return { terms: Object.fromEntries(clocks.map((clock) => [clock, unsaidTerm[locale]])) };
}

function templateId({ key, version }: Lettered, name: string): string {
  return `${key}@${String(version)}/${name}`;
}

function readTemplate({ templates }: Lettered, file: string): string | null {
  for (const folder of templates) {
    try {
      return readFileSync(new URL(file, folder), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

function isKnown(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (value === null || typeof value !== 'object' || !(name in value)) return false;
  return isKnown((value as Record<string, unknown>)[name], rest);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
