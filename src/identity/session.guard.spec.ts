import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Public, Roles } from './access.decorators.js';
import type { Principal } from './principal.js';
import { SessionGuard, bearerToken } from './session.guard.js';
import type { Sessions } from './sessions.js';

const token = 'a'.repeat(43);
const principal = { accountId: '1', role: 'handler' } as Principal;
const sessions = {
  findPrincipal: (given: string) => Promise.resolve(given === token ? principal : null),
} as Sessions;
const guard = new SessionGuard(new Reflector(), sessions);

class Routes {
  @Public()
  open(): void {}

  closed(): void {}

  @Roles('admin')
  administration(): void {}

  @Roles('handler', 'admin')
  handling(): void {}
}

function ask(route: keyof Routes, authorization?: string) {
  const request: { headers: object; principal?: Principal } = { headers: { authorization } };
  const context = {
    getHandler: () => Reflect.get(Routes.prototype, route) as unknown,
    getClass: () => Routes,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  return guard.canActivate(context).then(() => request.principal);
}

describe('session guard', () => {
  it('lets everybody through a public route', async () => {
    expect(await ask('open')).toBeUndefined();
  });

  it.each([undefined, 'Bearer', `Basic ${token}`, `Bearer ${'b'.repeat(43)}`, `Bearer ${token} x`])(
    'refuses %p elsewhere',
    async (header) => {
      await expect(ask('closed', header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('puts the principal into the request', async () => {
    expect(await ask('closed', `Bearer ${token}`)).toBe(principal);
    expect(await ask('handling', `bearer ${token}`)).toBe(principal);
  });

  it('refuses a role that the route does not name', async () => {
    await expect(ask('administration', `Bearer ${token}`)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('bearer token', () => {
  it('is read from the header only in its own alphabet', () => {
    expect(bearerToken(`Bearer ${token}`)).toBe(token);
    expect(bearerToken(`Bearer ${token}'--`)).toBeNull();
    expect(bearerToken(`Bearer ${'a'.repeat(5000)}`)).toBeNull();
  });
});
