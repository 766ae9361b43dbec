import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { newSecret } from '../kernel/ids.js';

/** argon2id with 19 MiB, two passes and one lane: the OWASP minimum, about 20 ms. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The encoded argon2id hash of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
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
    const equal = await this.verify(passwordHash ?? (await this.decoy), password);
    return equal && passwordHash !== null;
  }

  /** What takes the time. */
  protected verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password);
  }
}
