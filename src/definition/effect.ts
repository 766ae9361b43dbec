import type { JsonObject } from '../kernel/json.js';
import type { Role } from './party.js';

/**
 * Parameters of the machine's `propose` action: another case is opened by the product itself, in
 * the same transaction, about this one (or about what this one is about). Where its rules are
 * against it, for example because there is one already, nothing is opened.
 */
export interface Proposal {
  readonly kind: string;
  /** The filing without `caseIds`. */
  readonly filing: JsonObject;
  /** For whom it is proposed: whoever holds this role may then take it further. */
  readonly behalf: Role;
}

/**
 * Parameters of the machine's `inform` action: other cases learn of the step in the same
 * transaction. `subjects` are the cases that this one is about; `siblings` those of its own kind
 * that are about exactly the same ones. A case that does not take the event now is passed over.
 */
export interface Information {
  readonly to: 'subjects' | 'siblings';
  readonly event: string;
  readonly payload: JsonObject;
}
