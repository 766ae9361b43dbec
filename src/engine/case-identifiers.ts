import { bareNumber, type Identifier, type WorkflowDefinition } from '../definition/index.js';
import { searchable } from '../kernel/plain-text.js';
import type { Case } from './case.entity.js';
import type { CaseIdentifier } from './case-identifier.entity.js';

/** As it is kept and looked for; empty where nothing is left of it. */
export function identifierKey({ sort, value }: Identifier): string {
  return sort === 'reference' ? value : bareNumber(value);
}

/** The rows of a complaint that is filed; a case about others is known by its number alone. */
export function identifiersOf(
  { filing: { identifiers } }: WorkflowDefinition,
  { id: caseId, enterpriseId, aboutKind, filing }: Case,
): readonly CaseIdentifier[] {
  if (enterpriseId === null || aboutKind !== null || !identifiers) return [];
  const rows = identifiers(filing as never).map((identifier) => ({
    caseId,
    sort: identifier.sort,
    value: identifierKey(identifier),
    enterpriseId,
  }));
  const different = new Map(rows.map((row) => [`${row.sort} ${row.value}`, row]));
  return [...different.values()].filter(({ value }) => value !== '');
}

/** Whether two names are written alike, but for blanks, width and case. */
export function isSameName(one: string, other: string): boolean {
  return bareName(one) === bareName(other);
}

export const bareName = (name: string): string => searchable(name).replace(/\s/g, '');
