import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { caseRoles, type Role } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { KEY_SCOPE, PUBLIC, ROLES, type PrincipalRequest } from './access.decorators.js';
import type { KeyScope } from './api-key.entity.js';
import { Bearers } from './bearers.js';

/**
 * Lets in whoever bears a token or a key; stands before every route that is not `@Public()`. Who
 * that is has been found at the front gate, before the body was read.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly bearers: Bearers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const place = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, place)) return true;

    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    const scope = this.reflector.get<KeyScope | undefined>(KEY_SCOPE, context.getHandler());
    const principal = request.principal ?? (await this.admitted(request, scope));
    const roles =
      this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, place) ?? caseRoles;
    if (!roles.includes(principal.role)) {
      throw new DomainError('FORBIDDEN', 'Your role may not do this.', { roles });
    }
    request.principal = principal;
    return true;
  }

  private async admitted({ headers }: PrincipalRequest, scope: KeyScope | undefined) {
    const bearer = await this.bearers.find(headers.authorization);
    return this.bearers.admit(bearer, scope, headers['acting-for']);
  }
}
