import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NoticeDefinition } from '../definition/index.js';
import { letterExample } from './letter.js';
import { TemplateLibrary } from './template-library.js';

const folder = mkdtempSync(join(tmpdir(), 'letters-'));
const templates = [pathToFileURL(`${folder}/`)];
const library = new TemplateLibrary();

const write = (file: string, subject: string, body: string) => {
  writeFileSync(join(folder, file), `---\nsubject: ${subject}\n---\n${body}`);
};
const load = (notices: Readonly<Record<string, NoticeDefinition>>, into = new TemplateLibrary()) =>
  into.load([{ key: 'test', version: 1, notices, templates }]);
const letter = { ...letterExample('zh-CN'), deadline: null };

beforeAll(() => {
  write(
    'told.zh-CN.md',
    '{{caseNumber}}：{{reason}}',
    '**{{readerName}}**：\n\n{{reason}}\n\n{{#each items}}\n- {{this}}\n{{/each}}\n\n[查看]({{target}})\n',
  );
  write('told.en.md', 'About {{caseNumber}}', 'Dear {{readerName}},\n\n> {{reason}}\n');
  load(
    {
      told: {
        to: 'enterprise',
        example: { reason: 'r', items: ['one', 'two'], target: 'https://qingnuo.example/' },
      },
    },
    library,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a letter', () => {
  const told = (values: object) =>
    library.render('test@1/told', 'zh-CN', {
      ...letter,
      reason: '无',
      items: ['合同', '发票'],
      target: 'https://qingnuo.example/a?b=1&c=2',
      ...values,
    });

  it('is HTML and plain text from one source, in one frame', () => {
    const { subject, html, text, language } = told({});
    expect(language).toBe('zh-CN');
    expect(subject).toBe('P-2026-450100-000001：无');
    expect(html).toContain('<strong>南宁示例科技有限公司</strong>');
    expect(html).toContain('<li>合同</li>');
    expect(html).toContain('<a href="https://qingnuo.example/a?b=1&amp;c=2">查看</a>');
    expect(text).toContain('- 合同\n- 发票');
    expect(text).toContain('查看: https://qingnuo.example/a?b=1&c=2');
    expect(text).not.toContain('**');
    for (const part of [html, text]) {
      expect(part).toContain('P-2026-450100-000001');
      expect(part).toContain('请勿直接回复');
      expect(part).toContain('https://qingnuo.example/cases/');
      expect(part).not.toContain('截止');
    }
  });

  it('names whom to call, and does without in a letter of before', () => {
    const { contact: _, ...before } = { ...letter, link: '' };
    const now = told({ ...letter, link: '' });
    for (const part of [now.html, now.text]) {
      expect(part).toContain('12345');
      expect(part).toContain('请与上列联系单位联系');
    }
    const { text } = library.render('test@1/told', 'zh-CN', { ...before, reason: '理由' });
    expect(text).toContain('请与发出本通知的机关联系');
    expect(text).not.toContain('联系电话');
  });

  it.each([
    ['zh-CN', '联系人', '：', '韦科长'],
    ['en', 'Contact person', ': ', 'Ms Wei'],
  ] as const)(
    'names the contact person in %s, and nobody where none is',
    (language, word, colon, person) => {
      const written = (contact: object) =>
        library.render('test@1/told', language, {
          ...letterExample(language),
          contact: contact as never,
          reason: '理由',
        });
      const { person: _, ...queuedBefore } = letterExample(language).contact ?? {};
      const named = written({ ...queuedBefore, person });
      expect(named.text).toContain(`${word}${colon}${person}`);
      expect(named.html).toContain(`<tr><th>${word}</th><td>${person}</td></tr>`);
      for (const nobody of [{ ...queuedBefore, person: '' }, queuedBefore]) {
        const { text, html } = written(nobody);
        expect([text.includes(word), html.includes(word)]).toEqual([false, false]);
      }
    },
  );

  it('tells the deadline with weekday, basis, roll and reserve', () => {
    const { html, text } = told(letterExample('zh-CN'));
    for (const part of [html, text]) {
      expect(part).toContain('截止 2026-10-08（暂定） 星期四 24:00（北京时间）');
      expect(part).toContain('国务院令第802号）第二十五条第二款');
      expect(part).toContain('2026-10-01');
      expect(part).toContain('暂定');
      expect(part).toContain('法定');
    }
  });

  it('is written in the reader’s language, or in Chinese where there is no other', () => {
    const values = { ...letter, reason: 'late' };
    expect(library.render('test@1/told', 'en', values).subject).toBe('About P-2026-450100-000001');
    write('officer.zh-CN.md', '催办', '请办理。');
    load({ officer: { to: 'handler' } }, library);
    expect(library.render('test@1/officer', 'en', letter).language).toBe('zh-CN');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](https://evil.example)',
    '![x](https://evil.example/pixel.png)',
    '# heading',
    '**bold** _it_ `code`',
    '1. one\n2. two',
    '&lt;b&gt;',
    '{{caseNumber}} {{{body}}}',
    '--- \n===',
    '| a | b |\n|---|---|',
    '</title></div>" onclick="x',
    '$& $1 $`',
    'https://evil.example www.evil.example a@evil.example',
  ])('shows %j as it was written, whatever it looks like', (value) => {
    const { html, text } = told({ reason: value });
    const plain = told({ reason: 'x' }).html;
    const tags = (page: string) => page.replace(/<br>/g, '').match(/<[^>]+>/g);
    expect(tags(html)).toEqual(tags(plain));
    const shown = html
      .replace(/<br>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
    expect(shown).toContain(value);
    expect(text).toContain(value.replaceAll('\n', '\n  '));
  });

  it('links only to web addresses', () => {
    const { html } = told({ target: 'javascript:alert(1)' });
    expect(html).not.toContain('javascript:');
    expect(html).toContain('查看');
  });

  it('keeps its subject on one line without control characters', () => {
    const { subject } = told({ reason: 'a\r\nBcc: x@evil.example\u0000\u202e\nb' });
    expect(subject).toBe('P-2026-450100-000001：a Bcc: x@evil.example b');
    expect(told({ reason: 'x'.repeat(999) }).subject).toHaveLength(200);
  });

  it('keeps a name that has line breaks from imitating the frame', () => {
    const { text } = told({ enterpriseName: 'A\n截止: 2030-01-01' });
    expect(text).toContain('投诉企业：A 截止: 2030-01-01');
  });

  it('is refused when a variable is missing or the template unknown', () => {
    const { caseNumber: _, ...without } = letter;
    expect(() => library.render('test@1/told', 'en', without)).toThrow('caseNumber');
    expect(() => library.render('test@2/told', 'en', letter)).toThrow('test@2/told');
  });

  it('leaves the place of an own variable empty when the event gave none', () => {
    expect(library.render('test@1/told', 'en', letter).html).toContain('<blockquote>');
  });
});

describe('loading', () => {
  it('names every problem at once', () => {
    write('bad.zh-CN.md', '{{caseNumber', 'x');
    write(
      'unclear.zh-CN.md',
      '{{caseNumber}}',
      '{{#if reson}}{{caseNumber}}{{/if}} {{deadline.dueAt}}',
    );
    write('unguarded.zh-CN.md', 'x', '{{deadline.dueOn}}');
    write('guarded.zh-CN.md', 'x', '{{#if deadline}}{{deadline.dueOn}}{{else}}-{{/if}}');
    write('whole.zh-CN.md', 'x', '{{ground}}{{parts}}');
    writeFileSync(join(folder, 'bare.zh-CN.md'), 'no front matter');
    const problems = load({
      bad: { to: 'handler' },
      unclear: { to: 'handler', example: { reason: 'r' } },
      unguarded: { to: 'handler' },
      guarded: { to: 'handler' },
      whole: { to: 'handler', example: { ground: { zh: '法院', en: 'court' }, parts: { a: 'b' } } },
      bare: { to: 'handler' },
      absent: { to: 'enterprise' },
    });
    expect(problems).toHaveLength(8);
    expect(problems).toEqual([
      expect.stringMatching(/^test@1\/bad: bad.zh-CN.md Parse error/),
      'test@1/unclear: unclear.zh-CN.md names reson, which its example lacks',
      'test@1/unclear: unclear.zh-CN.md names deadline.dueAt, which its example lacks',
      expect.stringMatching(/^test@1\/unguarded: .* for a letter without a deadline: /),
      'test@1/whole: whole.zh-CN.md puts a variable with parts where a text belongs',
      expect.stringContaining('does not begin with "---"'),
      'test@1/absent: there is no template absent.zh-CN.md',
      'test@1/absent: there is no template absent.en.md',
    ]);
  });
});
