import type { LegalBasis } from './basis.js';
import { chartOf, withDescendants } from './chart.js';
import type { Term } from './clock.js';
import type { ClockPolicy, PolicyOf } from './clock-policy.js';
import { stagesOf, type Stage } from './ladder-stages.js';
import { mermaidOf } from './draw-machine.js';
import type { Label } from './label.js';
import type { ActingRole, Office, Party } from './party.js';
import type { DataTable, StateMeta, WorkflowDefinition } from './workflow.js';

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
    readonly by: readonly ActingRole[];
    readonly basis: LegalBasis | null;
    /** Acts whose hands this one may not be in. */
    readonly apartFrom: readonly {
      readonly act: string;
      readonly why: Label;
      /** In which cases; null: in all. */
      readonly where: Label | null;
    }[];
  }[];
  readonly clocks: readonly {
    readonly name: string;
    /** Row in the table of deadlines, such as `P-HANDLE`. */
    readonly id: string;
    readonly label: Label;
    readonly term: Term;
    readonly cap: Term | null;
    readonly owedBy: Party | Office;
    readonly basis: LegalBasis;
    readonly mark: LegalBasis['mark'];
    /** How far from the due date letters go out, and which. */
    readonly stages: readonly Stage[];
    /** The version of the policy that holds today: `promise.cityReply@1`. */
    readonly policyId: string;
  }[];
  /** Tables of data that it works by. */
  readonly tables: readonly DataTable[];
  /** A Mermaid state diagram. */
  readonly mermaid: string;
}

/** The states that have a name of their own, in the order of the machine. */
export function statesOf(machine: WorkflowDefinition['machine']): WorkflowDescription['states'] {
  return withDescendants(chartOf(machine)).flatMap(({ key: name, kind, meta }) =>
    meta ? [{ name, ...meta, final: kind === 'final' }] : [],
  );
}

/** @param policyOf the policies of today */
export function describeWorkflow(
  workflow: WorkflowDefinition,
  policyOf: PolicyOf,
): WorkflowDescription {
  const { key, version, label, machine, events, clocks } = workflow;
  return {
    key,
    version,
    label,
    states: statesOf(machine),
    events: Object.entries(events).map(([type, { label: words, by, basis, apartFrom = [] }]) => ({
      type,
      label: words,
      by,
      basis: basis ?? null,
      apartFrom: apartFrom.map(({ act, why, where }) => ({
        act,
        why,
        where: where?.label ?? null,
      })),
    })),
    clocks: Object.entries(clocks).map(([name, clock]) => {
      const policy = policyOf(name);
      const { value, cap, basis, id: policyId } = policy;
      return {
        name,
        id: clock.id,
        label: clock.label,
        term: termOf(policy, value),
        cap: cap === null ? null : termOf(policy, cap),
        owedBy: clock.owedBy,
        basis,
        mark: basis.mark,
        stages: stagesOf(clock.stages, policy.ladder),
        policyId,
      };
    }),
    tables: workflow.tables ?? [],
    mermaid: mermaidOf(workflow, policyOf),
  };
}

/** A date that an officer sets has a term of 0 days. */
function termOf({ unit }: ClockPolicy, value: number): Term {
  return { value, unit: unit === 'setDate' ? 'calendarDay' : unit };
}
