import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import { caseRoles, type Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime } from '../kernel/time-source.js';
import { FRESH, KEY_SCOPE, PUBLIC, ROLES, type PrincipalRequest } from './access.decorators.js';
import type { KeyScope } from './api-key.entity.js';
import { ApiKeys } from './api-keys.js';
import { Deputies } from './deputies.js';
import type { Principal } from './principal.js';
import { Sessions, unauthenticated } from './sessions.js';

/** So long after the password was proved a session may do what asks for a fresh proof. */
export const FRESH_MINUTES = 10;

/** Who bears what was sent, and when the password was last proved in the session. */
interface Bearer {
  readonly principal: Principal;
  readonly authenticatedAt: Date | null;
}

/** Lets in whoever bears a token or a key; stands before every route that is not `@Public()`. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly keys: ApiKeys,
    private readonly deputies: Deputies,
    private readonly time: SessionTime,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const place = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, place)) return true;

    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    const bearer = bearerToken(request.headers.authorization);
    const { principal, authenticatedAt } =
      bearer !== null && ApiKeys.isKey(bearer)
        ? await this.bearerOfKey(bearer, context, request)
        : await this.bearerOfSession(bearer, request);
    request.recognised = principal;
    const roles =
      this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, place) ?? caseRoles;
    if (!roles.includes(principal.role)) {
      throw new DomainError('FORBIDDEN', 'Your role may not do this.', { roles });
    }
    if (this.reflector.getAllAndOverride<boolean | undefined>(FRESH, place) === true) {
      this.requireFresh(authenticatedAt);
    }
    request.principal = principal;
    return true;
  }

  private async bearerOfSession(token: string | null, request: PrincipalRequest): Promise<Bearer> {
    if (token === null) throw unauthenticated();
    const bearer = await this.sessions.bearerOf(token);
    request.recognised = bearer.principal;
    const actingFor = request.headers['acting-for'];
    if (actingFor === undefined) return bearer;
    // What is no id is nobody's.
    const represented = isUUID(actingFor) ? String(actingFor) : bearer.principal.accountId;
    return { ...bearer, principal: await this.deputies.actingFor(bearer.principal, represented) };
  }

  /** A key proves no password, and so is never fresh. */
  private requireFresh(authenticatedAt: Date | null): void {
    const since = this.time.now().getTime() - FRESH_MINUTES * 60_000;
    if (authenticatedAt !== null && authenticatedAt.getTime() > since) return;
    const message = 'Prove your password again: POST /api/v1/sessions/current/reauthentication.';
    throw new DomainError('REAUTHENTICATION_REQUIRED', message);
  }

  /** A route is closed to keys unless it says for which scope it is open. */
  private async bearerOfKey(
    key: string,
    context: ExecutionContext,
    request: PrincipalRequest,
  ): Promise<Bearer> {
    const bearer = await this.keys.findBearer(key);
    if (!bearer) throw unauthenticated();
    request.recognised = bearer.principal;
    const actingFor = request.headers['acting-for'];
    const scope = this.reflector.get<KeyScope | undefined>(KEY_SCOPE, context.getHandler());
    if (scope === undefined || !bearer.scopes.includes(scope) || actingFor !== undefined) {
      const message = 'This API key may not do this; keys file complaints and read cases.';
      throw new DomainError('KEY_NOT_ALLOWED', message, { scopes: bearer.scopes });
    }
    return { principal: bearer.principal, authenticatedAt: null };
  }
}

/** The token of `Authorization: Bearer …`; the scheme's name is not case-sensitive (RFC 9110). */
export function bearerToken(header: string | undefined): string | null {
  return /^bearer +([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
}
