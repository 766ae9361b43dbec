/**
 * What departments of governments are called, by the word that their name turns on, with the short
 * forms and former names that people write. What follows the word is the rank: 局, 厅, 委员会 …
 */
const words: readonly (readonly string[])[] = [
  ['投资促进', '招商引资', '招商促进', '投促', '招商'],
  ['工业和信息化', '工业与信息化', '工业信息化', '工信', '经济和信息化', '经信'],
  ['发展和改革', '发展与改革', '发展改革', '发改'],
  ['财政'],
  ['住房和城乡建设', '住房与城乡建设', '住房城乡建设', '城乡建设', '住建'],
  ['市场监督管理', '市场监管', '市监', '工商行政管理'],
  ['国有资产监督管理', '国资监管', '国资'],
  ['审计'],
  ['大数据发展', '数据发展', '大数据', '数据'],
  ['自然资源和规划', '自然资源', '自规', '国土资源'],
  ['交通运输', '交通'],
  ['人力资源和社会保障', '人力资源社会保障', '人社'],
  ['卫生健康', '卫健', '卫计'],
  ['农业农村', '农业'],
  ['水利'],
  ['商务'],
  ['生态环境', '环境保护', '环保'],
  ['城市管理综合行政执法', '城市管理', '城管'],
  ['应急管理', '应急'],
  ['文化广电体育和旅游', '文化广电和旅游', '文化和旅游', '文旅'],
  ['行政审批', '政务服务管理'],
  ['医疗保障', '医保'],
  ['退役军人事务'],
  ['科学技术', '科技'],
  ['机关事务管理', '机管'],
  ['教育'],
  ['公安'],
  ['民政'],
  ['司法'],
  ['税务'],
  ['统计'],
  ['林业'],
  ['信访'],
  ['督查'],
];

/** Longer ones first, so that 数据 is not found inside 大数据. */
const RANK = '(?:委员会|办公室|总局|管理局|局|厅|委|办|室)';

const wordOf: ReadonlyMap<string, string> = new Map(
  words.flatMap(([word = '', ...others]) => [word, ...others].map((each) => [each, word])),
);

const ORGAN = new RegExp(
  `(?:人民政府|政府)?(${[...wordOf.keys()].toSorted((a, b) => b.length - a.length).join('|')})(${RANK})`,
);
const GOVERNMENT = /人民政府|政府/;
/** A place that stands for its government. */
const PLACE = /^[^市县区]{1,12}(?:市|自治区)$/;

/** A name of a public body, taken apart. */
export interface OrganName {
  /** What stands before the department: `南宁市`. */
  readonly place: string;
  /** The word that the department's name turns on; 政府 for a government. */
  readonly word: string;
  /** Of a region or a ministry: 厅. */
  readonly isDepartment: boolean;
}

/** Null for a name in which no department of the list and no government stands. */
export function organIn(name: string): OrganName | null {
  const organ = ORGAN.exec(name);
  const government = GOVERNMENT.exec(name);
  if (organ && (!government || organ.index <= government.index)) {
    const [, word = '', rank = ''] = organ;
    return {
      place: name.slice(0, organ.index),
      word: wordOf.get(word) ?? word,
      isDepartment: rank === '厅',
    };
  }
  if (government) {
    return { place: name.slice(0, government.index), word: '政府', isDepartment: false };
  }
  return PLACE.test(name) ? { place: name, word: '政府', isDepartment: false } : null;
}
