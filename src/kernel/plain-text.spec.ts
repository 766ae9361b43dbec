import { describe, expect, it } from '@jest/globals';
import {
  asLine,
  asText,
  isMailbox,
  isPlainLine,
  isPlainName,
  isPlainText,
  isWritable,
  withoutUnwritable,
} from './plain-text.js';

/** Every code point of the ranges, both ends included. */
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

const controls = [...range(0, 0x1f), ...range(0x7f, 0x9f)].filter(
  (character) => !'\t\n\r'.includes(character),
);
const noncharacters = [
  ...range(0xfdd0, 0xfdef),
  ...Array.from({ length: 17 }, (_, plane) => [0xfffe, 0xffff].map((end) => plane * 65_536 + end))
    .flat()
    .map((point) => String.fromCodePoint(point)),
];
const halves = ['\ud800', '\udbff', '\udc00', '\udfff'];
const hex = (text: string) => `U+${(text.codePointAt(0) ?? 0).toString(16)}`;

describe('what can be written', () => {
  it('is every text without controls, noncharacters and halves of a pair', () => {
    for (const character of [...controls, ...noncharacters, ...halves]) {
      expect([hex(character), isWritable(`a${character}b`)]).toEqual([hex(character), false]);
      expect(withoutUnwritable(`a${character}b`)).toBe('ab');
    }
    for (const text of ['', '一\t二\r\n三', '𠮷', '👨‍👩‍👧', '\ufdcf\ufdf0\u00a0\ufffd']) {
      expect(isWritable(text)).toBe(true);
      expect(withoutUnwritable(text)).toBe(text);
    }
  });

  it('has no run of marks that takes long to bring into order', () => {
    expect(isWritable(`a${'\u0301'.repeat(30)}`)).toBe(true);
    expect(isWritable(`a${'\u0301'.repeat(31)}`)).toBe(false);
    const endless = '\u0315\u0316'.repeat(200_000);
    expect(asText(endless)).toBe(endless);
  });
});

describe('a text', () => {
  it('is brought into one form', () => {
    expect(asText('\n 一\r\n二\r三\u2028四 \n')).toBe('一\n二\n三\n四');
    expect(asText('e\u0301')).toBe('\u00e9');
    expect(asLine(' \u3000名\u3000')).toBe('名');
    expect(asText('a\ufffe')).toBe('a\ufffe');
  });

  it.each(['\u202a', '\u202e', '\u2066', '\u2069'])('turns nothing round (%j)', (character) => {
    expect(isPlainText(`a${character}b`)).toBe(false);
  });

  it('may have what scripts and emoji need', () => {
    for (const text of ['می\u200cخواهم', '👨\u200d👩', 'a\u200e', '第一行\n第二行\t。']) {
      expect(isPlainText(text)).toBe(true);
    }
  });
});

describe('a line', () => {
  it.each(['a\nb', 'a\rb', 'a\u2028b', 'a\tb', 'a\u200bb', 'a\u00adb', 'a\u3164', 'a\ue000'])(
    'is not %j',
    (text) => {
      expect(isPlainLine(text)).toBe(false);
      expect(isPlainName(text)).toBe(false);
    },
  );

  it('may hold an address', () => {
    expect(isPlainLine('https://www.gov.cn/')).toBe(true);
  });
});

describe('a name', () => {
  it.each([
    '南宁示例科技有限公司',
    '某局（本级）第1号·东区',
    'Ältere & Söhne GmbH / Co. KG',
    '𠮷野家',
    '3M@中国',
  ])('is %s', (name) => {
    expect(isPlainName(name)).toBe(true);
  });

  it.each([
    '见 http://evil.example',
    'ｈｔｔｐ：／／evil',
    '请访问www.evil.example',
    'ＷＷＷ．evil',
    'evil@evil.example',
    'evil＠evil.example',
    '……',
    '',
    '某局⏎'.replace('⏎', '\nBcc: a'),
  ])('is not %j', (name) => {
    expect(isPlainName(name)).toBe(false);
  });
});

describe('a mailbox', () => {
  it.each([
    'a@b.cn',
    "o'neil+x@sub.enterprise.example",
    `${'a'.repeat(64)}@xn--fiqs8s.example`,
    'A_b.c@EXAMPLE.CN',
  ])('is %s', (text) => {
    expect(isMailbox(text)).toBe(true);
  });

  it.each([
    'a\u200bb@x.example',
    '"q q"@x.example',
    'x\u0301@x.example',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@localhost',
    '.a@x.example',
    'a.@x.example',
    'a..b@x.example',
    'a@.x.example',
    'a@x.example.',
    'a@-x.example',
    'a@x-.example',
    'a@x.例子',
    'a@b@x.example',
    'a b@x.example',
    'a@x.example\nBcc: b@x.example',
    '张@x.example',
    '',
    `${'a'.repeat(65)}@x.example`,
    `a@${'b'.repeat(64)}.example`,
    `a@${'b.'.repeat(130)}example`,
  ])('is not %j', (text) => {
    expect(isMailbox(text)).toBe(false);
  });
});
