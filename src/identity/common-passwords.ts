import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Words that passwords are made of here and that a list from elsewhere lacks: pinyin, cities of
 * Guangxi, offices, lucky numbers.
 */
const OURS =
  `mima wodemima woaini woaizhongguo nihao zhongguo beijing shanghai guangxi nanning liuzhou guilin
  wuzhou beihai fangchenggang qinzhou guigang yulin baise hezhou hechi laibin chongzuo zhengfu
  gongan gongsi caiwu tousu ceshi guanli guanliyuan huanying jiayou xinnian 1314 1314520 5201314
  密码 我的密码 我爱你 中国 广西 南宁 政府 公司 财务 测试 管理员`.split(/\s+/);

/** Shorter ones are no part of a password that anybody would know it by. */
const SHORTEST = 4;

const known = new Set([...dictionary['passwords-common'], ...OURS]);

/** A year, or a year with month and day: what people put behind a word. */
const DATE = /^(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?$/;

/** How signs and digits stand for letters; `1` and `!` for one of two. */
const SIGNS: Readonly<Record<string, string>> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't' };
const MORE_SIGNS: Readonly<Record<string, string>> = { '@': 'a', $: 's' };
const ONES = ['i', 'l'] as const;

const LONGEST = [...known].reduce((longest, { length }) => Math.max(longest, length), 0);

/**
 * Whether a password in lower case is one of the some 50,000 that are tried first, or two parts of
 * which the one is such a word and the other one, too, or a date, or hardly anything. The work
 * grows with the length alone, and what is longer than two words is not taken apart.
 */
export function isCommonPassword(plain: string): boolean {
  const forms = [plain, ...ONES.map((one) => lettersOf(plain, one))];
  if (forms.some((form) => known.has(form))) return true;
  if (plain.length > 2 * LONGEST) return false;
  const cut = forms.map((form) => new CutText(form));
  for (let at = 1; at < plain.length; at += 1) {
    const heads = cut.map((form) => form.head(at));
    const tails = cut.map((form) => form.tail(at));
    if (heads.some(isWord) && tails.some(isLittle)) return true;
    if (tails.some(isWord) && heads.some(isLittle)) return true;
  }
  return false;
}

/** A text in two parts, without what parts are joined or ended by. */
class CutText {
  private readonly joints: readonly boolean[];

  constructor(private readonly text: string) {
    this.joints = text.split('').map((character) => !/[\p{L}\p{N}]/u.test(character));
  }

  head(at: number): string {
    return this.between(0, at);
  }

  tail(at: number): string {
    return this.between(at, this.text.length);
  }

  private between(from: number, to: number): string {
    let [start, end] = [from, to];
    while (start < end && this.joints[start] === true) start += 1;
    while (end > start && this.joints[end - 1] === true) end -= 1;
    return this.text.slice(start, end);
  }
}

function isWord(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST && known.has(text);
}

function isLittle(text: string): boolean {
  return text.length < SHORTEST || DATE.test(text) || isWord(text);
}

function lettersOf(text: string, one: string): string {
  return text.replace(/[013457@$!|]/g, (sign) => SIGNS[sign] ?? MORE_SIGNS[sign] ?? one);
}
