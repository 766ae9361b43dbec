import { NOTHING_DUE } from '../engine/urgency.js';
import type { Principal } from '../identity/principal.js';
import { ownClocks } from './case-awaits.js';
import { updatedColumn } from './updated-column.js';

/** In what order a list may be asked for; with `-` the last comes first. */
export const caseSorts = [
  'urgency',
  'yourDeadline',
  'updatedAt',
  '-updatedAt',
  'filedAt',
  '-filedAt',
] as const;

export type CaseSort = (typeof caseSorts)[number];

/** The moment by which a list is ordered, and its direction; ties are broken by the id. */
export interface CaseOrder {
  /** An expression over `cases c`. */
  readonly moment: string;
  readonly direction: 'ASC' | 'DESC';
}

/** In a list `$1` and `$2` are the reader's own terms; see `OwnTerms`. */
const OWN_DUE = `coalesce((${ownClocks('$1', '$2', 'min(k.due_at)')}), '${NOTHING_DUE.toISOString()}')`;

/** Whether the reader counts the steps among the authorities decides what "updated" is. */
export function orderOf(sort: CaseSort, principal: Pick<Principal, 'role'>): CaseOrder {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  switch (sort) {
    case 'urgency':
      return { direction, moment: 'c.urgent_at' };
    case 'yourDeadline':
      return { direction, moment: OWN_DUE };
    case 'updatedAt':
    case '-updatedAt':
      return { direction, moment: updatedColumn(principal) };
    case 'filedAt':
    case '-filedAt':
      return { direction, moment: 'c.filed_at' };
  }
}
