import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { clientOf } from './client-address.js';
import { fingerprint } from './fingerprint.js';
import { KnownClients } from './known-clients.js';
import { Throttles } from './throttles.js';

/** A password is checked in some 20 ms; others wait for that, but not for ever. */
const WAIT_MS = 20;
const MOST_WAITS = 100;

/**
 * Slows down guessing: after ten failures for an account, from wherever, or from an address, for
 * whichever account, each further one is followed by a pause that doubles up to 15 minutes. An
 * address that nobody has is counted like one with an account.
 *
 * A client that has signed in to the account before is no stranger: its failures are counted for
 * the account and itself, so that strangers cannot shut out the owner.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly throttles: Throttles,
    private readonly clients: KnownClients,
  ) {}

  /**
   * Checks a password inside. A refusal of it (`isFailure`) counts; a success clears the count of
   * the account (of the known client alone, where it is one), but not that of the address, which
   * could otherwise be cleared with an account of one's own.
   *
   * @throws DomainError TOO_MANY_REQUESTS with `retryAfter` in seconds; whatever `check` throws
   */
  async guard<Result>(
    email: string,
    address: string,
    check: () => Promise<Result>,
    isFailure: (error: unknown) => boolean = credentialsRefused,
  ): Promise<Result> {
    const isKnown = await this.clients.isKnown(email, address);
    const account = isKnown ? knownKey(email, address) : accountKey(email);
    const keys = [account, fingerprint(`sign-in from ${clientOf(address)}`)];
    return this.counted(keys, account, check, isFailure);
  }

  /**
   * The same for somebody who is signed in: counted by the session alone, which nobody has without
   * the password. Whoever finds an open session must not find the password, too.
   */
  guardSession<Result>(token: string, check: () => Promise<Result>): Promise<Result> {
    const session = fingerprint(`proof in ${token}`);
    return this.counted([session], session, check, credentialsRefused);
  }

  /** Whoever has shown in another way that the account is theirs may sign in at once. */
  async clear(email: string, address: string): Promise<void> {
    const keys = [accountKey(email), knownKey(email, address)];
    await this.throttles.ended(keys, keys);
  }

  private async counted<Result>(
    keys: readonly string[],
    cleared: string,
    check: () => Promise<Result>,
    isFailure: (error: unknown) => boolean,
  ): Promise<Result> {
    await this.enter(keys);
    try {
      const result = await check();
      await this.throttles.ended(keys, [cleared]);
      return result;
    } catch (error) {
      if (isFailure(error)) await this.throttles.failed(keys);
      else await this.throttles.ended(keys);
      throw error;
    }
  }

  private async enter(keys: readonly string[]): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const admission = await this.throttles.begin(keys);
      if (admission === 'admitted') return;
      if (admission !== 'busy') throw tooMany(admission.retryAfter);
      await pause(WAIT_MS);
    }
    throw tooMany(1);
  }
}

function accountKey(email: string): string {
  return fingerprint(`sign-in as ${email.toLowerCase()}`);
}

function knownKey(email: string, address: string): string {
  return fingerprint(`sign-in as ${email.toLowerCase()} from ${clientOf(address)}`);
}

function tooMany(retryAfter: number): DomainError {
  const message = 'Too many sign-ins failed; try again later.';
  return new DomainError('TOO_MANY_REQUESTS', message, { retryAfter });
}

function credentialsRefused(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'CREDENTIALS_REFUSED';
}
