import type { LegalBasis } from './basis.js';
import type { Label } from './label.js';
import type { WorkflowDefinition } from './workflow.js';

/**
 * Separation of duties (不相容职务分离、审批分离): an earlier act of the case, in whose hands this act
 * must not be. The last time that it was done counts. A deputy's act is in two persons' hands: the
 * deputy's, and those of whom it stands in for. What the product itself did is in nobody's.
 */
export interface ApartFrom<Context = never> {
  /** An act of the workflow, or the one that opens a case about others. */
  readonly act: string;
  /** As it is said to who may not. */
  readonly why: Label;
  readonly basis: LegalBasis;
  /** In which cases, where it is not in all of them; the words stand in the documentation. */
  readonly where?: {
    readonly label: Label;
    readonly holds: (context: Context) => boolean;
  };
}

/** One person may do both, although one might expect otherwise; for the documentation. */
export interface TogetherWith {
  readonly act: string;
  readonly because: Label;
}

/** Who did an act last, by its type: accounts, none where the product did it itself. */
export type Hands = Readonly<Record<string, readonly string[]>>;

/** Two acts of a kind of case that are kept apart. */
export interface DutyPair {
  readonly workflow: string;
  readonly act: string;
  readonly apart: ApartFrom;
}

/** Two acts that may be in one hand, and why. */
export interface SharedDuty extends TogetherWith {
  readonly workflow: string;
  readonly with: string;
}

export function dutyPairsOf({ key: workflow, events }: WorkflowDefinition): readonly DutyPair[] {
  return Object.entries(events).flatMap(([act, { apartFrom = [] }]) =>
    apartFrom.map((apart) => ({ workflow, act, apart })),
  );
}

export function sharedDutiesOf({
  key: workflow,
  events,
}: WorkflowDefinition): readonly SharedDuty[] {
  return Object.entries(events).flatMap(([act, { togetherWith = [] }]) =>
    togetherWith.map((shared) => ({ workflow, act, with: shared.act, because: shared.because })),
  );
}
