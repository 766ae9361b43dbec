import {
  SetMetadata,
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { keyScopes, type KeyScope as Scope, type Role } from '../definition/index.js';
import { routeFacts } from '../http/route-facts.js';
import type { Principal } from './principal.js';

export const PUBLIC = 'qingnuo:public';
export const ROLES = 'qingnuo:roles';
export const KEY_SCOPES = 'qingnuo:key-scopes';
export const FRESH = 'qingnuo:fresh-sign-in';
export const IN_PERSON = 'qingnuo:in-person';

/** A request whose bearer the guard has found. */
export interface PrincipalRequest extends FastifyRequest {
  principal?: Principal;
  /** Who it is, whether or not the route lets them in. */
  recognised?: Principal;
  /** When the password was last proved in the session; null for a key. */
  authenticatedAt?: Date | null;
}

/** Opens a route, or all of a controller, to everybody; all others need a session. */
export const Public = (): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}), tellTheServer);

/** On a class: of each of its routes. */
function tellTheServer(
  target: object,
  key?: string | symbol,
  descriptor?: TypedPropertyDescriptor<unknown>,
): void {
  const isPublic = routeFacts({ isPublic: true });
  if (key !== undefined && descriptor) {
    isPublic(target, key, descriptor);
    return;
  }
  const { prototype } = target as { readonly prototype: object };
  const methods = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  for (const [name, method] of methods) {
    if (typeof method.value === 'function') isPublic(prototype, name, method);
  }
}

/**
 * Opens a route to these roles only; without it those with a part in cases are let in. What they see in it is decided by the scope policy.
 */
export const Roles = (...roles: readonly Role[]): ClassDecorator & MethodDecorator =>
  SetMetadata(ROLES, roles);

/** Closes a route to deputies: what it decides, nobody decides in another's name. */
export const InPerson = (): ClassDecorator & MethodDecorator => SetMetadata(IN_PERSON, true);

/**
 * Opens a route to API keys with this scope, too, or with any one of these; without it a route
 * refuses every key.
 */
export const KeyScope = (...scopes: readonly [Scope, ...Scope[]]): MethodDecorator =>
  applyDecorators(openToKeys(scopes), ApiExtension('x-api-key-scope', told(scopes)));

/**
 * Opens a route to every API key, and the act in the body decides: a key without its scope is
 * refused by the engine, which can say what the act needs, before anything is looked up.
 *
 * @param scopes those with an act at the route
 */
export const KeyScopeByAct = (...scopes: readonly [Scope, ...Scope[]]): MethodDecorator =>
  applyDecorators(openToKeys(keyScopes), ApiExtension('x-api-key-scope', told(scopes)));

const openToKeys = (scopes: readonly Scope[]): MethodDecorator =>
  applyDecorators(SetMetadata(KEY_SCOPES, scopes), routeFacts({ keyScopes: scopes }));

/** As the document has it: a scope, or a list of which each will do. */
const told = (scopes: readonly [Scope, ...Scope[]]) => (scopes.length === 1 ? scopes[0] : scopes);

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
