import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { caseRoles, type KeyScope, type Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime } from '../kernel/time-source.js';
import {
  FRESH,
  IN_PERSON,
  KEY_SCOPES,
  PUBLIC,
  ROLES,
  type PrincipalRequest,
} from './access.decorators.js';
import { Bearers } from './bearers.js';

/** So long after the password was proved a session may do what asks for a fresh proof. */
export const FRESH_MINUTES = 10;

/**
 * Lets in whoever bears a token or a key; stands before every route that is not `@Public()`. Who
 * that is has been found at the front gate, before the body was read.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly bearers: Bearers,
    private readonly time: SessionTime,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const place = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, place)) return true;

    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    const open = this.reflector.get<readonly KeyScope[] | undefined>(
      KEY_SCOPES,
      context.getHandler(),
    );
    const principal = request.principal ?? (await this.admitted(request, open));
    const inPerson = this.reflector.getAllAndOverride<boolean | undefined>(IN_PERSON, place);
    if (inPerson === true && principal.onBehalfOf !== undefined) throw notForDeputies();
    const roles =
      this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, place) ?? caseRoles;
    if (!roles.includes(principal.role)) {
      throw new DomainError('FORBIDDEN', 'Your role may not do this.', { roles });
    }
    if (this.reflector.getAllAndOverride<boolean | undefined>(FRESH, place) === true) {
      this.requireFresh(request.authenticatedAt ?? null);
    }
    request.principal = principal;
    return true;
  }

  private async admitted(request: PrincipalRequest, open: readonly KeyScope[] | undefined) {
    const { authorization, 'acting-for': actingFor } = request.headers;
    const bearer = await this.bearers.find(authorization);
    if ('principal' in bearer) request.authenticatedAt = bearer.authenticatedAt;
    return this.bearers.admit(bearer, open, actingFor);
  }

  /** A key proves no password, and so is never fresh. */
  private requireFresh(authenticatedAt: Date | null): void {
    const since = this.time.now().getTime() - FRESH_MINUTES * 60_000;
    if (authenticatedAt !== null && authenticatedAt.getTime() > since) return;
    const message = 'Prove your password again: POST /api/v1/sessions/current/reauthentication.';
    throw new DomainError('REAUTHENTICATION_REQUIRED', message);
  }
}

function notForDeputies(): DomainError {
  const message = 'Nobody does this in the name of another: send it without Acting-For.';
  return new DomainError('IN_PERSON', message);
}
