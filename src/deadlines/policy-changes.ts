import { Injectable } from '@nestjs/common';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { inputInvalid } from '../kernel/domain-error.js';
import type { PolicyContent } from '../policies/check-policy.js';
import type { ClockPolicyRow } from '../policies/clock-policy.entity.js';
import { Policies, type PolicyChange } from '../policies/policies.js';
import type { PolicyInput } from './policy.input.js';

/** What an administrator says of a new version, made whole and handed on. */
@Injectable()
export class PolicyChanges {
  constructor(
    private readonly policies: Policies,
    private readonly workflows: WorkflowRegistry,
  ) {}

  /** @throws DomainError INPUT_INVALID clockExists, isDefined, policyReplaces, policyOverlaps … */
  async add(input: PolicyInput, change: PolicyChange): Promise<ClockPolicyRow> {
    const { workflow, clock, replaces } = input;
    const declared = this.workflows.all.filter(({ key }) => key === workflow);
    if (!declared.some(({ clocks }) => clocks[clock] !== undefined)) {
      const message = `${workflow} has no clock ${clock}; GET /workflows/{key} lists them.`;
      throw inputInvalid([{ path: 'clock', rule: 'clockExists', message }]);
    }
    const stored = replaces === undefined ? [] : await this.policies.all();
    const before = stored.find(({ id }) => id === replaces) ?? null;
    return this.policies.add(contentOf(input, before), replaces ?? null, change);
  }
}

/** What is not said stays as in the version that is replaced; without one it has to be said. */
function contentOf(input: PolicyInput, before: ClockPolicyRow | null): PolicyContent {
  const { value, unit, basis } = { ...before, ...said(input) };
  if (value === undefined || unit === undefined || basis === undefined) {
    const missing = Object.entries({ value, unit, basis }).filter(([, it]) => it === undefined);
    throw inputInvalid(
      missing.map(([path]) => ({
        path,
        rule: 'isDefined',
        message: `${path} must be said, unless the version replaces another.`,
      })),
    );
  }
  return {
    workflow: input.workflow,
    clock: input.clock,
    divisionCode: input.divisionCode ?? null,
    value,
    unit,
    startRule: input.startRule ?? before?.startRule ?? 'dayAfterEvent',
    rollRule: input.rollRule ?? before?.rollRule ?? 'nextWorkingDay',
    follows: input.follows ?? before?.follows ?? 'filing',
    ladder: input.ladder ?? before?.ladder ?? { near: [], passed: [], longPassed: [] },
    cap: input.cap ?? before?.cap ?? null,
    pause: input.pause ?? before?.pause ?? null,
    basis,
    effectiveFrom: input.effectiveFrom,
    effectiveTo: input.effectiveTo ?? null,
  };
}

/** Fields that are there; one that is undefined must not hide what stood before. */
function said({ value, unit, basis }: PolicyInput): Partial<PolicyContent> {
  return {
    ...(value === undefined ? {} : { value }),
    ...(unit === undefined ? {} : { unit }),
    ...(basis === undefined ? {} : { basis }),
  };
}
