/** Where a body is, as its name says it. */
export interface OrganPlace {
  /** Whether the region is named, and no place of another one. */
  readonly isRegion: boolean;
  /** The city or district: `南宁市`; empty where none is named. */
  readonly local: string;
}

/** 桂 and 邕 are the short signs of Guangxi and Nanning; they stand alone before a department. */
const REGION = /广西(?:壮族)?(?:自治区|省|区)?|(?:^|[诉告向对由和与及])(?:壮族)?自治区|^桂$/g;
const CAPITAL = /(?:首府|省会|绿城|邕城|^邕)$/;
const BEFORE_CAPITAL = /^(?:首府|省会|绿城)/;
/** What stands between a place and its department. */
const BETWEEN = /(?:人民政府|政府|所属|下属|隶属|直属|属|直|级|的)$/;
/** 我市, 本市, somebody 和市: the city, and what stands before is no part of its name. */
const OURS = /^.*(?:[我你咱]们?|[本全该贵此]|[和与及跟同向诉告找])([市区县])$/;
const HERE = /^(?:当地|本地|地方)$/;

/** The place that stands before a department or a government. */
export function placeIn(text: string): OrganPlace {
  const region = [...text.matchAll(REGION)].at(-1);
  const local = region ? text.slice(region.index + region[0].length) : text;
  return { isRegion: region !== undefined, local: localIn(local) };
}

function localIn(text: string): string {
  const place = text
    .replace(BETWEEN, '')
    .replace(BETWEEN, '')
    .replace(/市委$|市党委$/, '市')
    .replace(OURS, '$1')
    .replace(HERE, '')
    .replace(CAPITAL, '南宁市');
  return place === '南宁市' ? place : place.replace(BEFORE_CAPITAL, '');
}

/** 南宁市, 南宁 → 南宁; 横县 stays, for a name has two characters. */
const short = (local: string): string => local.replace(/(?<=..)[市区县]$/, '');

/** Whether two names may mean one place; people leave out what a place lies in. */
export function isSamePlace(named: string, known: string, isExact: boolean): boolean {
  const [a, b] = [short(named), short(known)];
  if (isExact || a === '' || b === '') return a === b;
  return a.endsWith(b) || (a.length > 1 && b.endsWith(a));
}
