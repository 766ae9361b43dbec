import type { AnyStateMachine } from 'xstate';
import type { BusinessDate } from '../kernel/business-date.js';
import type { InputError } from '../kernel/domain-error.js';
import type { JsonObject } from '../kernel/json.js';
import type { LegalBasis } from './basis.js';
import type { AnyCalculatorDefinition } from './calculator.js';
import type { Capacity } from './capacity.js';
import type { ClockDefinitions } from './clock.js';
import type { DocumentSet } from './document.js';
import type { EventDefinitions, PayloadClass } from './event.js';
import type { CitedFile, FiledFile } from './filed-file.js';
import type { Identifier } from './identifier.js';
import type { Label } from './label.js';
import type { LedgerDefinition } from './ledger.js';
import type { LinkDefinitions } from './link.js';
import type { NoticeDefinitions } from './notice.js';
import type { Actor, Office, Party, Role } from './party.js';
import type { References } from './reference.js';
import type { TimedRight } from './right.js';
import type { ServiceAddress } from './service-address.js';

/** Shown with each state that has a name of its own; a state without it belongs to its parent. */
export interface StateMeta {
  readonly label: Label;
  /** Who has the case while it is here; null when nobody has to do anything. */
  readonly holder: Party | Office | null;
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
    /** A body of the directory, where the enterprise picked one. */
    readonly organisationId?: string;
    readonly type: string;
    readonly divisionCode: string;
    /** What the complainant typed: a hint for officers, to which nothing is ever sent. */
    readonly contactEmail?: string;
  };
  readonly facts: string;
  readonly request: string;
  /** What was uploaded before and cited in it; the product writes it, and nobody sends it. */
  readonly files?: readonly FiledFile[];
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
  /**
   * The only address at which a respondent is written to; null, or not there in a case of before:
   * none was confirmed.
   */
  readonly serviceAddress?: ServiceAddress | null;
  /** Why it is closed, one of the workflow's `closingGrounds`; null, or not there: it is not. */
  readonly closedFor?: string | null;
  /** Who stands for the offices that its clocks and letters name; a complaint has none. */
  readonly offices?: Readonly<Record<Office, Party>>;
}

/** A case as far as another one that is about it may need to know. */
export interface RelatedCase {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly state: string;
  readonly ended: boolean;
  readonly filing: Filing;
  readonly context: CaseContext;
}

/** A case that another one is about, and what else is about it. */
export interface SubjectCase extends RelatedCase {
  readonly enterpriseName: string;
  readonly unitId: string | null;
  readonly acceptorUnitId: string;
  /** Null for a respondent that the directory does not know. */
  readonly respondentOrganisationId: string | null;
  /** Cases about it so far, in the order of their opening. */
  readonly about: readonly RelatedCase[];
}

/** What is filed, on which day, and what rules about it are asked with. */
export interface FilingFacts<F> extends References {
  readonly filing: F;
  readonly on: BusinessDate;
}

export interface FilingRuleInput<F> extends FilingFacts<F> {
  readonly proposer: Proposer;
  /** The cases that it is about, as the filing names them; none for a complaint. */
  readonly subjects: readonly SubjectCase[];
}

/** What is filed, with what is known of other cases. */
export interface OpeningInput<F> extends FilingFacts<F> {
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

/**
 * Whose doing the opening of a case is; the product proposes for an office (`Proposal.behalf`), and
 * then it is no account's.
 */
export type Proposer = Pick<Actor, 'role' | 'unitId'> &
  Partial<Pick<Actor, 'accountId'>> & {
    /** Of its unit's department; looked up before the rules are asked. */
    readonly capacities?: readonly Capacity[];
    /** Whether its unit stands above the respondent of each of the cases, and is not like it by name. */
    readonly isAboveRespondent?: boolean;
  };

/** What is handed in; a filing about other cases takes from them what it leaves out. */
export type Filed = Partial<Filing> & {
  readonly caseIds?: readonly string[];
  /** One of `AboutCases.sorts`, where there are several. */
  readonly type?: string;
};

/** Why the law does not allow a case to be opened. */
export interface Prohibition {
  /** Stable; programs decide by it. */
  readonly rule: string;
  readonly message: Label;
  readonly basis: LegalBasis;
}

/** One of several sorts that a kind of case has, for example the types of measures. */
export interface Sort {
  readonly type: string;
  readonly label: Label;
}

export interface CompleteFiling {
  readonly filing: Filing;
  readonly basis: LegalBasis;
}

/** What opens a case about other cases (督办、约谈…); its filing names them by `caseIds`. */
export interface AboutCases<F extends Filed> {
  /** What the filing's `type` may be, where there are several sorts of one kind. */
  readonly sorts?: readonly Sort[];
  /** Type of the first history entry. */
  readonly act: string;
  /** Who may open one at all. */
  readonly by: readonly Role[];
  /** What the law forbids: asked before the rules of the filing; empty when nothing stands against it. */
  readonly forbid: (input: FilingRuleInput<F>) => readonly Prohibition[];
  /** The filing with what follows from the cases that it is about, and what it rests on. */
  readonly complete: (input: FilingRuleInput<F>) => CompleteFiling;
  /**
   * The final state of a case that the product opened by a wrong clock, when that is taken back. A
   * kind that the lapse of a deadline proposes has one.
   */
  readonly takenBackAs?: string;
}

/** The rules of a filing beside others of the same enterprise against the same respondent. */
export interface BesideOthers<F> {
  /** What of another one they need: a small part, since there may be hundreds. */
  readonly part: (other: F) => JsonObject;
  readonly refuse: (filing: F, others: readonly JsonObject[]) => readonly InputError[];
}

/** What of a filing looks like a slip: where it stands, which rule says so, and a sentence. */
export interface FilingDoubt {
  readonly path: string;
  readonly rule: string;
  readonly message: Label;
}

/** The act that opens a case: what the enterprise hands in, or what an officer sets going. */
export interface FilingDefinition<F extends Filed> {
  readonly label: Label;
  readonly payload: PayloadClass<F>;
  readonly example: F;
  readonly basis?: LegalBasis;
  /** The day of the contract, which governs the rules of substance; not given: there is none. */
  readonly contractOn?: (filing: F) => BusinessDate;
  /** Rules beyond the shape, for example that something is owed at all; empty when none is broken. */
  readonly refuse?: (input: FilingRuleInput<F>) => readonly InputError[];
  /** The numbers by which the complaint and its parts are known elsewhere. */
  readonly identifiers?: (filing: F) => readonly Identifier[];
  /** The files that it cites, each where it does. */
  readonly cites?: (filing: F) => readonly CitedFile[];
  /** What may not be claimed twice, beside other open complaints with one of its numbers. */
  readonly beside?: BesideOthers<F>;
  /** What is possible and looks like a slip; nothing is refused for it. */
  readonly doubts?: (filing: F) => readonly FilingDoubt[];
  /** What of the filing the machine remembers from the beginning; it becomes the machine's input. */
  readonly remembers?: (input: OpeningInput<F>) => JsonObject;
  /** Not given: an enterprise files a complaint. */
  readonly about?: AboutCases<F>;
}

export type AnyFilingDefinition = Omit<
  FilingDefinition<Filed>,
  'refuse' | 'contractOn' | 'cites' | 'identifiers' | 'beside' | 'doubts' | 'remembers' | 'about'
> & {
  readonly cites?: (filing: never) => readonly CitedFile[];
  readonly identifiers?: (filing: never) => readonly Identifier[];
  readonly beside?: BesideOthers<never>;
  readonly doubts?: (filing: never) => readonly FilingDoubt[];
  readonly contractOn?: (filing: never) => BusinessDate;
  readonly refuse?: (input: FilingRuleInput<never>) => readonly InputError[];
  readonly remembers?: (input: OpeningInput<never>) => JsonObject;
  readonly about?: Pick<AboutCases<Filed>, 'act' | 'by' | 'sorts' | 'takenBackAs'> & {
    readonly forbid: (input: FilingRuleInput<never>) => readonly Prohibition[];
    readonly complete: (input: FilingRuleInput<never>) => CompleteFiling;
  };
};

/** What a machine is given when its case is opened; complaints begin without. */
export interface Opening<F = Filing> {
  readonly filing: F;
  readonly on: BusinessDate;
  readonly proposer: Proposer;
  readonly subjects: readonly SubjectCase[];
}

/** One level of the region `escalation`, in words. */
export interface EscalationLevel {
  readonly label: Label;
  /** What everyone who follows the case is told of it; null: nothing. */
  readonly note: Label | null;
  /** What comes after it; null: nothing. */
  readonly next: Label | null;
}

/** How far the authorities go, beside the progress of a case. */
export interface EscalationDefinition {
  /** By the names of the region's states, each of them and no other. */
  readonly levels: Readonly<Record<string, EscalationLevel>>;
  /** Tells the level that a case is at; an enterprise hears what is public. */
  readonly explain: (level: string, context: never, isForEnterprise: boolean) => EscalationAccount;
}

/** How far the authorities have gone, why, and what comes next. */
export interface EscalationAccount {
  readonly label: Label;
  readonly why: readonly Label[];
  readonly next: Label | null;
}

/** A table of data that the workflow works by, for its documentation. */
export interface DataTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One kind of case, whole: everything the product knows about it stands here. */
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
  /** The levels of the region `escalation`; kinds without the region have none. */
  readonly escalation?: EscalationDefinition;
  /** Why a case of the kind may be closed, by code. */
  readonly closingGrounds?: Readonly<Record<string, Label>>;
  readonly tables?: readonly DataTable[];
  /** Folders of the letters' templates; the first one that has the file is used. */
  readonly templates: readonly URL[];
  /** The money of a case, where the machine keeps any. */
  readonly ledger?: LedgerDefinition;
  /** Until when the enterprise may go to court, and the like, by the machine's memory. */
  readonly rights?: (context: never) => readonly TimedRight[];
  /** What anyone may work out by the rules of this kind of complaint. */
  readonly calculators?: readonly AnyCalculatorDefinition[];
}
