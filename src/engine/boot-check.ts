import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TemplateLibrary } from '../notices/template-library.js';
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
  ) {}

  onModuleInit(): void {
    const { all } = this.workflows;
    const names = all.map(({ key, version }) => `${key}@${version}`);
    const problems = [
      ...names
        .filter((name, i) => names.indexOf(name) !== i)
        .map((name) => `${name} is registered twice`),
      ...all.flatMap(problemsOf),
      ...this.templates.load(all),
    ];
    if (problems.length > 0) throw new WorkflowsInvalid(problems);
  }
}
