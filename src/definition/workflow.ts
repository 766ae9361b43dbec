import type { AnyStateMachine } from 'xstate';
import type { BusinessDate } from '../kernel/business-date.js';
import type { InputError } from '../kernel/domain-error.js';
import type { JsonObject } from '../kernel/json.js';
import type { LegalBasis } from './basis.js';
import type { AnyCalculatorDefinition } from './calculator.js';
import type { ClockDefinitions } from './clock.js';
import type { DocumentSet } from './document.js';
import type { EventDefinitions, PayloadClass } from './event.js';
import type { Label } from './label.js';
import type { LedgerDefinition } from './ledger.js';
import type { LinkDefinitions } from './link.js';
import type { NoticeDefinitions } from './notice.js';
import type { Party } from './party.js';
import type { References } from './reference.js';

/** Shown with each state that has a name of its own; a state without it belongs to its parent. */
export interface StateMeta {
  readonly label: Label;
  /** Who has the case while it is here; null when nobody has to do anything. */
  readonly holder: Party | null;
  /** What comes next, in plain words for the enterprise. */
  readonly next: Label;
  /** The case is closed here, although it can come back (办结); a final state needs no mark. */
  readonly closed?: true;
}

/** What every kind of filing has; each workflow's class adds its own part. */
export interface Filing {
  readonly respondent: {
    readonly name: string;
    readonly uscc?: string;
    readonly type: string;
    readonly divisionCode: string;
    readonly contactEmail?: string;
  };
  readonly facts: string;
  readonly request: string;
}

/** What every machine's context has, and all that the product reads of it. */
export interface CaseContext {
  /** The unit that handles the case now. */
  readonly unitId: string | null;
  /** The units that help it (配合单位). */
  readonly coUnitIds: readonly string[];
  /** The officer who has the case on the desk (承办人), on either side; null: nobody yet. */
  readonly officers: { readonly acceptor: string | null; readonly handler: string | null };
  /** What the enterprise says of the outcome; null as long as it has not said. */
  readonly outcome: { readonly solved: boolean; readonly satisfied: boolean } | null;
}

export interface FilingRuleInput<F> extends References {
  readonly filing: F;
  readonly on: BusinessDate;
}

/** The same, with what is known of other cases. */
export interface OpeningInput<F> extends FilingRuleInput<F> {
  /** Open cases of this kind against the same respondent. */
  readonly openAgainstRespondent: number;
  /** What has happened since, where a case is completed that was filed before this was asked. */
  readonly earlier?: EarlierMemory;
}

/** What is known of a case that was filed before its workflow remembered its filing. */
export interface EarlierMemory {
  readonly context: JsonObject;
  /** Files of the case; `shown`: the enterprise may open it. */
  readonly evidence: readonly { readonly id: string; readonly shown: boolean }[];
}

/** The act that opens a case: what the enterprise hands in. */
export interface FilingDefinition<F extends Filing> {
  readonly label: Label;
  readonly payload: PayloadClass<F>;
  readonly example: F;
  readonly basis?: LegalBasis;
  /** The day of the contract, which governs the rules of substance; not given: there is none. */
  readonly contractOn?: (filing: F) => BusinessDate;
  /** Rules beyond the shape, for example that something is owed at all; empty when none is broken. */
  readonly refuse?: (input: FilingRuleInput<F>) => readonly InputError[];
  /** What of the filing the machine remembers from the beginning; it becomes the machine's input. */
  readonly remembers?: (input: OpeningInput<F>) => JsonObject;
}

export type AnyFilingDefinition = Omit<
  FilingDefinition<Filing>,
  'refuse' | 'contractOn' | 'remembers'
> & {
  readonly contractOn?: (filing: never) => BusinessDate;
  readonly refuse?: (input: FilingRuleInput<never>) => readonly InputError[];
  readonly remembers?: (input: OpeningInput<never>) => JsonObject;
};

/** One kind of complaint, whole: everything the product knows about it stands here. */
export interface WorkflowDefinition {
  readonly key: string;
  readonly version: number;
  readonly label: Label;
  /** First letter of the case number: `P-2026-450100-000001`. */
  readonly numberPrefix: string;
  readonly filing: AnyFilingDefinition;
  /** Made with `setup(…)`; root context extends `CaseContext`, states carry `StateMeta`. */
  readonly machine: AnyStateMachine;
  readonly events: EventDefinitions;
  readonly clocks: ClockDefinitions;
  /** Why an act is not open, for each guard of the machine, as the refusal says it. */
  readonly guards: Readonly<Record<string, Label>>;
  readonly notices: NoticeDefinitions;
  /** What is issued on paper; nothing, when not given. */
  readonly documents?: DocumentSet;
  /** What is done by the links of letters; nothing, when not given. */
  readonly links?: LinkDefinitions;
  /** Folders of the letters' templates; the first one that has the file is used. */
  readonly templates: readonly URL[];
  /** The money of a case, where the machine keeps any. */
  readonly ledger?: LedgerDefinition;
  /** What anyone may work out by the rules of this kind of complaint. */
  readonly calculators?: readonly AnyCalculatorDefinition[];
}
