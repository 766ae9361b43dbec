import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { PUBLIC, ROLES, type PrincipalRequest } from './access.decorators.js';
import { Sessions } from './sessions.js';

/** Lets in whoever bears a token; stands before every route that is not `@Public()`. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const place = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, place)) return true;

    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    const token = bearerToken(request.headers.authorization);
    const principal = token === null ? null : await this.sessions.findPrincipal(token);
    if (!principal) {
      throw new DomainError('UNAUTHENTICATED', 'Sign in first: the session is missing or over.');
    }
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, place);
    if (roles && !roles.includes(principal.role)) {
      throw new DomainError('FORBIDDEN', 'Your role may not do this.', { roles });
    }
    request.principal = principal;
    return true;
  }
}

/** The token of `Authorization: Bearer …`; the scheme's name is not case-sensitive (RFC 9110). */
export function bearerToken(header: string | undefined): string | null {
  return /^bearer +([\w-]{20,100})$/i.exec(header ?? '')?.[1] ?? null;
}
