import type { Case } from '../engine/case.entity.js';
import type { JsonObject } from '../kernel/json.js';

/** Where the figures of a case come from; whoever keeps a ledger stands behind it. */
export abstract class CaseFigures {
  /** The money of the case as far as it is known; null for one that is about none. */
  abstract of(record: Case): Promise<JsonObject | null>;
}
