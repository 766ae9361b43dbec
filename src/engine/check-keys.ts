import { keyScopes, type WorkflowDefinition } from '../definition/index.js';

/** What is wrong with the scopes by which API keys do acts, as sentences; empty when nothing is. */
export function keyProblems({ events }: WorkflowDefinition): string[] {
  return Object.entries(events).flatMap(([type, { keyScope, by }]) => {
    if (keyScope === undefined) return [];
    return [
      ...(keyScopes.includes(keyScope)
        ? []
        : [`${type} is open to API keys with ${keyScope}, which is no scope`]),
      ...(by.includes('enterprise')
        ? []
        : [`${type} is open to API keys, but is no act of an enterprise`]),
    ];
  });
}

/**
 * A key is asked for its scope by the name of the act, before it is known which case it is for: of
 * one name each act that an enterprise does has the same.
 */
export function differingScopes(all: readonly WorkflowDefinition[]): string[] {
  const scopes = new Map<string, Set<string>>();
  for (const [type, { by, keyScope = 'none' }] of all.flatMap(({ events }) =>
    Object.entries(events),
  )) {
    if (by.includes('enterprise')) scopes.set(type, (scopes.get(type) ?? new Set()).add(keyScope));
  }
  return [...scopes].flatMap(([type, found]) =>
    found.size > 1
      ? [`${type} is open to API keys with different scopes: ${[...found].join(', ')}`]
      : [],
  );
}
