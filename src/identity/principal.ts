import type { Actor, KeyScope, Locale, Role } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** The API key by which a request comes: what is not secret of it. */
export interface KeyInUse {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresOn: BusinessDate;
  /** Before this request, true to five minutes. */
  readonly lastUsedAt: Date | null;
}

/** Who makes the request: an account with what its unit adds to it. */
export interface Principal {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Locale;
  /** Of an enterprise's account; officers have none. */
  readonly enterpriseId: string | null;
  /** Of an officer; enterprises have none. */
  readonly unitId: string | null;
  /** The kinds of case that the officer's unit works on; empty for an enterprise. */
  readonly kinds: readonly string[];
  /** The division of the officer's unit. */
  readonly divisionCode: string | null;
  /** The account that a deputy acts for; role and unit are then that account's. */
  readonly onBehalfOf?: string;
  /** The API key that speaks for the account. */
  readonly key?: KeyInUse;
}

/** The principal as the one who does an act of the procedure. */
export function actorOf({ role, accountId, unitId, name, onBehalfOf, key }: Principal): Actor {
  return {
    ...{ role, accountId, unitId, name },
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(key && { key: { id: key.id, name: key.name } }),
  };
}

/** What the key may do by which a principal speaks, for a command; nothing for a person. */
export function keyScopesOf({ key }: Principal): { readonly keyScopes?: readonly KeyScope[] } {
  return key ? { keyScopes: key.scopes } : {};
}
