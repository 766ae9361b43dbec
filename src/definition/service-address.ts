import type { BusinessDate } from '../kernel/business-date.js';
import type { ActingRole } from './party.js';

/** How an officer found an address: in a directory of bodies, on an official site, by telephone. */
export const addressSources = ['directory', 'officialSite', 'telephone'] as const;

export type AddressSource = (typeof addressSources)[number];

/**
 * Where somebody without an account is written to (送达地址), as an officer has confirmed it. What a
 * complainant typed is a hint and never this.
 */
export interface ServiceAddress {
  readonly email: string;
  readonly foundBy: AddressSource;
  /** Which entry, which page, which number. */
  readonly source: string;
  /** Why it is right although addresses of its kind are refused. */
  readonly reason: string | null;
  /** Since when letters go there; confirming the same address again does not move it. */
  readonly since: BusinessDate;
  readonly confirmedOn: BusinessDate;
  readonly confirmedBy: {
    readonly accountId: string | null;
    /** The account that a deputy acted for. */
    readonly onBehalfOf: string | null;
    readonly role: ActingRole | 'system';
    readonly unitId: string | null;
    readonly name: string;
  };
}

/** How and when something reached the respondent (送达). */
export interface Service {
  readonly way: 'mail' | 'inPerson' | 'post' | 'announcement';
  readonly on: BusinessDate;
  /** The confirmed address that it went to; null on paper. */
  readonly email: string | null;
}

/** What the directory knows of an address that an act names. */
export interface AddressFacts {
  /** It is the address of an account, whoever's. */
  readonly isOfAccount: boolean;
  /** Its domain is one of the complaining enterprise's accounts, free mail aside. */
  readonly isOfComplainant: boolean;
  /** Anybody may take an address at its domain. */
  readonly isFreeMail: boolean;
}
