import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ValueSlots } from './value-slots.js';
import { markdownToHtml, markdownToText } from './markdown.js';

const slots = new ValueSlots();
const text = (markdown: string) => markdownToText(markdown, slots);

describe('an address in the plain text of a letter', () => {
  it('stands on a line of its own behind its block, so that nothing is taken for a part of it', () => {
    const page = '[账号页面](https://qingnuo.example/account)';
    expect(text(`见 ${page}。\n\n完。`)).toBe(
      '见 账号页面。\n账号页面: https://qingnuo.example/account\n\n完。',
    );
    expect(text(`- 见 ${page}；\n- 完。`)).toBe(
      '- 见 账号页面；\n  账号页面: https://qingnuo.example/account\n- 完。',
    );
    expect(text(`> 见 **${page}**。`)).toBe(
      '> 见 账号页面。\n> 账号页面: https://qingnuo.example/account',
    );
    expect(text(`| 甲 |\n| - |\n| ${page}，乙 |`)).toBe(
      '甲\n账号页面，乙\n账号页面: https://qingnuo.example/account',
    );
  });

  it('stays a link in HTML', () => {
    expect(markdownToHtml('见 [页](https://qingnuo.example/)。', slots)).toContain(
      '见 <a href="https://qingnuo.example/">页</a>。',
    );
  });
});
