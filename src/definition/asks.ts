import 'reflect-metadata';
import { IsIn } from 'class-validator';
import type { LegalBasis } from './basis.js';
import type { Label } from './label.js';

/** What kind of field a form shows; most are seen from the rules, the others are said. */
export const fieldKinds = [
  'account',
  'case',
  'code',
  'cursor',
  'date',
  'division',
  'email',
  'evidence',
  'flag',
  'group',
  'list',
  'longText',
  'moment',
  'money',
  'number',
  'officer',
  'organisation',
  'password',
  'percent',
  'reference',
  'telephone',
  'text',
  'unit',
  'url',
  'uscc',
] as const;

export type FieldKind = (typeof fieldKinds)[number];

/** What a code means; `basis` and `channels` where the law says so, and where else to turn. */
export interface CodeWord extends Label {
  readonly basis?: LegalBasis;
  readonly channels?: readonly Label[];
}

/** Codes with what they mean. */
export type CodeWords<Code extends string = string> = Readonly<Record<Code, CodeWord>>;

/** What a property asks of whoever fills it in. */
export interface Asked {
  readonly label: Label;
  readonly hint?: Label;
  readonly field?: FieldKind;
}

export interface AsksOptions {
  /** What a reader has to know before filling it in, such as a unit. */
  readonly hint?: Label;
  /** Where the rules do not tell: whose id it is, for example. */
  readonly field?: FieldKind;
}

const ASKED = Symbol('asked');
const CODES = Symbol('codes');

/**
 * What a property is called, as an official form has it. Forms, schemas and the sentences of errors
 * take the name from here.
 */
export function Asks(zh: string, en: string, options: AsksOptions = {}): PropertyDecorator {
  return Reflect.metadata(ASKED, { label: { zh, en }, ...options } satisfies Asked);
}

/** What is asked by a property of a class or of one that it extends; null where nothing is said. */
export function askedOf(payload: { readonly prototype: object }, name: string): Asked | null {
  return (Reflect.getMetadata(ASKED, payload.prototype, name) as Asked | undefined) ?? null;
}

export interface CodeOptions<Value> {
  /** The property is a list, and each of its items such a code. */
  readonly each?: boolean;
  /** Those of the table that are taken here; all, where nothing is said. */
  readonly among?: readonly Value[];
  /** Of class-validator, said instead of its own. */
  readonly message?: string;
}

/** One code of a table; the schema says what each means. */
export function IsCode(
  table: CodeWords,
  {
    each = false,
    among = Object.keys(table),
    message,
  }: CodeOptions<string | number | boolean> = {},
): PropertyDecorator {
  const rule = IsIn([...among], { each, ...(message !== undefined && { message }) });
  const words = among.map((code) => [String(code), table[String(code)]] as const);
  const nameless = words.find(([, word]) => word === undefined);
  if (nameless) throw new TypeError(`The code ${nameless[0]} has no meaning.`);
  const note = Reflect.metadata(CODES, Object.fromEntries(words));
  return (target, key) => {
    rule(target, key);
    note(target, key);
  };
}

/** What the codes of a property mean; null where it takes none. */
export function codesOf(payload: { readonly prototype: object }, name: string): CodeWords | null {
  return (Reflect.getMetadata(CODES, payload.prototype, name) as CodeWords | undefined) ?? null;
}

/** The words of a table that says more of each code. */
export function wordsOf<Code extends string>(
  table: Readonly<Record<Code, { readonly label: Label; readonly basis?: LegalBasis }>>,
): CodeWords<Code> {
  const entries = Object.entries<{ readonly label: Label; readonly basis?: LegalBasis }>(table);
  const words = entries.map(([code, { label, basis }]) => [
    code,
    { ...label, ...(basis && { basis }) },
  ]);
  return Object.fromEntries(words) as CodeWords<Code>;
}
