import type { FastifyReply } from 'fastify';
import type { Allowance, RateLimits } from './rate-limits.js';

/** An allowance, and whose it is. */
export interface Share {
  readonly allowance: Allowance;
  readonly whose: string;
}

/**
 * Tells how the allowances of a request stand (draft-ietf-httpapi-ratelimit-headers): what each
 * grants in its window, what is left of it and when it is whole again, in units and seconds. One
 * without a limit is not named.
 */
export function tellLimits(
  reply: FastifyReply,
  limits: RateLimits,
  shares: readonly Share[],
): void {
  const limited = shares.filter(({ allowance }) => allowance.units > 0);
  if (limited.length === 0) return;
  const policies = limited.map(
    ({ allowance: { name, units, windowMs } }) => `"${name}";q=${units};w=${windowMs / 1_000}`,
  );
  const states = limited.map(({ allowance, whose }) => {
    const { units, seconds } = limits.remaining(allowance, whose);
    return `"${allowance.name}";r=${units};t=${seconds}`;
  });
  void reply.header('RateLimit-Policy', policies.join(', ')).header('RateLimit', states.join(', '));
}
