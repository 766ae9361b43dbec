import { DomainError } from '../kernel/domain-error.js';
import { newSecret } from '../kernel/ids.js';
import { fingerprint } from './fingerprint.js';

/** A code that a letter carries; only its hash is stored with what it opens. */
export interface OneTimeCode {
  readonly code: string;
  readonly hash: string;
}

/** What is stored beside the hash of a code. */
export interface CodeRow {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt?: Date | null;
}

/** Why a code opens nothing. Who has none learns nothing by it: a code cannot be guessed. */
export const codeRefusals = [
  'unknown',
  'expired',
  'used',
  'revoked',
  'unconfirmed',
  'accountExists',
] as const;

export type CodeRefusal = (typeof codeRefusals)[number];

const sentences: Readonly<Record<CodeRefusal, string>> = {
  unknown: 'There is no such code; copy it from the letter as a whole.',
  expired: 'The code has expired; ask for a new one.',
  used: 'The code was used already.',
  revoked: 'The code was revoked.',
  unconfirmed: 'A second person must confirm the invitation first; ask for a new one.',
  accountExists: 'The address has an account by now; sign in with it.',
};

export function newCode(): OneTimeCode {
  const code = newSecret();
  return { code, hash: fingerprint(code) };
}

export function codeRefused(reason: CodeRefusal): DomainError<'CODE_REFUSED'> {
  return new DomainError('CODE_REFUSED', sentences[reason], { reason });
}

/**
 * The row that a code opens, if it still does: until the moment of its expiry, and once.
 *
 * @throws DomainError CODE_REFUSED with the `reason`
 */
export function openRow<Row extends CodeRow>(row: Row | undefined, now: Date): Row {
  if (!row) throw codeRefused('unknown');
  if (row.usedAt !== null) throw codeRefused('used');
  if (row.revokedAt) throw codeRefused('revoked');
  if (row.expiresAt <= now) throw codeRefused('expired');
  return row;
}
