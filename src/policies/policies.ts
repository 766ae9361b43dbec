import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ClockPolicy } from '../definition/index.js';
import { addDays, type BusinessDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { lockRules, raiseRevision } from '../store/rule-revision.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { overlapOf, problemsOfPolicy, type PolicyContent } from './check-policy.js';
import { ClockPolicyRow, type PolicyOrigin } from './clock-policy.entity.js';
import { keyOf } from './policy-book.js';
import { RuleBook } from './rule-book.js';

/** Who changes the rules, when and why. */
export interface PolicyChange {
  readonly by: string | null;
  readonly at: Date;
  readonly reason: string;
}

/** The versions of policies: written, ended, never changed. */
@Injectable()
export class Policies {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: RuleBook,
  ) {}

  async all(): Promise<readonly ClockPolicyRow[]> {
    return selectRows(
      this.transactions.manager,
      ClockPolicyRow,
      'ORDER BY workflow, clock, division_code NULLS FIRST, effective_from, version',
      [],
    );
  }

  /** @throws DomainError NOT_FOUND */
  async get(id: string): Promise<ClockPolicyRow> {
    const [row] = await selectRows(this.transactions.manager, ClockPolicyRow, 'WHERE id = $1', [
      id,
    ]);
    return row ?? notThere(id);
  }

  /**
   * Adds a version. `replaces` names the one that ends on the day before it begins; without it, a
   * version that holds on one of the days is in the way.
   *
   * @throws DomainError INPUT_INVALID, with rule policyOverlaps, policyReplaces, …
   */
  async add(
    content: PolicyContent,
    replaces: string | null,
    change: PolicyChange,
  ): Promise<ClockPolicyRow> {
    const problems = problemsOfPolicy(content);
    if (problems.length > 0) throw inputInvalid(problems);
    const added = await this.transactions.run(async (tx) => {
      await lockRules(tx);
      if (replaces !== null) await endForAnother(tx, replaces, content, change.reason);
      const others = await versionsOf(tx, content);
      const overlap = overlapOf(content, others);
      if (overlap.length > 0) throw inputInvalid(overlap);
      const row = rowOf(content, others, 'admin', change);
      await tx.insert(ClockPolicyRow, row);
      await raiseRevision(tx);
      return row;
    });
    await this.rules.refresh();
    return added;
  }

  /**
   * Ends a division's own rule; from the next day on the general one holds there.
   *
   * @throws DomainError NOT_FOUND; INPUT_INVALID policyNeeded for a general rule, which only
   *   another one can end; endsAfterBegin, endsEarlier
   */
  async end(id: string, effectiveTo: BusinessDate, reason: string): Promise<ClockPolicyRow> {
    await this.transactions.run(async (tx) => {
      await lockRules(tx);
      const row = (await lockedRow(tx, id)) ?? notThere(id);
      if (row.divisionCode === null) {
        throw refused('policyNeeded', `${id} holds for all; add a version that replaces it.`);
      }
      await endRow(tx, row, effectiveTo, reason);
      await raiseRevision(tx);
    });
    await this.rules.refresh();
    return this.get(id);
  }
}

/** A new row, with the next number of its policy. */
export function rowOf(
  content: PolicyContent,
  others: readonly ClockPolicy[],
  origin: PolicyOrigin,
  { by, at, reason }: PolicyChange,
): ClockPolicyRow {
  const version = Math.max(0, ...others.map((other) => other.version)) + 1;
  return {
    ...content,
    id: `${keyOf(content)}@${version}`,
    version,
    origin,
    reason,
    madeBy: by,
    madeAt: at,
    endReason: null,
  };
}

/** Every version of one policy. */
export function versionsOf(
  tx: EntityManager,
  { workflow, clock, divisionCode }: Pick<ClockPolicy, 'workflow' | 'clock' | 'divisionCode'>,
): Promise<ClockPolicyRow[]> {
  const rest = `WHERE workflow = $1 AND clock = $2 AND coalesce(division_code, '') = $3
    ORDER BY version`;
  return selectRows(tx, ClockPolicyRow, rest, [workflow, clock, divisionCode ?? '']);
}

async function endForAnother(
  tx: EntityManager,
  id: string,
  content: PolicyContent,
  reason: string,
): Promise<void> {
  const row = await lockedRow(tx, id);
  if (!row || keyOf(row) !== keyOf(content)) {
    throw refused('policyReplaces', `${id} is no version of ${keyOf(content)}.`, 'replaces');
  }
  await endRow(tx, row, addDays(content.effectiveFrom, -1), reason);
}

async function endRow(
  tx: EntityManager,
  { id, effectiveFrom, effectiveTo }: ClockPolicyRow,
  to: BusinessDate,
  reason: string,
): Promise<void> {
  // The day before the first one: it is withdrawn, and never held.
  if (to < addDays(effectiveFrom, -1)) {
    throw refused('endsAfterBegin', `${id} holds from ${effectiveFrom}; it cannot end before.`);
  }
  if (effectiveTo !== null && effectiveTo <= to) {
    throw refused('endsEarlier', `${id} ends on ${effectiveTo} already.`);
  }
  await tx.update(ClockPolicyRow, { id }, { effectiveTo: to, endReason: reason });
}

async function lockedRow(tx: EntityManager, id: string): Promise<ClockPolicyRow | undefined> {
  const [row] = await selectRows(tx, ClockPolicyRow, 'WHERE id = $1 FOR UPDATE', [id]);
  return row;
}

function refused(rule: string, message: string, path = 'effectiveTo'): DomainError {
  return inputInvalid([{ path, rule, message }]);
}

function notThere(id: string): never {
  throw new DomainError('NOT_FOUND', `There is no policy ${id}.`);
}
