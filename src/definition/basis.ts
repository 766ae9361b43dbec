import type { Label } from './label.js';

export const marks = ['law', 'policy'] as const;

/**
 * Where a rule comes from. `law`: an instrument in force says it; `policy`: no rule was found and
 * the product chose the value after the model it cites.
 */
export interface LegalBasis {
  /** The instrument, for example 保障中小企业款项支付条例（国务院令第802号）. */
  readonly instrument: Label;
  /** Article and paragraph in the instrument's own counting, for example `25(2)`. */
  readonly article?: string;
  readonly url?: string;
  readonly mark: (typeof marks)[number];
}

/** Instrument and article as a letter names them: `25(2)` → 第25条第2款. */
export function basisLabel({ instrument, article }: LegalBasis): Label {
  if (article === undefined) return instrument;
  const [, number = article, paragraph] = /^(\d+)(?:\((\d+)\))?$/.exec(article) ?? [];
  const zh = `第${number}条${paragraph === undefined ? '' : `第${paragraph}款`}`;
  return { zh: `${instrument.zh}${zh}`, en: `${instrument.en}, Article ${article}` };
}
