import { describe, expect, it } from '@jest/globals';
import { maskedCode, maskedTrackingLink, withTrackingCode } from './tracking-code.js';

const link = maskedTrackingLink('https://qingnuo.example', 'P-2026-450100-000001');
const letter = {
  language: 'zh-CN',
  subject: '已收到',
  text: `查询码：${maskedCode}\n${link}`,
  html: `<strong>${maskedCode}</strong><a href="${link.replace('=', '&#x3D;')}">${link}</a>`,
} as const;

describe('the tracking code of a letter', () => {
  it('is put in as the letter leaves, wherever its mask stands', () => {
    const open = 'https://qingnuo.example/track/P-2026-450100-000001?code=4FT7K2M9QRSX';
    expect(withTrackingCode(letter, '4FT7K2M9QRSX')).toEqual({
      ...letter,
      text: `查询码：4FT7K2M9QRSX\n${open}`,
      html: `<strong>4FT7K2M9QRSX</strong><a href="${open.replace('=', '&#x3D;')}">${open}</a>`,
    });
  });

  it('is in no letter to anybody else', () => {
    expect(withTrackingCode(letter, null)).toBe(letter);
  });
});
