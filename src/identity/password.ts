import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { newSecret } from '../kernel/ids.js';
import { passwordForm } from './password-rule.js';

/** argon2id with 19 MiB, two passes and one lane: the OWASP minimum, about 20 ms. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The encoded argon2id hash of a password, in the form in which it is compared. */
export function hashPassword(password: string): Promise<string> {
  return hash(passwordForm(password), COST);
}

/**
 * Checks passwords in the same time whether or not there is an account: where there is none, the
 * password is compared with the hash of a secret that nobody knows.
 */
@Injectable()
export class PasswordCheck {
  private readonly decoy = hashPassword(newSecret());

  /** Whether the password is the account's; `passwordHash` is null for an unknown account. */
  async matches(password: string, passwordHash: string | null): Promise<boolean> {
    const compared = passwordHash ?? (await this.decoy);
    const form = passwordForm(password);
    const equal =
      (await this.verify(compared, form)) ||
      // One that was set before there was a form, as it was typed; whose it is does not matter.
      (form !== password && (await this.verify(compared, password)));
    return equal && passwordHash !== null;
  }

  /** What takes the time. */
  protected verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password);
  }
}
