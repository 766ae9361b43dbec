/**
 * What departments of governments are called, by the word that their name turns on, with the short
 * forms and former names that people write. What follows the word is the rank: 局, 厅, 委员会 …
 * Connecting words (和, 与, 及) are left out; they are passed over wherever they stand in one.
 */
const words: readonly (readonly string[])[] = [
  '投资促进 招商引资 招商促进 投促 招商 外来投资促进 外商投资促进 国际投资促进 投资贸易促进 ' +
    '贸易投资促进 投资合作促进 投资合作 经济技术合作 经济合作 经合 投资服务',
  '工业信息化 工信 经济信息化 经信 工业信息产业 工业信息 信息化 经济贸易 经贸',
  '发展改革 发改 发展计划 国民经济发展计划 物价',
  '财政',
  '住房城乡建设 城乡建设 住建 城乡建设规划 城市建设 建设 房产管理 房管',
  '市场监督管理 市场监督 市场监管 市监 工商行政管理 工商管理 工商 质量技术监督 质监 技术监督 ' +
    '食品药品监督管理 食药监督管理 食药监 药监 知识产权',
  '国有资产监督管理 国有资产监督 国有资产管理 国有资产 国资监督管理 国资监管 国资',
  '审计',
  '大数据发展 数据发展 大数据 数据',
  '自然资源规划 自然资源 自规 国土资源 国土 规划',
  '交通运输 交通',
  '人力资源社会保障 人社 人事劳动社会保障 劳动社会保障 人事 劳动',
  '卫生健康 卫健 卫计 卫生计划生育 卫生 计生',
  '农业农村 农业',
  '水利 水务',
  '商务 外经贸 对外贸易经济合作',
  '生态环境 环境保护 环保',
  '城市管理综合行政执法 城市管理 城管',
  '应急管理 应急 安全生产监督管理 安监',
  '文化广电体育旅游 文化广电旅游 文化旅游 文旅 文广旅 旅游发展 旅游',
  '行政审批 政务服务管理',
  '医疗保障 医保',
  '退役军人事务',
  '科学技术 科技',
  '机关事务管理 机管',
  // In no unit's name; they differ from another by one character.
  ...[
    '教育',
    '体育',
    '公安',
    '民政',
    '邮政',
    '路政',
    '水政',
    '司法',
    '税务',
    '统计',
    '林业',
    '信访',
  ],
  '督查',
].map((row) => row.split(' '));

/** Names that need no rank behind them, and the word of the body. */
const whole: Readonly<Record<string, string>> = {
  计委: '发展改革',
  计划委员会: '发展改革',
  计经委: '发展改革',
  经委: '工业信息化',
  经济委员会: '工业信息化',
  建委: '住房城乡建设',
  城乡建委: '住房城乡建设',
  建规委: '住房城乡建设',
  农委: '农业农村',
  工商业联合会: '工商业联合会',
  工商联合会: '工商业联合会',
  工商联: '工商业联合会',
};

const CONNECTING = '[和与及]?';
const RANK =
  '委员会|办公室|总局|管理局|事务局|局|厅|委|办|室|署|(?:工作)?领导小组|主管部门|部门|机关|机构|(?:事务|服务|促进|发展)?中心';
const GOVERNMENT = '人民政府|政府|当局|(?<=[市区县])府';

const wordOf: ReadonlyMap<string, string> = new Map([
  ...words.flatMap(([word = '', ...others]) =>
    [word, ...others].map((each) => [each, word] as const),
  ),
  ...Object.entries(whole),
]);

/** Longer ones first, so that 数据 is not found inside 大数据. */
const loose = (forms: readonly string[]): string =>
  forms
    .toSorted((a, b) => b.length - a.length)
    .map((form) => Array.from(form).join(CONNECTING))
    .join('|');
const FORMS = loose(words.flat());

/** Words of four characters and more are told with one of them wrong or left out. */
const slips = words
  .flatMap(([word = '']) => (word.length < 4 ? [] : [word]))
  .map((word): readonly [RegExp, string] => {
    const ways = Array.from(word, (_, at) => `${word.slice(0, at)}.?${word.slice(at + 1)}`);
    return [new RegExp(`(?:${ways.join('|')})(${RANK})`), word];
  });

/**
 * A department or a government; a department of a government is the department. One may have the
 * tasks of several: 商务和投资促进局.
 */
export const ORGAN = new RegExp(
  `(?:人民政府|政府)?(?:(?<forms>(?:${FORMS})(?:${CONNECTING}(?:${FORMS})){0,3})(?<rank>${RANK})|(?<whole>${loose(Object.keys(whole))})(?!员))|(?<government>${GOVERNMENT})`,
  'g',
);

/** What stands before a word without a rank, and the word: 南宁市财政. */
export const WITHOUT_RANK = new RegExp(`^(?<place>.{1,14}?)(?<form>${FORMS})$`);

const EACH_FORM = new RegExp(FORMS, 'g');

/** The words that stand for all forms of those in a text. */
export function wordsOf(text: string): readonly string[] {
  const forms = wordOf.has(text) ? [text] : (text.match(EACH_FORM) ?? []);
  return forms.map((form) => wordOf.get(form.replace(/[和与及]/g, '')) ?? form);
}

/** A department whose word has one character wrong; null: none. */
export function slipIn(name: string): { index: number; word: string; rank: string } | null {
  for (const [slip, word] of slips) {
    const found = slip.exec(name);
    if (found) return { index: found.index, word, rank: found[1] ?? '' };
  }
  return null;
}
