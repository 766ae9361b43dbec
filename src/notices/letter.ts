import type { Label, Locale } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { Json, JsonObject } from '../kernel/json.js';

/** The deadline a letter is about: what is due, by when, and on which basis. */
export type LetterDeadline = {
  readonly label: string;
  /** The day, with the word that it is provisional where it may still move. */
  readonly dueOn: string;
  /** The last day by counting alone; differs from `dueOn` when that is a day off. */
  readonly rawDueOn: BusinessDate;
  readonly rolled: boolean;
  /** The date may still move: it lies in a year whose holidays are not announced. */
  readonly provisional: boolean;
  /** How the date came about, in one sentence. */
  readonly derivation: string;
  /** Instrument and article. */
  readonly basis: string;
  readonly mark: 'law' | 'policy';
  readonly markLabel: string;
};

/** The length of a clock as a text tells it, in the reader's language. */
export type LetterTerm = {
  /** `15个工作日` */
  readonly term: string;
  /** The longest it may become by extensions. */
  readonly cap: string;
  /** What extensions add at most. */
  readonly more: string;
};

/** Stands where a letter of before has no number: the text stays true without one. */
export const unsaidTerm: Readonly<Record<Locale, LetterTerm>> = {
  'zh-CN': { term: '规定期限', cap: '规定期限', more: '规定期限' },
  en: { term: 'the term', cap: 'the longest term', more: 'the days allowed' },
};

/** Whom the reader calls: the unit that is responsible, and how it is reached. */
export type LetterContact = {
  readonly unit: string;
  /** The office or desk to ask for; empty: the unit itself. */
  readonly office: string;
  /** Whom to ask for by name; empty where nobody was entered. */
  readonly person: string;
  readonly telephone: string;
  /** Empty where none was entered. */
  readonly address: string;
};

/** The variables that every letter has; a notice adds its own beside them. Texts are plain text. */
export type LetterVariables = {
  readonly caseNumber: string;
  readonly kindLabel: string;
  readonly enterpriseName: string;
  readonly respondentName: string;
  /** The unit that handles the case; empty when it has none yet. */
  readonly unitName: string;
  readonly acceptorName: string;
  readonly readerName: string;
  readonly happenedOn: BusinessDate;
  readonly stateLabel: string;
  readonly nextStep: string;
  /**
   * The case on the web, `https://…`, with a mask where it has a secret; empty for who has no
   * account and no link of his own.
   */
  readonly link: string;
  /** The reader has no account and acts by the link, which is for this one purpose. */
  readonly byLink: boolean;
  /**
   * In the receipt the mask that the code takes the place of as the letter leaves; empty in every
   * other letter, whose link to the tracking page is masked in the same way.
   */
  readonly trackingCode: string;
  /** Not there in a letter of before. */
  readonly contact?: LetterContact;
  readonly deadline: LetterDeadline | null;
};

/** A notice's own variables for one reader: a value with a Chinese and an English text is one text. */
export function inLanguage(own: JsonObject, language: Locale): JsonObject {
  const spoken = Object.entries(own).map(([name, value]) => [name, spokenIn(language, value)]);
  return Object.fromEntries(spoken) as JsonObject;
}

/** Also in lists, and in what they are lists of. */
function spokenIn(language: Locale, value: Json): Json {
  if (isLabel(value)) return language === 'en' ? value.en : value.zh;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((each) => spokenIn(language, each));
  }
  return typeof value === 'object' && value !== null
    ? inLanguage(value as JsonObject, language)
    : value;
}

function isLabel(value: Json): value is Json & Label {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

/** The due day as a letter tells it: whoever reads the date reads that it may move. */
export function dayInWords(day: BusinessDate, provisional: boolean, language: Locale): string {
  if (!provisional) return day;
  return language === 'en' ? `${day} (provisional)` : `${day}（暂定）`;
}

/** A letter's common variables with plausible values, for checks at boot. */
export function letterExample(language: Locale): LetterVariables & JsonObject {
  const zh = language === 'zh-CN';
  return {
    caseNumber: 'P-2026-450100-000001',
    kindLabel: zh ? '政府不兑现承诺投诉' : 'Broken promise',
    enterpriseName: '南宁示例科技有限公司',
    respondentName: '示例区人民政府',
    unitName: '南宁市投资促进局',
    acceptorName: '自治区投资促进委员会办公室',
    readerName: '南宁示例科技有限公司',
    happenedOn: '2026-09-01',
    stateLabel: zh ? '协调处理中' : 'being handled',
    nextStep: zh ? '责任单位提交办理结果。' : 'The unit hands in its result.',
    link: 'https://qingnuo.example/cases/0199a1b2-0000-7000-8000-000000000000',
    byLink: false,
    trackingCode: 'EXAMPLE',
    contact: {
      unit: zh ? '南宁市投资促进局' : 'Nanning Investment Promotion Bureau',
      office: zh ? '投诉协调值班' : '',
      person: zh ? '李科长' : 'Ms Li',
      telephone: '12345',
      address: '',
    },
    deadline: {
      label: zh ? '办理期限' : 'Handling',
      dueOn: zh ? '2026-10-08（暂定）' : '2026-10-08 (provisional)',
      rawDueOn: '2026-10-01',
      rolled: true,
      provisional: true,
      derivation: zh
        ? '自2026年9月1日收到之日起第30日，期限最后一日为国庆节，顺延至其后第一个工作日'
        : 'the 30th day from 2026-09-01 (the receipt), the last day is National Day; it moves to the next working day',
      basis: zh
        ? '保障中小企业款项支付条例（国务院令第802号）第二十五条第二款'
        : 'State Council Order 802, 25(2)',
      mark: 'law',
      markLabel: zh ? '法定' : 'by law',
    },
  };
}
