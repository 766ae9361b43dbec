import { Injectable } from '@nestjs/common';
import type { Party } from '../definition/index.js';
import { expectingClocks, statesHeldBy } from '../engine/expected-acts.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import type { Conditions } from './case-conditions.js';

/** The terms of a reader, as parameters of a statement. */
export interface OwnTerms {
  /** Of whom the terms are. */
  readonly owedBy: string;
  /** Those of them that expect an act, as `kind.clock`. */
  readonly expecting: readonly string[];
}

/** What waits for a reader: a term that the reader owes, or a case that the reader has. */
@Injectable()
export class CaseAwaits {
  private readonly expecting: readonly string[];

  constructor(private readonly workflows: WorkflowRegistry) {
    this.expecting = expectingClocks(workflows.all);
  }

  termsOf({ role }: Pick<Principal, 'role'>): OwnTerms {
    return { owedBy: role, expecting: this.expecting };
  }

  /** Adds the condition that a case waits for the reader. */
  add(conditions: Conditions, principal: Principal): void {
    const { role, unitId } = principal;
    const { owedBy, expecting } = this.termsOf(principal);
    const held = statesHeldBy(this.workflows.all, role as Party);
    const side = sideOf(principal);
    const ofUnit = side === null ? '' : `AND (c.${side} = ? OR k.subject = ?)`;
    const unit = side === null ? [] : [unitId];
    // An office has cases by the thousand, and awaits nothing of itself in those that are closed.
    if (role !== 'enterprise') conditions.add('c.ended_at IS NULL');
    conditions.add(
      `(EXISTS (${ownClocks('?', '?')} ${ofUnit})
        OR (c.ended_at IS NULL AND c.kind || '.' || c.state = ANY(?)
            ${side === null ? '' : `AND c.${side} = ?`}))`,
      ...[owedBy, expecting, ...unit, ...unit.map(String), held, ...unit],
    );
  }
}

/**
 * The running terms of a case `c` that one side owes.
 *
 * @param owedBy and `expecting` the places of their parameters
 */
export function ownClocks(owedBy: string, expecting: string, columns = '1', alias = 'c'): string {
  return `SELECT ${columns} FROM clocks k
     WHERE k.case_id = ${alias}.id AND k.ended_at IS NULL AND k.status = 'running'
       AND k.held IS NULL AND k.owed_by = ${owedBy}
       AND ${alias}.kind || '.' || k.name = ANY(${expecting})`;
}

/** The column of the unit for which somebody works; null for who works for no unit of a case. */
function sideOf({ role }: Pick<Principal, 'role'>): 'unit_id' | 'acceptor_unit_id' | null {
  switch (role) {
    case 'handler':
    case 'handlerHead':
      return 'unit_id';
    case 'acceptor':
    case 'acceptorHead':
      return 'acceptor_unit_id';
    default:
      return null;
  }
}
