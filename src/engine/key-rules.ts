import {
  keyNotAllowed,
  type AnyEventDefinition,
  type KeyScope,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { SendCommand } from './commands.js';
import type { WorkflowRegistry } from './workflow-registry.js';

/** The scopes of the key that speaks for the sender; null where a person does. */
export function scopesOf({
  actor,
  keyScopes = [],
}: Pick<SendCommand, 'actor' | 'keyScopes'>): readonly KeyScope[] | null {
  return actor.key === undefined ? null : keyScopes;
}

/** Whether an act is open to a key with these scopes; to a person each is. */
export function isOpenToKey(
  { keyScope }: Pick<AnyEventDefinition, 'keyScope'>,
  scopes: readonly KeyScope[] | null,
): boolean {
  return scopes === null || (keyScope !== undefined && scopes.includes(keyScope));
}

/** Of these acts, those that a key with these scopes may do. */
export function actsForKey(
  { events }: Pick<WorkflowDefinition, 'events'>,
  acts: readonly string[],
  scopes: readonly KeyScope[] | null,
): readonly string[] {
  return acts.filter((type) => isOpenToKey(events[type] ?? {}, scopes));
}

/**
 * Asked before anything is looked up, so that an answer which was kept under an idempotency key is
 * not for a key that could not have asked for it. The boot check sees to it that the acts of one name
 * which an enterprise does have one scope. What no workflow knows is refused as that, for keys as for
 * everybody.
 *
 * @throws DomainError KEY_NOT_ALLOWED, with the scope that the act `needs`
 */
export function requireScope(workflows: WorkflowRegistry, command: SendCommand): void {
  const scopes = scopesOf(command);
  const { type } = command.event;
  const declared = workflows.all.flatMap(({ events }) => events[type] ?? []);
  if (declared.length === 0 || declared.some((act) => isOpenToKey(act, scopes))) return;
  const needs = declared.flatMap(({ keyScope = [] }) => keyScope);
  throw keyNotAllowed(needs.slice(0, 1), scopes ?? []);
}
