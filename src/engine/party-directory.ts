import type { EntityManager } from 'typeorm';
import type {
  AddressFacts,
  Capacity,
  Label,
  Locale,
  OfficerFacts,
  Party,
  UnitFacts,
} from '../definition/index.js';

/** Where a letter can be sent; `accountId` is null for someone without an account. */
export interface Recipient {
  readonly accountId: string | null;
  /** The officer's unit; null for an enterprise and for someone without an account. */
  readonly unitId: string | null;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

/** Who takes part in a case, as its row says. */
export interface CaseParties {
  readonly kind: string;
  readonly enterpriseId: string | null;
  readonly filedBy: string | null;
  readonly acceptorUnitId: string;
  /** The unit that handles the case now. */
  readonly unitId: string | null;
  /** The units that are meant by `coHandler`. */
  readonly coUnitIds: readonly string[];
  /** Who has the case on the desk, on either side; null: everybody of the unit is told. */
  readonly officers: { readonly acceptor: string | null; readonly handler: string | null };
  readonly divisionCode: string;
  readonly cityCode: string;
  /** Where an officer has confirmed that the respondent is written to; null: nowhere yet. */
  readonly respondentEmail: string | null;
  readonly respondentName: string;
  readonly respondentOrganisationId: string | null;
}

/** Whom readers of a unit's letters call. */
export interface UnitContact {
  /** The office or duty desk to ask for; null: the unit itself. */
  readonly office: string | null;
  /** Whom to ask for by name; null: nobody in particular. */
  readonly person: string | null;
  readonly telephone: string;
  readonly address: string | null;
}

/** A unit with whom to call there. */
export interface UnitReached {
  readonly name: Label;
  readonly contact: UnitContact;
}

/** What decides where a new complaint goes. */
export interface FilingToRoute {
  readonly kind: string;
  readonly divisionCode: string;
  readonly respondent: RespondentNamed;
}

/** A respondent as the enterprise named it. */
export interface RespondentNamed {
  readonly name: string;
  readonly uscc?: string;
  /** The body of the directory that it picked. */
  readonly organisationId?: string;
}

/** Whom a case is about and for, as far as it decides which units may have it. */
export interface CaseSides extends Pick<
  CaseParties,
  'respondentOrganisationId' | 'enterpriseId' | 'divisionCode'
> {
  readonly respondent: RespondentNamed;
}

export interface Route {
  readonly acceptorUnitId: string;
  /** Null for a respondent that the directory does not know. */
  readonly respondentOrganisationId: string | null;
  readonly cityCode: string;
}

/**
 * Whether an enterprise was shown to be who it says; a code that somebody had taken who is not the
 * enterprise was taken back.
 */
export const enterpriseStandings = ['unconfirmed', 'confirmed', 'takenBack'] as const;

export type EnterpriseStanding = (typeof enterpriseStandings)[number];

/** An enterprise, as those see it who handle its complaint. */
export interface EnterpriseFacts {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly standing: EnterpriseStanding;
  readonly confirmedAt: Date | null;
  readonly contact: SpeaksFor;
}

/** Who speaks for an enterprise; null where nobody has said. */
export interface SpeaksFor {
  readonly person: string | null;
  readonly telephone: string | null;
  readonly legalRepresentative: string | null;
}

export interface People {
  readonly officerNames: ReadonlyMap<string, string>;
  /** Null for a case without one. */
  readonly enterprise: EnterpriseFacts | null;
}

/** Who looked at which case's papers, and when. */
export interface EnterpriseConfirmation {
  readonly enterpriseId: string;
  readonly caseId: string;
  readonly accountId: string;
  readonly at: Date;
}

/** Whom the engine asks about people, units and organisations. */
export abstract class PartyDirectory {
  /** Everybody who stands for each wanted party; a party without anybody has an empty list. */
  abstract recipients(
    tx: EntityManager,
    parties: CaseParties,
    wanted: readonly Party[],
  ): Promise<ReadonlyMap<Party, readonly Recipient[]>>;

  /** What a rule may need to know of a unit; null when there is none by that id. */
  abstract unit(tx: EntityManager, unitId: string, sides: CaseSides): Promise<UnitFacts | null>;

  /** Whether an authority that an officer typed has a name like the respondent's, or is a part of it. */
  abstract isLikeRespondent(authority: string, respondent: RespondentNamed): boolean;

  /** What the law calls the department of a unit by; empty when there is none by that id. */
  abstract capacities(tx: EntityManager, unitId: string): Promise<readonly Capacity[]>;

  /** An officer in service; null when nobody by that id works in a unit. */
  abstract officer(tx: EntityManager, accountId: string): Promise<OfficerFacts | null>;

  /** What a rule may need to know of addresses; of which enterprises, the cases say. */
  abstract addresses(
    tx: EntityManager,
    emails: readonly string[],
    caseIds: readonly string[],
  ): Promise<Readonly<Record<string, AddressFacts>>>;

  /** The names of officers, by account id, and the enterprise of a case, by one question. */
  abstract people(
    tx: EntityManager,
    officerIds: readonly string[],
    enterpriseId: string | null,
  ): Promise<People>;

  /** The names of units, by id. */
  abstract unitNames(
    tx: EntityManager,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Label>>;

  /** The same with whom to call there. */
  abstract unitsReached(
    tx: EntityManager,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, UnitReached>>;

  /**
   * How an enterprise stands; nobody changes it until the transaction ends. `toChange` says that
   * this transaction may, so that two of them wait for each other.
   */
  abstract standing(
    tx: EntityManager,
    enterpriseId: string,
    toChange: boolean,
  ): Promise<EnterpriseStanding>;

  /** Writes down that it is who it says, in the transaction of the act that found so. */
  abstract confirmEnterprise(
    tx: EntityManager,
    confirmation: EnterpriseConfirmation,
  ): Promise<void>;

  /**
   * @throws DomainError UNAVAILABLE when no unit accepts complaints of this kind, INPUT_INVALID
   *   bodyExists for a picked body that is not there
   */
  abstract route(tx: EntityManager, filing: FilingToRoute): Promise<Route>;
}

/** The part of it that letters need. */
export type LetterDirectory = Pick<PartyDirectory, 'recipients' | 'unitsReached'>;
