import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { WorkflowDefinition } from '../definition/index.js';
import { TemplateLibrary } from '../notices/template-library.js';
import type { PolicyBook } from '../policies/policy-book.js';
import { RuleBook } from '../policies/rule-book.js';
import { differingScopes } from './check-keys.js';
import { policyProblems } from './check-policies.js';
import { problemsOf } from './check-workflow.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** The workflows cannot be run as they are written; the message lists every problem. */
export class WorkflowsInvalid extends Error {
  override readonly name = 'WorkflowsInvalid';

  constructor(readonly problems: readonly string[]) {
    super(['The workflows cannot be run as they are written:', ...problems].join('\n  - '));
  }
}

/** Stops the start when a workflow or a letter is not whole, and says everything at once. */
@Injectable()
export class BootCheck implements OnModuleInit {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly templates: TemplateLibrary,
    private readonly rules: RuleBook,
  ) {}

  /** The rules are read here for the first time, so that a clock without a policy stops the start. */
  async onModuleInit(): Promise<void> {
    await this.rules.refresh();
    requireWhole(this.workflows.all, this.templates, this.rules.policies);
  }
}

/** @throws WorkflowsInvalid with every problem of workflows, letters and policies */
export function requireWhole(
  all: readonly WorkflowDefinition[],
  templates: TemplateLibrary,
  policies: PolicyBook,
): void {
  const names = all.map(({ key, version }) => `${key}@${version}`);
  const problems = [
    ...names
      .filter((name, i) => names.indexOf(name) !== i)
      .map((name) => `${name} is registered twice`),
    ...all.flatMap(problemsOf),
    ...differingScopes(all),
    ...templates.load(all),
    ...policyProblems(all, policies),
  ];
  if (problems.length > 0) throw new WorkflowsInvalid(problems);
}
