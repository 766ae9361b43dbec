import type { Label } from './label.js';

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
  readonly mark: 'law' | 'policy';
}
