import type { WorkflowDefinition } from '../definition/index.js';

/**
 * The workflows of the product, by kind and version. Their tables are asked by names that people
 * send, so here they have nothing but what is declared: no `constructor`, no `toString`.
 */
export class WorkflowRegistry {
  readonly all: readonly WorkflowDefinition[];

  constructor(all: readonly WorkflowDefinition[]) {
    this.all = all.map(withBareTables);
  }

  /** The version that a case lives on. */
  get(key: string, version: number): WorkflowDefinition {
    const found = this.find(key, version);
    if (!found) throw new Error(`A case needs ${key} version ${version}, which is not registered.`);
    return found;
  }

  /** The same; undefined when it is not registered. */
  find(key: string, version: number): WorkflowDefinition | undefined {
    return this.all.find((workflow) => workflow.key === key && workflow.version === version);
  }

  /** The version that new cases take; null when there is no such kind of complaint. */
  findLatest(key: string): WorkflowDefinition | null {
    return this.latestOfEach().find((workflow) => workflow.key === key) ?? null;
  }

  /** The kinds that an enterprise files, in their newest version. */
  complaints(): readonly WorkflowDefinition[] {
    return this.latestOfEach().filter(({ filing }) => filing.about === undefined);
  }

  /** Each kind once, in its newest version. */
  latestOfEach(): readonly WorkflowDefinition[] {
    return this.all.filter(
      ({ key, version }) => !this.all.some((other) => other.key === key && other.version > version),
    );
  }
}

function withBareTables(workflow: WorkflowDefinition): WorkflowDefinition {
  const { events, clocks, notices, guards, links } = workflow;
  return {
    ...workflow,
    events: bare(events),
    clocks: bare(clocks),
    notices: bare(notices),
    guards: bare(guards),
    ...(links && { links: bare(links) }),
  };
}

/** The same table without a prototype. */
function bare<Table extends object>(table: Table): Table {
  return Object.assign(Object.create(null) as Table, table);
}
