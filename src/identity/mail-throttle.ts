import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { clientOf } from './client-address.js';
import { fingerprint } from './fingerprint.js';
import { FORGOTTEN_AFTER_MS } from './throttle-policy.js';
import { Throttles } from './throttles.js';

/** Letters that anybody may ask for, to one mailbox within an hour. */
const PER_MAILBOX = 5;

/** Requests for such letters from one address within an hour: an office has several people. */
const PER_ADDRESS = 30;

/** Keeps those who are not signed in from filling somebody's mailbox. */
@Injectable()
export class MailThrottle {
  constructor(private readonly throttles: Throttles) {}

  /**
   * Whether the mailbox may get a letter; who asks is not told, whether or not it is an account's.
   *
   * @throws DomainError TOO_MANY_REQUESTS for the address that asks
   */
  async allows(purpose: string, email: string, address: string): Promise<boolean> {
    const from = fingerprint(`${purpose} from ${clientOf(address)}`);
    if (!(await this.throttles.count(from, PER_ADDRESS))) {
      const retryAfter = FORGOTTEN_AFTER_MS / 1_000;
      const message = 'Too many letters were asked for from your address; try again later.';
      throw new DomainError('TOO_MANY_REQUESTS', message, { retryAfter });
    }
    return this.throttles.count(fingerprint(`${purpose} to ${email.toLowerCase()}`), PER_MAILBOX);
  }
}
