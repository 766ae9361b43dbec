import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const here = new URL('./', import.meta.url);
const texts = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\/(notices|documents)\/.*\.md$/.test(name),
);

/** `5个工作日`, `60日内`, `3年`, `30 days`: the length of a term, which is data of its policy. */
const TERM = /\d+ ?(个?工作日|日内|日（|个月|年[内（]|working days?|days?\b|months?\b|years?\b)/g;

describe('letters and documents', () => {
  it('are there to be read', () => {
    expect(texts.length).toBeGreaterThan(200);
  });

  it.each(texts)('%s tells terms by their policies', (name) => {
    const text = readFileSync(fileURLToPath(new URL(name, here)), 'utf8');
    expect(text.match(TERM)).toBeNull();
  });

  it.each(['5个工作日', '60日内', '6个月', '30 days', 'within 3 years'])('%s is found', (text) => {
    expect(text.match(TERM)).not.toBeNull();
  });
});
