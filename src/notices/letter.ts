import type { Label, Locale } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { Json, JsonObject } from '../kernel/json.js';

/** The deadline a letter is about: what is due, by when, and on which basis. */
export type LetterDeadline = {
  readonly label: string;
  readonly dueOn: BusinessDate;
  /** The last day by counting alone; differs from `dueOn` when that is a day off. */
  readonly rawDueOn: BusinessDate;
  readonly rolled: boolean;
  /** The date may still move: it lies in a year whose holidays are not announced. */
  readonly provisional: boolean;
  /** Instrument and article. */
  readonly basis: string;
  readonly mark: 'law' | 'policy';
  readonly markLabel: string;
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
  /** The case on the web, `https://…`. */
  readonly link: string;
  /** Empty but in the receipt. */
  readonly trackingCode: string;
  readonly deadline: LetterDeadline | null;
};

/** A notice's own variables for one reader: a value with a Chinese and an English text is one text. */
export function inLanguage(own: JsonObject, language: Locale): JsonObject {
  const spoken = Object.entries(own).map(([name, value]) => {
    if (!isLabel(value)) return [name, value];
    return [name, language === 'en' ? value.en : value.zh];
  });
  return Object.fromEntries(spoken) as JsonObject;
}

function isLabel(value: Json): value is Json & Label {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
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
    trackingCode: 'EXAMPLE',
    deadline: {
      label: zh ? '办理期限' : 'Handling',
      dueOn: '2026-10-08',
      rawDueOn: '2026-10-01',
      rolled: true,
      provisional: true,
      basis: zh
        ? '保障中小企业款项支付条例（国务院令第802号）第25条第2款'
        : 'State Council Order 802, 25(2)',
      mark: 'law',
      markLabel: zh ? '法定' : 'by law',
    },
  };
}
