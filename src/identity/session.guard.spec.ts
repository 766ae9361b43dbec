import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../kernel/domain-error.js';
import type { SessionTime } from '../kernel/time-source.js';
import { FreshSignIn, KeyScope, KeyScopeByAct, Public, Roles } from './access.decorators.js';
import type { ApiKeys } from './api-keys.js';
import type { Deputies } from './deputies.js';
import type { KeyInUse, Principal } from './principal.js';
import { Bearers, bearerToken } from './bearers.js';
import { FRESH_MINUTES, SessionGuard } from './session.guard.js';
import { unauthenticated, type Sessions } from './sessions.js';

const token = 'a'.repeat(43);
const apartToken = 'c'.repeat(43);
const key = `qn_${'A'.repeat(12)}_${'k'.repeat(43)}`;
const revoked = `qn_${'A'.repeat(12)}_${'r'.repeat(43)}`;
const absent = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const principal = { accountId: '1', role: 'handler' } as Principal;
const inUse = { id: '9', name: 'ERP', scopes: ['read'] } as unknown as KeyInUse;
const enterprise = { accountId: '2', role: 'enterprise', key: inUse } as Principal & {
  readonly key: KeyInUse;
};
const apart = { accountId: '3', role: 'securityAuditor' } as Principal;
const represented = { accountId: '1', role: 'handlerHead', onBehalfOf: absent } as Principal;

const now = new Date('2026-03-02T01:00:00Z');
const time: SessionTime = { now: () => now };
let authenticatedAt = now;
const sessions = {
  bearerOf: (given: string) => {
    const found = { [token]: principal, [apartToken]: apart }[given];
    return found
      ? Promise.resolve({ principal: found, authenticatedAt })
      : Promise.reject(unauthenticated());
  },
} as Sessions;
const keys = {
  bearerOf: (given: string) =>
    given === key
      ? Promise.resolve({ principal: enterprise })
      : Promise.reject(
          given === revoked ? new DomainError('KEY_REVOKED', 'over') : unauthenticated(),
        ),
} as ApiKeys;
const deputies = {
  actingFor: (_: Principal, id: string) =>
    id === absent
      ? Promise.resolve(represented)
      : Promise.reject(new DomainError('NOT_DEPUTY', 'no deputy')),
} as Deputies;
const guard = new SessionGuard(new Reflector(), new Bearers(sessions, keys, deputies), time);

class Routes {
  @Public()
  open(): void {}

  closed(): void {}

  @Roles('handler', 'securityAuditor')
  own(): void {}

  @Roles('admin')
  administration(): void {}

  @Roles('handler', 'admin')
  handling(): void {}

  @Roles('handlerHead')
  approving(): void {}

  @KeyScope('read')
  reading(): void {}

  @Roles('enterprise')
  @KeyScope('file')
  filing(): void {}

  @Roles('enterprise')
  @KeyScope('money', 'answers')
  answering(): void {}

  @Roles('enterprise')
  @KeyScopeByAct('money', 'answers')
  acting(): void {}

  @Roles('admin')
  @KeyScope('read')
  overseeing(): void {}

  @Roles('handler', 'enterprise')
  @FreshSignIn()
  @KeyScope('read')
  lasting(): void {}

  @Roles('admin')
  @FreshSignIn()
  lastingOfOthers(): void {}
}

function ask(route: keyof Routes, authorization?: string, actingFor?: string) {
  const headers = { authorization, ...(actingFor !== undefined && { 'acting-for': actingFor }) };
  const request: { headers: object; principal?: Principal } = { headers };
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

describe('a role apart from the procedure', () => {
  const bearer = `Bearer ${apartToken}`;

  it('is let in where a route names it', async () => {
    expect(await ask('own', bearer)).toBe(apart);
  });

  it.each(['closed', 'handling', 'reading', 'overseeing'] as const)(
    'is refused by a route that is %s',
    async (route) => {
      await expect(ask(route, bearer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});

describe('an API key', () => {
  const bearer = `Bearer ${key}`;

  it('opens what says so for its scope', async () => {
    expect(await ask('reading', bearer)).toBe(enterprise);
  });

  it.each(['closed', 'handling', 'administration', 'filing'] as const)(
    'is refused by a route that is %s',
    async (route) => {
      await expect(ask(route, bearer)).rejects.toMatchObject({ code: 'KEY_NOT_ALLOWED' });
    },
  );

  it.each([
    ['closed', null, 'No API key may do this; sign in for it. This one has read.'],
    ['filing', 'file', 'This needs an API key with the scope file. This one has read.'],
    [
      'answering',
      'money',
      'This needs an API key with the scope money or answers. This one has read.',
    ],
  ] as const)('is told what it would need for what is %s', async (route, needs, message) => {
    await expect(ask(route, bearer)).rejects.toMatchObject({
      message,
      details: { needs, scopes: ['read'] },
    });
  });

  it('opens what leaves it to the act, whatever its scope', async () => {
    expect(await ask('acting', bearer)).toBe(enterprise);
  });

  it('that has ended is told so', async () => {
    await expect(ask('reading', `Bearer ${revoked}`)).rejects.toMatchObject({
      code: 'KEY_REVOKED',
    });
  });

  it('does not give a role that its account has not', async () => {
    await expect(ask('overseeing', bearer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('stands in for nobody', async () => {
    await expect(ask('reading', bearer, absent)).rejects.toMatchObject({ code: 'KEY_NOT_ALLOWED' });
  });

  it('that is unknown is nobody, wherever it goes', async () => {
    const unknown = `Bearer qn_${'A'.repeat(12)}_${'x'.repeat(43)}`;
    for (const route of ['reading', 'closed'] as const) {
      await expect(ask(route, unknown)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });
});

describe('a deputy', () => {
  it('has the role of the other for requests that say so, and no longer its own', async () => {
    expect(await ask('approving', `Bearer ${token}`, absent)).toBe(represented);
    await expect(ask('approving', `Bearer ${token}`)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ask('handling', `Bearer ${token}`, absent)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each(['1', '', 'x'.repeat(5000), `${absent}, ${absent}`])('of %p is none', async (id) => {
    await expect(ask('closed', `Bearer ${token}`, id)).rejects.toMatchObject({
      code: 'NOT_DEPUTY',
    });
  });
});

describe('what outlives a session', () => {
  const provedBefore = (ms: number) => {
    authenticatedAt = new Date(now.getTime() - ms);
  };
  const stale = { code: 'REAUTHENTICATION_REQUIRED' };

  it('asks for a password that was proved in the last minutes', async () => {
    provedBefore(FRESH_MINUTES * 60_000 - 1);
    expect(await ask('lasting', `Bearer ${token}`)).toBe(principal);
    provedBefore(FRESH_MINUTES * 60_000);
    await expect(ask('lasting', `Bearer ${token}`)).rejects.toMatchObject(stale);
    expect(await ask('handling', `Bearer ${token}`)).toBe(principal);
  });

  it('is refused to a key, which proves no password', async () => {
    await expect(ask('lasting', `Bearer ${key}`)).rejects.toMatchObject(stale);
    expect(await ask('reading', `Bearer ${key}`)).toBe(enterprise);
  });

  it('does not tell another role that a proof would help', async () => {
    const refused = ask('lastingOfOthers', `Bearer ${token}`);
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('bearer token', () => {
  it('is read from the header only in its own alphabet', () => {
    expect(bearerToken(`Bearer ${token}`)).toBe(token);
    expect(bearerToken(`Bearer ${key}`)).toBe(key);
    expect(bearerToken(`Bearer ${token}'--`)).toBeNull();
    expect(bearerToken(`Bearer ${'a'.repeat(5000)}`)).toBeNull();
  });
});
