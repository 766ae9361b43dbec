import type { WorkflowDefinition } from '../definition/index.js';
import type { PolicyBook } from '../policies/policy-book.js';

/** Clocks without a policy, as sentences that say what to add. */
export function policyProblems(
  workflows: readonly WorkflowDefinition[],
  policies: PolicyBook,
): readonly string[] {
  return workflows.flatMap(({ key, version, clocks }) =>
    Object.keys(clocks)
      .filter((clock) => policies.versions(key, clock, null).length === 0)
      .map(
        (clock) =>
          `${key}@${version}: clock ${clock} has no policy; add to seeds/clock-policies.yaml, below ${key}: "${clock}: { value: 5, unit: workingDay, ladder: officers }", with law or after where a text stands behind it`,
      ),
  );
}
