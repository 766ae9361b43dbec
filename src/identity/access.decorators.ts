import {
  SetMetadata,
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Role } from '../definition/index.js';
import type { KeyScope as Scope } from './api-key.entity.js';
import type { Principal } from './principal.js';

export const PUBLIC = 'qingnuo:public';
export const ROLES = 'qingnuo:roles';
export const KEY_SCOPE = 'qingnuo:key-scope';
export const FRESH = 'qingnuo:fresh-sign-in';

/** A request whose bearer the guard has found. */
export interface PrincipalRequest extends FastifyRequest {
  principal?: Principal;
  /** Who it is, whether or not the route lets them in. */
  recognised?: Principal;
}

/** Opens a route to everybody; all others need a session. */
export const Public = (): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));

/**
 * Opens a route to these roles only; without it those with a part in cases are let in. What they see in it is decided by the scope policy.
 */
export const Roles = (...roles: readonly Role[]): ClassDecorator & MethodDecorator =>
  SetMetadata(ROLES, roles);

/** Opens a route to API keys with this scope, too; without it a route refuses every key. */
export const KeyScope = (scope: Scope): MethodDecorator =>
  applyDecorators(SetMetadata(KEY_SCOPE, scope), ApiExtension('x-api-key-scope', scope));

/**
 * Opens a route only to a session in which the password was proved in the last minutes: for what
 * outlives a session, or decides who has the account. An open session that somebody else has found
 * must not become the account. (`PUT /accounts/me/password` asks the password itself.)
 */
export const FreshSignIn = (): MethodDecorator =>
  applyDecorators(SetMetadata(FRESH, true), ApiExtension('x-fresh-sign-in', true));

/** The principal of a route that is not public. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<PrincipalRequest>();
    if (!principal) throw new Error('@CurrentPrincipal() stands on a @Public() route');
    return principal;
  },
);
