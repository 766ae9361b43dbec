import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Config } from '../config/config.js';
import type { RouteFacts } from '../http/route-facts.js';
import { DomainError } from '../kernel/domain-error.js';
import type { PrincipalRequest } from './access.decorators.js';
import { Bearers } from './bearers.js';
import { clientOf } from './client-address.js';
import { tellLimits, type Share } from './limit-headers.js';
import type { Principal } from './principal.js';
import { RateLimits, type Allowance } from './rate-limits.js';

const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** What a route costs that does not say it. */
const USUAL_COST = 1;

/** Those who ask whether the process lives must hear it, and nothing of a database. */
const UNCOUNTED = /^\/(?:healthz|readyz)(?:\?|$)/;

/**
 * Stands before everything, when of a request only its head has arrived: finds the account, takes
 * the cost of the request from its allowance, or from that of the address where there is none, and
 * refuses whoever may not go on. No body is read for them.
 */
@Injectable()
export class FrontGate implements OnModuleInit {
  private readonly byAddress: Allowance;
  private readonly byAccount: Allowance;
  private readonly byKey: Allowance;
  private readonly byKeys: Allowance;
  private readonly filings: Allowance;
  private readonly visitors = new WeakMap<object, readonly Share[]>();

  constructor(
    { rateLimits }: Config,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly bearers: Bearers,
    private readonly limits: RateLimits,
  ) {
    const { address, account, key, filings } = rateLimits;
    this.byAddress = { name: 'address', units: address, windowMs: MINUTE_MS };
    this.byAccount = { name: 'account', units: account, windowMs: MINUTE_MS };
    this.byKey = { name: 'key', units: key, windowMs: MINUTE_MS };
    this.byKeys = { name: 'keys', units: account, windowMs: MINUTE_MS };
    this.filings = { name: 'filings', units: filings, windowMs: HOUR_MS };
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.addHook('onRequest', async (request, reply) => {
      if (UNCOUNTED.test(request.url)) return;
      await this.enter(request, reply, request.routeOptions.config).catch(refuse);
    });
    server.addHook('onResponse', async (request, reply) => {
      const { costOfMiss = 0 } = request.routeOptions.config;
      const shares = this.visitors.get(request);
      if (!shares || costOfMiss === 0 || reply.statusCode !== 404) return;
      for (const { allowance, whose } of shares) {
        await this.limits.charge(allowance, whose, costOfMiss);
      }
    });
  }

  private async enter(
    request: PrincipalRequest,
    reply: FastifyReply,
    facts: RouteFacts,
  ): Promise<void> {
    const { authorization, 'acting-for': actingFor } = request.headers;
    const bearer = await this.bearers.find(authorization);
    const isKnown = 'principal' in bearer;
    if (isKnown) {
      request.recognised = bearer.principal;
      request.authenticatedAt = bearer.authenticatedAt;
    }
    const shares = isKnown ? this.sharesOf(bearer.principal) : [this.ofAddress(request.ip)];
    this.visitors.set(request, shares);
    await this.spend(reply, shares, facts.cost ?? USUAL_COST, isKnown ? shares : null);
    if (!needsAccount(request, facts)) return;
    const principal = await this.bearers.admit(bearer, facts.keyScopes, actingFor);
    request.principal = principal;
    request.recognised = principal;
    if (!facts.opensCase || isRehearsal(request)) return;
    const filings = { allowance: this.filings, whose: principal.accountId };
    await this.spend(reply, [filings], 1, [...shares, filings]);
  }

  private ofAddress(ip: string): Share {
    return { allowance: this.byAddress, whose: clientOf(ip) };
  }

  /**
   * The people of an account share its allowance. A key has one of its own, and the keys of an
   * account together another one beside that of its people: no system uses up what they need.
   */
  private sharesOf({ accountId, key }: Principal): readonly Share[] {
    if (!key) return [{ allowance: this.byAccount, whose: accountId }];
    return [
      { allowance: this.byKey, whose: key.id },
      { allowance: this.byKeys, whose: accountId },
    ];
  }

  /**
   * Takes the cost from each share.
   *
   * @param told what the answer tells of; null: nothing, unless it is refused
   */
  private async spend(
    reply: FastifyReply,
    shares: readonly Share[],
    cost: number,
    told: readonly Share[] | null,
  ): Promise<void> {
    try {
      for (const { allowance, whose } of shares) await this.limits.spend(allowance, whose, cost);
    } catch (error) {
      tellLimits(reply, this.limits, told ?? shares);
      throw error;
    }
    if (told) tellLimits(reply, this.limits, told);
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
