import { Injectable } from '@nestjs/common';
import { clientOf } from '../identity/client-address.js';
import { fingerprint } from '../identity/fingerprint.js';
import { FORGOTTEN_AFTER_MS } from '../identity/throttle-policy.js';
import { Throttles } from '../identity/throttles.js';
import { DomainError } from '../kernel/domain-error.js';

/** How often one link is opened or answered within an hour; people need a few, programs more. */
const PER_LINK = 120;

/**
 * Slows down whoever tries links that do not exist: after ten from one address each further one is
 * followed by a pause that doubles. A link of ours is opened so often, and no oftener.
 */
@Injectable()
export class LinkThrottle {
  constructor(private readonly throttles: Throttles) {}

  /**
   * Looks a link up inside; null counts as a try that failed.
   *
   * @throws DomainError TOO_MANY_REQUESTS with `retryAfter` in seconds
   */
  async guard<Found extends { readonly link: { readonly id: string } }>(
    address: string,
    find: () => Promise<Found | null>,
  ): Promise<Found | null> {
    const keys = [fingerprint(`link from ${clientOf(address)}`)];
    const admission = await this.throttles.begin(keys);
    if (admission !== 'admitted') throw tooMany(admission === 'busy' ? 1 : admission.retryAfter);
    let found: Found | null;
    try {
      found = await find();
    } catch (error) {
      await this.throttles.ended(keys);
      throw error;
    }
    if (!found) {
      await this.throttles.failed(keys);
      return null;
    }
    await this.throttles.ended(keys);
    if (await this.throttles.count(fingerprint(`link ${found.link.id}`), PER_LINK)) return found;
    throw tooMany(FORGOTTEN_AFTER_MS / 1_000);
  }
}

function tooMany(retryAfter: number): DomainError {
  const message = 'Too many links were tried; try again later.';
  return new DomainError('TOO_MANY_REQUESTS', message, { retryAfter });
}
