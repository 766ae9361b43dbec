import { chineseName } from './english-names.js';
import { meantCharacters } from './look-alikes.js';
import { simplify } from './simplified.js';

/** No body's name is longer; what follows is not compared. */
const LONGEST = 400;

/** Marks that nobody sees, and what people put between the parts of a name. */
const UNSEEN = /(?!\s)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const MARKS = /[\s·•.。:!?"'“”‘’「」『』《》<>*#~_\-—–]/gu;
const BRACKETS = /[([{<【〔［〈〖]([^()[\]{}<>【】〔〕［］〈〉〖〗]*)[)\]}>】〕］〉〗]/g;
const UNPAIRED = /[()[\]{}【】〔〕［］〈〉〖〗]/g;
/** Several bodies in one field. */
const SEPARATORS = /[、,;/|+&\\]/;
const QUOTES = /["“”‘’「」『』《》]/;
/** Where the name of a body or a firm ends; what stands there begins another name, or an office. */
const END = '[局厅委办会府司团行院处科室厂心部门]';
const NEXT = new RegExp(
  `(?<=${END})(?:\\s+|\\s*(?:以及|会同|协同|连同|联合|委托|[和与及暨跟同或])\\s*)|(?<=有限公司)`,
);

const BEFORE =
  /^(?:中华人民共和国|中国|中共|被投诉人|被投诉单位|投诉|原名|原为|原称|原|现名|现为|现|即|又名|简称)+/;
/** 本级 says that the body itself is meant. */
const LEVEL = /(?:区|市|县)?本级|直属/g;
const FIRM =
  /有限公司|有限责任公司|股份公司|(?:公司|集团|银行|合作社|企业|工厂|商行|经营部|事务所|合伙|个体工商户|个人独资)$/;

/** Whether a name is that of an enterprise. */
export const isFirmName = (name: string): boolean => FIRM.test(name);

/** What a firm is, in brackets behind its name: 某某中心（有限合伙）. */
const KIND_OF_FIRM = /[(（]([^()（）]{0,6}(?:合伙|个体工商户|个人独资))[)）]/g;

/** One of the names that a field holds. */
export interface NamePart {
  readonly text: string;
  /** An enterprise, which stands in no government however its name begins. */
  readonly isFirm: boolean;
  /** Whether it may be a place that stands for its government: no town of a firm, nothing in brackets. */
  readonly mayBePlace: boolean;
}

/** A name with characters as the directory writes them, and marks still between them. */
function readable(name: string): string {
  const text = name.replace(UNSEEN, '').slice(0, LONGEST).normalize('NFKC').replace(UNSEEN, '');
  return meantCharacters(simplify(text)).trim();
}

/** One name without blanks and marks. */
export function bareName(name: string): string {
  return readable(name)
    .replace(MARKS, '')
    .replace(UNPAIRED, '')
    .replace(BEFORE, '')
    .replace(/(?<=[市区县局府])的/g, '')
    .replace(LEVEL, '')
    .replace(/(?<=[市区县])(?:党?委[市区县]?|党委和?)(?=人民政府|政府)/, '')
    .replace(/市市(?!场?监)/, '市');
}

/**
 * The names that a field may hold, each after those that stand before it: the whole without marks,
 * and what brackets, quotes, signs and words like 和 part.
 */
export function partsOf(field: string): readonly (readonly NamePart[])[] {
  const text = chineseName(readable(field)).replace(KIND_OF_FIRM, '$1');
  const inside = [...text.matchAll(BRACKETS)].map(([, held = '']) => held);
  const outside = text.replace(BRACKETS, '');
  const parts = outside.split(SEPARATORS).map(bareName);
  const hasFirm = parts.some(isFirmName);
  const whole = parts.map((part, at) => partOf(part, at === 0 || !hasFirm));
  const divided = [outside, ...inside]
    .flatMap((each) => each.split(SEPARATORS))
    .flatMap((each) => each.split(QUOTES))
    .flatMap((each) => each.split(NEXT))
    .map((each) => partOf(bareName(each), false));
  return [whole.filter(isSaid), divided.filter(isSaid)];
}

const partOf = (text: string, mayBePlace: boolean): NamePart => ({
  text,
  isFirm: isFirmName(text),
  mayBePlace,
});

const isSaid = ({ text }: NamePart): boolean => text !== '';
