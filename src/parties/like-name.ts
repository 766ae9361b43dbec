import { organIn, type OrganName } from './organ-names.js';
import { plainName, REGION } from './organisation-name.js';
import { simplify } from './simplified.js';

/** Blanks, marks that nobody sees, and what people put between the parts of a name. */
const BETWEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\s·•.。"'“”‘’《》_-]/gu;
const BRACKETS = /[([{<【〔［〈]([^()[\]{}<>【】〔〕［］〈〉]*)[)\]}>】〕］〉]/g;
/** Several bodies in one field. */
const SEPARATORS = /[、,;；/]/;
const BEFORE = /^(?:中华人民共和国|中国|中共|原|现为|现|即)+/;
/** 本级 says that the body itself is meant. */
const LEVEL = /(?:区|市|县)?本级|直属/g;
/** Those of an enterprise, which stands in no government however its name begins. */
const ENTERPRISE = /(?:公司|集团|银行|合作社)$/;

/** One way in which a name may be meant. */
interface Written {
  readonly text: string;
  /** Whether it names the region before anything else. */
  readonly ofRegion: boolean;
}

/**
 * The first of these bodies that a name is like; null: none of them. People leave the region or the
 * place out, write short forms, add the body's other name in brackets or an office of the body
 * behind it, and write traditional characters.
 *
 * @param bodies names as the directory has them
 */
export function likeOneOf(name: string, bodies: readonly string[]): string | null {
  const ways = waysOf(name);
  return bodies.find((body) => ways.some((way) => isLike(way, written(body)))) ?? null;
}

/** The name without its brackets, and what each of them holds; several bodies one by one. */
function waysOf(name: string): readonly Written[] {
  const text = plainName(simplify(name));
  const inside = [...text.matchAll(BRACKETS)].map(([, held = '']) => held);
  const parts = [text.replace(BRACKETS, ''), ...inside].flatMap((part) => part.split(SEPARATORS));
  return parts.map(written).filter((way) => way.text !== '' || way.ofRegion);
}

function written(name: string): Written {
  const plain = simplify(name.normalize('NFKC'))
    .replace(BETWEEN, '')
    .replace(BEFORE, '')
    .replace(LEVEL, '')
    .replace('市委市政府', '市政府');
  const text = plain.replace(REGION, '');
  return { text, ofRegion: text !== plain };
}

function isLike(name: Written, body: Written): boolean {
  if (ENTERPRISE.test(name.text)) return body.text !== '' && name.text.startsWith(body.text);
  const [named, known] = [organOf(name), organOf(body)];
  if (!named || !known) return startsWith(name.text, body.text);
  if (named.word !== known.word) return false;
  const sameRank = named.isDepartment === known.isDepartment;
  if (body.ofRegion && name.ofRegion) return named.place === '';
  // 区财政厅 is what people of the region call the region's.
  if (body.ofRegion) return sameRank && ['', named.isDepartment ? '区' : ''].includes(named.place);
  if (shortPlace(named.place) === shortPlace(known.place) && named.place !== '') return true;
  const isOpen = named.place === '' || named.place === '市';
  return isOpen && !name.ofRegion && sameRank;
}

/** The region's name alone stands for its government. */
function organOf({ text, ofRegion }: Written): OrganName | null {
  if (text !== '') return organIn(text);
  return ofRegion ? { place: '', word: '政府', isDepartment: false } : null;
}

/** 南宁市, 南宁 → 南宁; what a body of a district is called stays another place. */
const shortPlace = (place: string): string => place.replace(/市$/, '');

/** By the letters alone, with or without the first 市. */
function startsWith(name: string, body: string): boolean {
  if (body === '') return false;
  return name.replace('市', '').startsWith(body.replace('市', ''));
}
