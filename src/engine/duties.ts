import type {
  Actor,
  AnyEventDefinition,
  ApartFrom,
  CaseContext,
  CaseEvent,
  Hands,
  WorkflowDefinition,
} from '../definition/index.js';

/** The account that acts, and the one that it stands in for: the act is in both hands. */
export function peopleOf({ accountId, onBehalfOf }: Actor): readonly string[] {
  return [accountId, onBehalfOf ?? null].filter((id) => id !== null);
}

const watched = new WeakMap<WorkflowDefinition, ReadonlySet<string>>();

/** The acts of a workflow from which others are kept apart. */
function watchedActs(workflow: WorkflowDefinition): ReadonlySet<string> {
  const known = watched.get(workflow);
  if (known) return known;
  const acts = new Set(
    Object.values(workflow.events).flatMap(({ apartFrom = [] }) => apartFrom.map(({ act }) => act)),
  );
  watched.set(workflow, acts);
  return acts;
}

/** Whose hands the acts are in once this one is done. */
export function handsAfter(
  workflow: WorkflowDefinition,
  hands: Hands,
  { type, actor }: Pick<CaseEvent, 'type' | 'actor'>,
): Hands {
  return watchedActs(workflow).has(type) ? { ...hands, [type]: peopleOf(actor) } : hands;
}

/**
 * The earlier act for which the actor may not do this one (不相容职务分离); null when there is none.
 * The one place that decides it, for what is offered and for what is sent.
 */
export function separatedBy(
  { apartFrom = [] }: Pick<AnyEventDefinition, 'apartFrom'>,
  actor: Actor,
  hands: Hands,
  context: CaseContext,
): ApartFrom | null {
  const people = peopleOf(actor);
  return (
    apartFrom.find(
      ({ act, where }) =>
        (hands[act] ?? []).some((id) => people.includes(id)) &&
        (where?.holds(context as never) ?? true),
    ) ?? null
  );
}
