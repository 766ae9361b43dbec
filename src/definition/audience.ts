import type { JsonObject } from '../kernel/json.js';
import type { Actor } from './party.js';
import type { WorkflowDefinition } from './workflow.js';

/** For whom a field of an act is written; each field of each entry has one. */
export const audiences = [
  'own',
  'ownProtected',
  'shown',
  'shared',
  'office',
  'internal',
  'protected',
] as const;

/**
 * `own`: the enterprise's words in its own act. `ownProtected`: those of them that the unit which
 * handles the case must not learn. `shown`: what an officer writes for the enterprise to read.
 * `shared`: what an officer lets it read this time. `office`: what the authorities write for each
 * other. `internal`: an internal note. `protected`: what those who accept and supervise know alone.
 */
export type Audience = (typeof audiences)[number];

interface Entry {
  readonly event: string;
  readonly payload: JsonObject;
  readonly actor: Pick<Actor, 'role'>;
}

/**
 * The audience of one field of a history entry. It is total: what no declaration speaks of is a
 * matter of the authorities, unless the enterprise itself or a deadline said it.
 */
export function audienceOf(
  { events }: Pick<WorkflowDefinition, 'events'>,
  { event, payload, actor }: Entry,
  field: string,
): Audience {
  const act = Object.hasOwn(events, event) ? events[event] : undefined;
  const isProtected = act?.hiddenFromHandler?.includes(field) === true;
  if (actor.role === 'enterprise') return isProtected ? 'ownProtected' : 'own';
  if (isProtected) return 'protected';
  if (act?.internal?.includes(field)) return 'internal';
  if (act?.shownToEnterprise?.includes(field)) return 'shown';
  if (act?.shownToEnterpriseIf && payload[act.shownToEnterpriseIf] === true) return 'shared';
  return act === undefined && isOfProduct(event, field) ? 'shown' : 'office';
}

/**
 * Which date lapsed, what it became when it was counted anew, which entries count no more: the
 * product's own entries. Why an operator corrected the time is written for the authorities.
 */
const isOfProduct = (event: string, field: string): boolean =>
  /^(xstate\.after|clock)\./.test(event) || (event === 'time.corrected' && field !== 'reason');
