import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { keyNotAllowed } from '../definition/index.js';
import { DomainError, tokenRefusals } from '../kernel/domain-error.js';
import { ApiKeys } from './api-keys.js';
import { Deputies } from './deputies.js';
import type { Principal } from './principal.js';
import { Sessions, unauthenticated } from './sessions.js';

/** Who a request comes from: the account of a session, or of a key. */
export interface Bearer {
  readonly principal: Principal;
  /** When the password was last proved in the session; a key proves none. */
  readonly authenticatedAt: Date | null;
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
    try {
      if (!ApiKeys.isKey(token)) return await this.sessions.bearerOf(token);
      return { ...(await this.keys.bearerOf(token)), authenticatedAt: null };
    } catch (error) {
      if (isRefusal(error)) return { refusal: error };
      throw error;
    }
  }

  /**
   * The principal of a route that needs an account. It is closed to keys unless it says for which
   * scopes it is open; with a key nobody acts for another.
   *
   * @throws DomainError UNAUTHENTICATED, KEY_NOT_ALLOWED, NOT_DEPUTY
   */
  async admit(
    bearer: Bearer | Unknown,
    open: readonly string[] = [],
    actingFor?: string | string[],
  ): Promise<Principal> {
    if ('refusal' in bearer) throw bearer.refusal;
    const { principal } = bearer;
    if (principal.key) {
      const { scopes } = principal.key;
      if (actingFor !== undefined) throw keyNotAllowed([], scopes);
      if (scopes.some((each) => open.includes(each))) return principal;
      throw keyNotAllowed(open, scopes);
    }
    if (actingFor === undefined) return principal;
    // What is no id is nobody's.
    const represented = isUUID(actingFor) ? String(actingFor) : principal.accountId;
    return this.deputies.actingFor(principal, represented);
  }
}

/** What a token or a key is refused with; any other failure is none of its bearer's. */
function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && tokenRefusals.some((code) => code === error.code);
}

/** The token of `Authorization: Bearer …`; the scheme's name is not case-sensitive (RFC 9110). */
export function bearerToken(header: string | undefined): string | null {
  return /^bearer +([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
}
