import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import { caseRoles, type Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { KEY_SCOPE, PUBLIC, ROLES, type PrincipalRequest } from './access.decorators.js';
import type { KeyScope } from './api-key.entity.js';
import { ApiKeys } from './api-keys.js';
import { Deputies } from './deputies.js';
import type { Principal } from './principal.js';
import { Sessions } from './sessions.js';

/** Lets in whoever bears a token or a key; stands before every route that is not `@Public()`. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly keys: ApiKeys,
    private readonly deputies: Deputies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const place = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, place)) return true;

    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    const bearer = bearerToken(request.headers.authorization);
    const principal =
      bearer !== null && ApiKeys.isKey(bearer)
        ? await this.bearerOfKey(bearer, context, request)
        : await this.bearerOfSession(bearer, request);
    request.recognised = principal;
    const roles =
      this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, place) ?? caseRoles;
    if (!roles.includes(principal.role)) {
      throw new DomainError('FORBIDDEN', 'Your role may not do this.', { roles });
    }
    request.principal = principal;
    return true;
  }

  private async bearerOfSession(
    token: string | null,
    request: PrincipalRequest,
  ): Promise<Principal> {
    const principal = token === null ? null : await this.sessions.findPrincipal(token);
    if (!principal) throw unauthenticated();
    request.recognised = principal;
    const actingFor = request.headers['acting-for'];
    if (actingFor === undefined) return principal;
    // What is no id is nobody's.
    const represented = isUUID(actingFor) ? String(actingFor) : principal.accountId;
    return this.deputies.actingFor(principal, represented);
  }

  /** A route is closed to keys unless it says for which scope it is open. */
  private async bearerOfKey(
    key: string,
    context: ExecutionContext,
    request: PrincipalRequest,
  ): Promise<Principal> {
    const bearer = await this.keys.findBearer(key);
    if (!bearer) throw unauthenticated();
    request.recognised = bearer.principal;
    const actingFor = request.headers['acting-for'];
    const scope = this.reflector.get<KeyScope | undefined>(KEY_SCOPE, context.getHandler());
    if (scope === undefined || !bearer.scopes.includes(scope) || actingFor !== undefined) {
      const message = 'This API key may not do this; keys file complaints and read cases.';
      throw new DomainError('KEY_NOT_ALLOWED', message, { scopes: bearer.scopes });
    }
    return bearer.principal;
  }
}

function unauthenticated(): DomainError {
  return new DomainError('UNAUTHENTICATED', 'Sign in first: the session is missing or over.');
}

/** The token of `Authorization: Bearer …`; the scheme's name is not case-sensitive (RFC 9110). */
export function bearerToken(header: string | undefined): string | null {
  return /^bearer +([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
}
