import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Config } from '../config/config.js';
import type { RouteFacts } from '../http/route-facts.js';
import { DomainError } from '../kernel/domain-error.js';
import type { PrincipalRequest } from './access.decorators.js';
import { Bearers } from './bearers.js';
import { clientOf } from './client-address.js';
import { RateLimits, type Allowance } from './rate-limits.js';

const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** What a route costs that does not say it. */
const USUAL_COST = 1;

/** Those who ask whether the process lives must hear it, and nothing of a database. */
const UNCOUNTED = /^\/(?:healthz|readyz)(?:\?|$)/;

interface Visitor {
  readonly allowance: Allowance;
  readonly whose: string;
}

/**
 * Stands before everything, when of a request only its head has arrived: finds the account, takes
 * the cost of the request from its allowance, or from that of the address where there is none, and
 * refuses whoever may not go on. No body is read for them.
 */
@Injectable()
export class FrontGate implements OnModuleInit {
  private readonly byAddress: Allowance;
  private readonly byAccount: Allowance;
  private readonly filings: Allowance;
  private readonly visitors = new WeakMap<object, Visitor>();

  constructor(
    { rateLimits }: Config,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly bearers: Bearers,
    private readonly limits: RateLimits,
  ) {
    const { address, account, filings } = rateLimits;
    this.byAddress = { name: 'address', units: address, windowMs: MINUTE_MS };
    this.byAccount = { name: 'account', units: account, windowMs: MINUTE_MS };
    this.filings = { name: 'filings', units: filings, windowMs: HOUR_MS };
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.addHook('onRequest', async (request) => {
      if (UNCOUNTED.test(request.url)) return;
      await this.enter(request, request.routeOptions.config).catch(refuse);
    });
    server.addHook('onResponse', async (request, reply) => {
      const { costOfMiss = 0 } = request.routeOptions.config;
      const visitor = this.visitors.get(request);
      if (!visitor || costOfMiss === 0 || reply.statusCode !== 404) return;
      await this.limits.charge(visitor.allowance, visitor.whose, costOfMiss);
    });
  }

  private async enter(request: PrincipalRequest, facts: RouteFacts): Promise<void> {
    const { authorization, 'acting-for': actingFor } = request.headers;
    const bearer = await this.bearers.find(authorization);
    const isKnown = 'principal' in bearer;
    if (isKnown) {
      request.recognised = bearer.principal;
      request.authenticatedAt = bearer.authenticatedAt;
    }
    const visitor: Visitor = isKnown
      ? { allowance: this.byAccount, whose: bearer.principal.accountId }
      : { allowance: this.byAddress, whose: clientOf(request.ip) };
    this.visitors.set(request, visitor);
    await this.limits.spend(visitor.allowance, visitor.whose, facts.cost ?? USUAL_COST);
    if (!needsAccount(request, facts)) return;
    request.principal = await this.bearers.admit(bearer, facts.keyScopes, actingFor);
    request.recognised = request.principal;
    if (facts.opensCase && !isRehearsal(request))
      await this.limits.spend(this.filings, visitor.whose, 1);
  }
}

/** What is only tried opens nothing. */
const isRehearsal = ({ query }: PrincipalRequest): boolean =>
  (query as { readonly dryRun?: unknown }).dryRun === 'true';

/** Whoever cannot be counted is not let in. */
function refuse(error: unknown): never {
  if (error instanceof DomainError) throw error;
  throw new DomainError('UNAVAILABLE', 'The database does not answer.', {}, { cause: error });
}

/** Of the interface what is not declared public; a page outside of it looks after itself. */
function needsAccount({ url, is404 }: PrincipalRequest, { isPublic }: RouteFacts): boolean {
  return !is404 && isPublic !== true && url.startsWith('/api/v1/');
}
