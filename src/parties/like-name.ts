import { bareName, isFirmName, partsOf, type NamePart } from './name-parts.js';
import { governmentOf, organsIn, type OrganName } from './organ-names.js';
import { isSamePlace } from './organ-place.js';
import { REGION } from './organisation-name.js';

/** What a body of the directory is called; null: its name holds no department of the list. */
interface KnownBody {
  readonly organ: OrganName | null;
  readonly text: string;
}

/** One of the bodies that a name may mean. */
interface Meant {
  readonly organs: readonly OrganName[];
  readonly text: string;
  readonly isFirm: boolean;
}

/** Names of the directory are few and come again with each referral. */
const MOST_KNOWN = 2_000;
const known = new Map<string, KnownBody>();

/** The first of some bodies that a name is like; null: none of them. */
export type Likeness = (bodies: readonly string[]) => string | null;

/** {@link likeOneOf} for one name and many bodies: the name is taken apart once. */
export function likenessOf(name: string): Likeness {
  const ways = partsOf(name).flatMap(meantBy);
  return (bodies) =>
    bodies.find((body) => {
      const one = knownBody(body);
      return ways.some((way) => isLike(way, one));
    }) ?? null;
}

/**
 * The first of these bodies that a name is like; null: none of them. People leave the region or the
 * place out, write short forms, former names, traditional characters or English, name several
 * bodies in one field, and add the body's other name in brackets or an office of it behind.
 *
 * @param bodies names as the directory has them
 */
export function likeOneOf(name: string, bodies: readonly string[]): string | null {
  return likenessOf(name)(bodies);
}

/** What the parts of a field mean; one without a place is of the place that was named before it. */
function meantBy(parts: readonly NamePart[]): readonly Meant[] {
  let before: OrganName['place'] | null = null;
  return parts.map(({ text, isFirm, mayBePlace }) => {
    const here = isFirm ? [] : organsIn(text);
    const place = governmentOf(text);
    const inherited = before;
    const organs = here.map((organ) =>
      organ.place.local === '' && !organ.place.isRegion && inherited
        ? { ...organ, place: inherited }
        : organ,
    );
    const last = organs.at(-1)?.place ?? (isFirm ? null : place?.place);
    if (last && isNamed(last)) before = last;
    const alone = here.length === 0 && mayBePlace && place && isSaid(place.place) ? [place] : [];
    return { organs: [...organs, ...alone], text: text.replace(REGION, ''), isFirm };
  });
}

const isSaid = ({ isRegion, local }: OrganName['place']): boolean => isRegion || local !== '';

/** Not 市 or 区 alone, which say nothing of which one. */
const isNamed = ({ isRegion, local }: OrganName['place']): boolean => isRegion || local.length > 1;

function knownBody(name: string): KnownBody {
  const found = known.get(name);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const text = bareName(name);
  const organ = isFirmName(text) ? null : (organsIn(text)[0] ?? placeAlone(text));
  const body = { organ, text: text.replace(REGION, '') };
  known.set(name, body);
  return body;
}

/** 南宁市 as a body is its government. */
const placeAlone = (text: string): OrganName | null =>
  /[市县区]$/.test(text) ? governmentOf(text) : null;

function isLike({ organs, text, isFirm }: Meant, { organ, text: bodyText }: KnownBody): boolean {
  if (isFirm) return bodyText !== '' && text.startsWith(bodyText);
  if (organ === null || organs.length === 0) {
    return startsWith(text, bodyText) || isSlip(text, bodyText);
  }
  return organs.some((named) => isLikeOrgan(named, organ));
}

function isLikeOrgan(named: OrganName, body: OrganName): boolean {
  if (named.word !== body.word) return false;
  const { isRegion, local } = named.place;
  const sameRank = named.isDepartment === null || named.isDepartment === body.isDepartment;
  if (body.place.local === '') {
    // 区财政厅, 区发改委 is what people of the region call the region's; 区政府 is a district's.
    const open = local === '' || (local === '区' && named.word !== '政府');
    return isRegion ? local === '' : open && sameRank;
  }
  if (local === '') return !isRegion && sameRank;
  if (/^[市区县]$/.test(local)) return !isRegion && sameRank && body.place.local.endsWith(local);
  return isSamePlace(local, body.place.local, named.isExact);
}

/** By the letters alone, with or without the first 市. */
function startsWith(name: string, body: string): boolean {
  if (body === '') return false;
  return name.replace('市', '').startsWith(body.replace('市', ''));
}

/** Whether the names differ in one character behind the place: 南宁市财证局. */
function isSlip(name: string, body: string): boolean {
  if (name.length !== body.length || name.length < 5) return false;
  const different = Array.from(name, (_, at) => at).filter((at) => name[at] !== body[at]);
  return different.length === 1 && (different[0] ?? 0) > body.search(/[市区县]/);
}
