import type { LegalBasis } from './basis.js';
import { chartOf, withDescendants } from './chart.js';
import type { Stage, Term } from './clock.js';
import { mermaidOf } from './draw-machine.js';
import type { Label } from './label.js';
import type { Party, Role } from './party.js';
import type { StateMeta, WorkflowDefinition } from './workflow.js';

/** A workflow as anyone may read it: plain data, all of it from the declarations. */
export interface WorkflowDescription {
  readonly key: string;
  readonly version: number;
  readonly label: Label;
  /** The states that have a name of their own, in the order of the machine. */
  readonly states: readonly (StateMeta & { readonly name: string; readonly final: boolean })[];
  readonly events: readonly {
    readonly type: string;
    readonly label: Label;
    readonly by: readonly Role[];
    readonly basis: LegalBasis | null;
  }[];
  readonly clocks: readonly {
    readonly name: string;
    /** Row in the table of deadlines, such as `P-HANDLE`. */
    readonly id: string;
    readonly label: Label;
    readonly term: Term;
    readonly cap: Term | null;
    readonly owedBy: Party;
    readonly basis: LegalBasis;
    readonly mark: LegalBasis['mark'];
    readonly stages: readonly Stage[];
  }[];
  /** A Mermaid state diagram. */
  readonly mermaid: string;
}

export function describeWorkflow(workflow: WorkflowDefinition): WorkflowDescription {
  const { key, version, label, machine, events, clocks } = workflow;
  return {
    key,
    version,
    label,
    states: withDescendants(chartOf(machine)).flatMap(({ key: name, kind, meta }) =>
      meta ? [{ name, ...meta, final: kind === 'final' }] : [],
    ),
    events: Object.entries(events).map(([type, { label: words, by, basis }]) => ({
      type,
      label: words,
      by,
      basis: basis ?? null,
    })),
    clocks: Object.entries(clocks).map(([name, clock]) => ({
      name,
      id: clock.id,
      label: clock.label,
      term: clock.term,
      cap: clock.cap ?? null,
      owedBy: clock.owedBy,
      basis: clock.basis,
      mark: clock.basis.mark,
      stages: clock.stages,
    })),
    mermaid: mermaidOf(workflow),
  };
}
