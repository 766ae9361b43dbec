import { describe, expect, it } from '@jest/globals';
import { TemplateLibrary } from '../notices/template-library.js';
import { accountLetters } from './account-letters.js';

describe('the letters about accounts', () => {
  const library = new TemplateLibrary();
  const problems = library.load([accountLetters]);

  it('can all be written, in both languages', () => {
    expect(problems).toEqual([]);
    for (const name of Object.keys(accountLetters.notices)) {
      expect(library.languageOf(`accounts@1/${name}`, 'en')).toBe('en');
    }
  });

  it('have no part of a case in their frame', () => {
    const { subject, text, html } = library.render('accounts@1/passwordReset', 'en', {
      name: '<b>Officer</b>',
      code: 'abc_def-ghi',
      hours: 1,
      link: 'https://qingnuo.example/account',
    });
    expect(subject).toBe('Qingnuo: set a new password');
    expect(text).toMatch(/^Qingnuo\n\nDear <b>Officer<\/b>,/);
    expect(text).toContain('> abc_def-ghi');
    expect(text).toContain('https://qingnuo.example/account');
    expect(html).toContain('&lt;b&gt;Officer&lt;/b&gt;');
    for (const part of [text, html]) expect(part).not.toMatch(/Case|Respondent|Open the case/);
  });

  it('are refused at boot when a template names what the letter lacks', () => {
    const notices = { ...accountLetters.notices, passwordReset: { example: { name: 'x' } } };
    expect(new TemplateLibrary().load([{ ...accountLetters, notices }])).toContain(
      'accounts@1/passwordReset: passwordReset.en.md names code, which its example lacks',
    );
  });
});
