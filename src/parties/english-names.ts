/** Cities of the region, as their names are written in pinyin. */
const cities: Readonly<Record<string, string>> = {
  nanning: '南宁市',
  liuzhou: '柳州市',
  guilin: '桂林市',
  wuzhou: '梧州市',
  beihai: '北海市',
  fangchenggang: '防城港市',
  qinzhou: '钦州市',
  guigang: '贵港市',
  yulin: '玉林市',
  baise: '百色市',
  hezhou: '贺州市',
  hechi: '河池市',
  laibin: '来宾市',
  chongzuo: '崇左市',
};

/** What a department is about, and its name in Chinese without the rank. */
const departments: readonly (readonly [RegExp, string])[] = [
  [/investment (?:promotion|attraction)|promotion of investment/, '投资促进'],
  [/industry (?:and )?information/, '工业和信息化'],
  [/development (?:and )?reform/, '发展和改革'],
  [/financ|fiscal/, '财政'],
  [/housing|urban rural/, '住房和城乡建设'],
  [/market (?:regulation|supervision)|(?<!federation of )industry and commerce/, '市场监督管理'],
  [/state owned assets|\bsasac\b/, '国有资产监督管理'],
  [/audit/, '审计'],
  [/inspection/, '督查'],
  [/big data/, '大数据'],
];

const FIRM = /\b(?:co|ltd|limited|company|corp|corporation|inc|group|bank|llc|plc)\b/;
const BODY =
  /\b(?:bureau|department|commission|office|administration|committee|authority|agency|cent(?:er|re))\b/;
const GOVERNMENT = /\bgovernment\b/;
const DISTRICT = /\b(?:district|county|township|town)\b/;
const REGION = /\bguangxi\b|autonomous region/;
const CITY = /\b(?:municipal|municipality|city)\b/;
/** What may stand beside a place that stands for its government. */
const BESIDE_PLACE = /\b(?:the|of|city|municipal|municipality|guangxi|china|people s)\b/g;
const PINYIN = new RegExp(`(${Object.keys(cities).join('|')}) ?(?:shi|市)?`, 'g');

/**
 * The name of a body that is written in English, in Chinese: `Nanning Municipal Finance Bureau` →
 * 南宁市财政局, several with 、 between them. A firm, and what names no body, stay as they are; so
 * does a name in Chinese, but for a city in pinyin.
 */
export function chineseName(name: string): string {
  const small = name.toLowerCase();
  if (/\p{Script=Han}/u.test(small))
    return small.replace(PINYIN, (_, city: string) => cityOf(city));
  const words = small
    .replace(/&/g, ' and ')
    .replace(/nan ?ning/g, 'nanning')
    .replace(/[^a-z]+/g, ' ')
    .trim();
  if (words === '' || FIRM.test(words)) return name;
  const places = placesOf(words);
  const bodies = bodiesOf(words);
  if (bodies.length === 0) return isPlace(words) ? `${places[0]}人民政府` : name;
  return places.flatMap((place) => bodies.map((body) => `${place}${body}`)).join('、');
}

const cityOf = (pinyin: string): string => cities[pinyin] ?? pinyin;

/** A district is not told from another; it is no city. */
function placesOf(words: string): readonly string[] {
  if (DISTRICT.test(words)) return ['某区'];
  const named = [...new Set([...words.matchAll(PINYIN)].map(([, city = '']) => cityOf(city)))];
  if (named.length > 0) return named;
  if (REGION.test(words)) return ['广西壮族自治区'];
  return [CITY.test(words) ? '市' : ''];
}

function bodiesOf(words: string): readonly string[] {
  if (words.includes('federation of industry and commerce')) return ['工商业联合会'];
  const isOfRegion = !CITY.test(words) && !new RegExp(PINYIN.source).test(words);
  const rank = isOfRegion && words.includes('department') ? '厅' : '局';
  const found = departments.filter(([about]) => about.test(words)).map(([, name]) => name + rank);
  if (found.length > 0 && (BODY.test(words) || GOVERNMENT.test(words))) return found;
  return GOVERNMENT.test(words) ? ['人民政府'] : [];
}

function isPlace(words: string): boolean {
  const rest = words.replace(BESIDE_PLACE, '').trim();
  return rest === '' ? REGION.test(words) : Object.hasOwn(cities, rest);
}
