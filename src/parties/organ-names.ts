import { ORGAN, slipIn, WITHOUT_RANK, wordsOf } from './organ-words.js';
import { placeIn, type OrganPlace } from './organ-place.js';

/** A name of a public body, taken apart. */
export interface OrganName {
  readonly place: OrganPlace;
  /** The word that the department's name turns on; 政府 for a government. */
  readonly word: string;
  /** Of a region or a ministry: 厅; null where no rank stands. */
  readonly isDepartment: boolean | null;
  /** Whether nothing but the place may stand before the word: 南宁市财政, 南宁市. */
  readonly isExact: boolean;
}

/** A place that may stand for its government, or give its name to what is named after it. */
const PLACE = /^[^局厅委院处科]{1,12}$/;

/**
 * The departments of the list and the governments that a name holds, in their order. One behind
 * another without a place of its own is an office of that one, and no body.
 */
export function organsIn(name: string): readonly OrganName[] {
  const found: OrganName[] = [];
  let end = 0;
  for (const { 0: text, index, groups = {} } of name.matchAll(ORGAN)) {
    const place = placeIn(name.slice(end, index));
    const isOffice = end > 0 && place.local === '' && !place.isRegion;
    end = index + text.length;
    if (isOffice) continue;
    const { forms = groups['whole'], rank = '' } = groups;
    const words = forms === undefined ? ['政府'] : wordsOf(forms);
    found.push(
      ...words.map((word) => ({ place, word, isDepartment: rank === '厅', isExact: false })),
    );
  }
  return found.length > 0 ? found : lessPlain(name);
}

/** A slip of the pen in a long word, or a word without a rank. */
function lessPlain(name: string): readonly OrganName[] {
  const slip = slipIn(name);
  if (slip) {
    const place = placeIn(name.slice(0, slip.index));
    return [{ place, word: slip.word, isDepartment: slip.rank === '厅', isExact: false }];
  }
  const { place, form } = WITHOUT_RANK.exec(name)?.groups ?? {};
  if (place === undefined || form === undefined) return [];
  const at = placeIn(place);
  return wordsOf(form).map((word) => ({ place: at, word, isDepartment: null, isExact: true }));
}

/** The government of a name that is a place and nothing else; null for a longer one. */
export function governmentOf(name: string): OrganName | null {
  if (!PLACE.test(name)) return null;
  return { place: placeIn(name), word: '政府', isDepartment: false, isExact: true };
}
