import type { BusinessDate } from '../kernel/business-date.js';
import type { InputError } from '../kernel/domain-error.js';
import type { LegalBasis } from './basis.js';
import type { Capacity } from './capacity.js';
import type { DayCounter } from './clock.js';
import type { DocumentInput, DocumentRequest } from './document.js';
import type { PolicyOf } from './clock-policy.js';
import type { ApartFrom, TogetherWith } from './duties.js';
import type { KeyScope } from './key-scope.js';
import type { Label } from './label.js';
import type { ActingRole, Actor, Role } from './party.js';
import type { AddressFacts } from './service-address.js';

export type PayloadClass<Payload extends object = object> = new () => Payload;

/** What the directory knows of a unit that an event names. */
export interface UnitFacts {
  readonly id: string;
  readonly name: string;
  /** Kinds of case that the unit handles. */
  readonly handles: readonly string[];
  /** Whether it belongs to the respondent's organisation or stands below it. */
  readonly belongsToRespondent: boolean;
  /**
   * The name of its organisation, or of one above, that the respondent's name is like; null: of none,
   * or the respondent is known to be another one by its code or by having been picked.
   */
  readonly likeRespondent: string | null;
  /** Whether anybody works there who could handle a case. */
  readonly isStaffed: boolean;
  /** Whether it is in charge of the place where the enterprise is registered. */
  readonly isAtEnterprise: boolean;
  /**
   * Whether it is of the region itself, and no SME department of the platform is at the place of the
   * enterprise: that is in another province, or unknown.
   */
  readonly standsInAtEnterprise: boolean;
  /** Whether it is in charge of the place where the respondent acts. */
  readonly isAtRespondent: boolean;
  /** Whether it stands above the respondent: in its line, or in a place that includes its own. */
  readonly isAboveRespondent: boolean;
  /** Powers of its department that the law knows by name. */
  readonly capacities: readonly Capacity[];
}

/** What the directory knows of an account that an event names. */
export interface OfficerFacts {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
}

/** Facts from outside the machine that a rule may need; looked up before the rule is asked. */
export interface EventFacts {
  /** The unit named by `payload.unitId`; null when there is none by that id. */
  readonly unit?: UnitFacts | null;
  /** The units named by `payload.coUnitIds`, in that order; null where there is none by the id. */
  readonly coUnits?: readonly (UnitFacts | null)[];
  /** Whether the authority named by `payload.authority` has a name like the respondent's. */
  readonly authorityLikeRespondent?: boolean;
  /** The officer named by `payload.accountId`; null when nobody by that id works in a unit. */
  readonly officer?: OfficerFacts | null;
  /** Whether the file named by `payload.evidenceId` belongs to the case or one that it is about. */
  readonly file?: boolean;
  /** Those of `payload.licenceId` and `payload.authorityId` that the enterprise handed in itself. */
  readonly enterpriseFiles?: readonly string[];
  /** Of each address that a field `email` of the payload names, by the address as it is written. */
  readonly addresses?: Readonly<Record<string, AddressFacts>>;
}

export interface RuleInput<Payload, Context> {
  readonly payload: Payload;
  readonly context: Context;
  readonly actor: Actor;
  readonly on: BusinessDate;
  /** The moment of the act, ISO 8601. */
  readonly at: string;
  readonly facts: EventFacts;
  readonly calendar: DayCounter;
  /** The policy under which a clock of the case runs, or would be armed now. */
  readonly policyOf: PolicyOf;
}

/**
 * One act of the procedure. From this declaration come the permission, the input check, the
 * OpenAPI schema, `availableEvents` and the generated documentation.
 */
export interface EventDefinition<Payload extends object = object, Context = never> {
  readonly by: readonly ActingRole[];
  readonly label: Label;
  /** What an entry of the history is called where the payload says more than the act's name. */
  readonly entryLabel?: (payload: Payload) => Label | undefined;
  readonly payload: PayloadClass<Payload>;
  /** A lawful payload; it stands in the API documentation and is validated at boot. */
  readonly example: Payload;
  readonly basis?: LegalBasis;
  /**
   * Where the case itself decides what the act rests on; the history says this then. `basis` stands
   * in the documentation.
   */
  readonly basisIn?: (context: Context) => LegalBasis;
  /**
   * Fields of the payload that the enterprise may read in the history; none, when not given. Its
   * own acts it reads whole.
   */
  readonly shownToEnterprise?: readonly (keyof Payload & string)[];
  /** A field that is true where the enterprise may read the whole payload: the actor decides. */
  readonly shownToEnterpriseIf?: keyof Payload & string;
  /** Fields for the authorities that supervise and accept alone, not for the unit that handles. */
  readonly hiddenFromHandler?: readonly (keyof Payload & string)[];
  /** Internal notes: for the offices that have the case, never beyond them. */
  readonly internal?: readonly (keyof Payload & string)[];
  /**
   * The scope of an API key by which a system of the enterprise may do it, too. Not given, it is
   * closed to every key: what gives up a right, or answers for a person, is done by a person.
   */
  readonly keyScope?: KeyScope;
  /**
   * Which units' handlers may act: those of the unit that has the case (when not given), those of
   * the units that cooperate, or both.
   */
  readonly units?: 'cooperating' | 'both';
  /**
   * The route of its own that sends the act, because it does more than the act alone (a file is
   * stored with it, say); `POST /cases/{id}/events` refuses it.
   */
  readonly through?: string;
  /**
   * The kind of case that the act opens beside this one, which it leaves as it is: nobody who reads
   * this case learns of it. The payload is that kind's filing.
   */
  readonly opens?: string;
  /**
   * The official document (公文) that the act issues; null: none. It is written and numbered before
   * the machine takes the act, whose payload then names it; see `WithDocument`.
   */
  readonly document?: (input: DocumentInput<Payload, Context>) => DocumentRequest | null;
  /**
   * It says that a term whose letter has not arrived was served in another way; the term runs from
   * that day. Open while one awaits service, and refused by the engine for any other.
   */
  readonly serves?: true;
  /** The act is not for the enterprise to read of, not even that it happened. */
  readonly hiddenFromEnterprise?: true;
  /**
   * Whether the policies let it be done at all. An act that nobody could do is not offered; to who
   * sends it all the same, `refuse` says why.
   */
  readonly offeredUnder?: (policyOf: PolicyOf) => boolean;
  /** Acts by whose hands this one may not be done; see `ApartFrom`. */
  readonly apartFrom?: readonly ApartFrom<Context>[];
  /** Acts that one person may do as well as this one, on purpose. */
  readonly togetherWith?: readonly TogetherWith[];
  /**
   * What the act has to do with who the enterprise is. It `needs` one whose identity an acceptor has
   * confirmed, or it `confirms` that, once for the enterprise. The rest of the product keeps that
   * for an enterprise, not for a case; an act that it does not allow is not offered.
   */
  readonly enterpriseIdentity?: 'needs' | 'confirms';
  /**
   * Rules over the payload. Guards of the machine decide whether the act is open at all; this
   * decides whether it may be done in this way, and names each rule that it breaks.
   */
  readonly refuse?: (input: RuleInput<Payload, Context>) => readonly InputError[];
}

/** A declaration whose payload and context types are forgotten, as the engine handles it. */
export type AnyEventDefinition = Omit<
  EventDefinition,
  | 'refuse'
  | 'document'
  | 'basisIn'
  | 'apartFrom'
  | 'entryLabel'
  | 'shownToEnterprise'
  | 'shownToEnterpriseIf'
  | 'hiddenFromHandler'
  | 'internal'
> & {
  readonly basisIn?: (context: never) => LegalBasis;
  readonly entryLabel?: (payload: never) => Label | undefined;
  readonly shownToEnterprise?: readonly string[];
  readonly shownToEnterpriseIf?: string;
  readonly hiddenFromHandler?: readonly string[];
  readonly internal?: readonly string[];
  readonly refuse?: (input: RuleInput<never, never>) => readonly InputError[];
  readonly document?: (input: DocumentInput<never, never>) => DocumentRequest | null;
  readonly apartFrom?: readonly ApartFrom[];
};

export type EventDefinitions = Readonly<Record<string, AnyEventDefinition>>;

/** What a machine receives. */
export interface CaseEvent<Type extends string = string, Payload = unknown> {
  readonly type: Type;
  readonly payload: Payload;
  readonly actor: Actor;
  /** The day of the act in China; for a lapsed deadline, the day on which it ended. */
  readonly on: BusinessDate;
}

/** The union of events that a map of declarations describes. */
export type EventsOf<Definitions extends EventDefinitions> = {
  [Type in keyof Definitions & string]: CaseEvent<Type, InstanceType<Definitions[Type]['payload']>>;
}[keyof Definitions & string];

/** Declares an event; keeps the payload's type together with its class, example and rule. */
export function defineEvent<Payload extends object, Context = never>(
  definition: EventDefinition<Payload, Context>,
): EventDefinition<Payload, Context> {
  return definition;
}
