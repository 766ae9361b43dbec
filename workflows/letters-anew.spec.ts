import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { localesFor, type NoticeDefinition } from '../src/definition/index.js';
import type { JsonObject } from '../src/kernel/json.js';
import { inLanguage, letterExample } from '../src/notices/letter.js';
import { TemplateLibrary } from '../src/notices/template-library.js';
import { wholeLetter } from '../src/notices/whole-letter.js';
import { workflows } from './index.js';

const library = new TemplateLibrary();
const problems = library.load(workflows);

/** One for each template, language, and what a template may tell or leave out. */
const letters = workflows.flatMap(({ key, version, notices }) =>
  Object.entries<NoticeDefinition>(notices).flatMap(([name, { to, example = {} }]) =>
    localesFor(to).flatMap((language) => {
      const template = `${key}@${version}/${name}`;
      const whole = { ...letterExample(language), ...inLanguage(example, language) } as JsonObject;
      const told = [whole, { ...whole, deadline: null }, { ...whole, byLink: true, link: '' }];
      return told.map((variables) => ({ template, language, variables }));
    }),
  ),
);

describe('every letter of every kind of case', () => {
  it('is there to be written', () => {
    expect(problems).toEqual([]);
    expect(letters.length).toBeGreaterThan(300);
  });

  it('has the HTML that it went out with, made anew from what is kept of it', () => {
    for (const letter of letters) {
      const { template, language, variables } = letter;
      const sent = library.render(template, language, variables);
      const kept = {
        template,
        language: sent.language,
        variables: JSON.parse(JSON.stringify(variables)) as JsonObject,
        subject: sent.subject,
        textBody: sent.text,
        htmlBody: null,
      };
      expect(wholeLetter(library, kept)).toEqual(sent);
    }
  });

  it('says what was kept when its template says something else by now', () => {
    for (const { template, language, variables } of letters) {
      const textBody = '旧文 <b> & "old" words\n第二行';
      const kept = { template, language, variables, subject: '旧题', textBody, htmlBody: null };
      const { subject, text, html } = wholeLetter(library, kept);
      expect([subject, text]).toEqual(['旧题', textBody]);
      expect(html).toContain('旧文 &lt;b&gt; &amp; &quot;old&quot; words\n第二行');
    }
  });
});
