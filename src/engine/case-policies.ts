import type { Clock } from '../clocks/clock.entity.js';
import type { ClockPolicy, PolicyOf, WorkflowDefinition } from '../definition/index.js';
import type { RuleBook } from '../policies/rule-book.js';
import type { Case } from './case.entity.js';

/** What of a case decides which version of a policy holds: where, and since when. */
export type GovernedCase = Pick<Case, 'divisionCode' | 'filedOn' | 'filing'>;

/** The version that holds for a case when a clock is armed now. */
export function policyInForce(
  rules: RuleBook,
  workflow: WorkflowDefinition,
  { divisionCode, filedOn, filing }: GovernedCase,
  clock: string,
): ClockPolicy {
  const contractOn = workflow.filing.contractOn?.(filing as never) ?? null;
  return rules.inForce({ workflow: workflow.key, clock, divisionCode, filedOn, contractOn });
}

/** The version under which a clock of the case runs, or would be armed now. */
export function policiesOf(
  rules: RuleBook,
  workflow: WorkflowDefinition,
  record: GovernedCase,
  clocks: readonly Clock[],
): PolicyOf {
  return (name) => {
    const running = clocks.findLast((clock) => clock.name === name && clock.endedAt === null);
    return running
      ? rules.policies.get(running.policyId)
      : policyInForce(rules, workflow, record, name);
  };
}
