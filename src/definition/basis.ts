import { chineseNumber } from '../kernel/chinese-number.js';
import type { Label } from './label.js';

export const marks = ['law', 'policy'] as const;

/**
 * Where a rule comes from. `law`: an instrument in force says it; `policy`: no rule was found and
 * the product chose the value after the model it cites.
 */
export interface LegalBasis {
  /** The instrument, for example 保障中小企业款项支付条例（国务院令第802号）. */
  readonly instrument: Label;
  /**
   * Article, paragraph and item in the instrument's own counting, for example `25(2)` or
   * `31.4` (an item of an article of one paragraph); several with a comma between them.
   */
  readonly article?: string;
  readonly url?: string;
  readonly mark: (typeof marks)[number];
}

/** Instrument and article as letters and documents name them: `25(2)` → 第二十五条第二款. */
export function basisLabel({ instrument, article }: LegalBasis): Label {
  if (article === undefined) return instrument;
  return {
    zh: `${instrument.zh}${citation(article)}`,
    en: `${instrument.en}, Article ${article.replace(/\.(\d+)/g, ', item $1')}`,
  };
}

/**
 * The one place where an article is written in Chinese (公文用汉字数字): article, paragraph, item.
 * `25(3)` → 第二十五条第三款; `31.4` → 第三十一条第四项; `20, 35` → 第二十条、第三十五条.
 * What is counted in another way (附件一) stays as it is written.
 */
export function citation(article: string): string {
  return article
    .split(/, */)
    .map((one) => {
      const [, number, paragraph, item] = /^(\d+)(?:\((\d+)\))?(?:\.(\d+))?$/.exec(one) ?? [];
      if (number === undefined) return one;
      const parts: readonly (readonly [string | undefined, string])[] = [
        [number, '条'],
        [paragraph, '款'],
        [item, '项'],
      ];
      return parts
        .map(([count, unit]) =>
          count === undefined ? '' : `第${chineseNumber(Number(count))}${unit}`,
        )
        .join('');
    })
    .join('、');
}
