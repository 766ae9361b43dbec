import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { accountLetters } from '../src/identity/account-letters.js';
import type { JsonObject } from '../src/kernel/json.js';
import { inLanguage, letterExample } from '../src/notices/letter.js';
import { TemplateLibrary, type Lettered } from '../src/notices/template-library.js';
import { workflows } from './index.js';

const ADDRESS = 'https://qingnuo.example/x';
const library = new TemplateLibrary();
const all: readonly Lettered[] = [...workflows, accountLetters];
library.load(all);

/** Every variable that may lead somewhere does. */
const leading = (variables: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      /link|url/i.test(name) && typeof value === 'string' ? ADDRESS : value,
    ]),
  );

const letters = all.flatMap(({ key, version, notices }) =>
  Object.entries(notices).flatMap(([name, { example }]) =>
    (['zh-CN', 'en'] as const).map((locale) => {
      const known = { ...letterExample(locale), ...inLanguage(example ?? {}, locale) };
      const id = `${key}@${String(version)}/${name}`;
      return { id, text: library.render(id, locale, leading(known)).text };
    }),
  ),
);

/** What a mail program may take for an address: all up to the next blank. */
const addressesIn = (text: string): readonly string[] => text.match(/https?:\S*/g) ?? [];

describe('the addresses in plain letters', () => {
  it('are followed by nothing that could be taken for a part of them', () => {
    const withAddress = letters.filter(({ text }) => addressesIn(text).length > 0);
    expect(withAddress.length).toBeGreaterThan(100);
    const wrong = withAddress.flatMap(({ id, text }) =>
      addressesIn(text).flatMap((address) => (address === ADDRESS ? [] : [`${id}: ${address}`])),
    );
    expect(wrong).toEqual([]);
  });

  it('would be found out otherwise', () => {
    expect(addressesIn(`见 ${ADDRESS}。`)).toEqual([`${ADDRESS}。`]);
  });
});
