import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DomainError } from '../kernel/domain-error.js';
import type { KeyScope } from './api-key.entity.js';
import { ApiKeys } from './api-keys.js';
import { Deputies } from './deputies.js';
import type { Principal } from './principal.js';
import { Sessions, unauthenticated } from './sessions.js';

/** Who a request comes from: the account of a session, or of a key. */
export interface Bearer {
  readonly principal: Principal;
  /** When the password was last proved in the session; a key proves none. */
  readonly authenticatedAt: Date | null;
  /** Of a key. */
  readonly scopes: readonly KeyScope[] | null;
}

/** A request that bears nothing, nothing that is known, or what is over; the refusal says which. */
export interface Unknown {
  readonly refusal: DomainError;
}

/** Finds the account behind what a request bears, and says for whom it may ask. */
@Injectable()
export class Bearers {
  constructor(
    private readonly sessions: Sessions,
    private readonly keys: ApiKeys,
    private readonly deputies: Deputies,
  ) {}

  /** One query; none for a request that bears nothing. */
  async find(authorization: string | undefined): Promise<Bearer | Unknown> {
    const token = bearerToken(authorization);
    if (token === null) return { refusal: unauthenticated() };
    if (ApiKeys.isKey(token)) {
      const bearer = await this.keys.findBearer(token);
      return bearer ? { ...bearer, authenticatedAt: null } : { refusal: unauthenticated() };
    }
    try {
      return { ...(await this.sessions.bearerOf(token)), scopes: null };
    } catch (error) {
      if (isUnauthenticated(error)) return { refusal: error };
      throw error;
    }
  }

  /**
   * The principal of a route that needs an account. It is closed to keys unless it says for which
   * scope it is open.
   *
   * @throws DomainError UNAUTHENTICATED, KEY_NOT_ALLOWED, NOT_DEPUTY
   */
  async admit(
    bearer: Bearer | Unknown,
    scope: string | undefined,
    actingFor: string | string[] | undefined,
  ): Promise<Principal> {
    if ('refusal' in bearer) throw bearer.refusal;
    const { principal, scopes } = bearer;
    if (scopes !== null) {
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

function isUnauthenticated(error: unknown): error is DomainError<'UNAUTHENTICATED'> {
  return error instanceof DomainError && error.code === 'UNAUTHENTICATED';
}

/** The token of `Authorization: Bearer …`; the scheme's name is not case-sensitive (RFC 9110). */
export function bearerToken(header: string | undefined): string | null {
  return /^bearer +([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
}
