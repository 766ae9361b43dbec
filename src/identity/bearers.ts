import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DomainError } from '../kernel/domain-error.js';
import { ApiKeys, type KeyBearer } from './api-keys.js';
import { Deputies } from './deputies.js';
import type { Principal } from './principal.js';
import { Sessions } from './sessions.js';

/** Who a request comes from: the account of a session, or of a key with its scopes. */
export type Bearer = KeyBearer | { readonly principal: Principal; readonly scopes?: undefined };

/** Finds the account behind what a request bears, and says for whom it may ask. */
@Injectable()
export class Bearers {
  constructor(
    private readonly sessions: Sessions,
    private readonly keys: ApiKeys,
    private readonly deputies: Deputies,
  ) {}

  /** Null for a request that bears nothing, or nothing that is known. One query. */
  async find(authorization: string | undefined): Promise<Bearer | null> {
    const token = bearerToken(authorization);
    if (token === null) return null;
    if (ApiKeys.isKey(token)) return this.keys.findBearer(token);
    const principal = await this.sessions.findPrincipal(token);
    return principal && { principal };
  }

  /**
   * The principal of a route that needs an account. It is closed to keys unless it says for which
   * scope it is open.
   *
   * @throws DomainError UNAUTHENTICATED, KEY_NOT_ALLOWED, NOT_DEPUTY
   */
  async admit(
    bearer: Bearer | null,
    scope: string | undefined,
    actingFor: string | string[] | undefined,
  ): Promise<Principal> {
    if (!bearer) {
      throw new DomainError('UNAUTHENTICATED', 'Sign in first: the session is missing or over.');
    }
    const { principal, scopes } = bearer;
    if (scopes) {
      const isOpen = scopes.some((each) => each === scope);
      if (isOpen && actingFor === undefined) return principal;
      const message = 'This API key may not do this; keys file complaints and read cases.';
      throw new DomainError('KEY_NOT_ALLOWED', message, { scopes });
    }
    if (actingFor === undefined) return principal;
    // What is no id is nobody's.
    const represented = isUUID(actingFor) ? String(actingFor) : principal.accountId;
    return this.deputies.actingFor(principal, represented);
  }
}

/** The token of `Authorization: Bearer …`; the scheme's name is not case-sensitive (RFC 9110). */
export function bearerToken(header: string | undefined): string | null {
  return /^bearer +([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
}
