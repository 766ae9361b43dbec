import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../kernel/canonical-json.js';
import { DomainError } from '../kernel/domain-error.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

/**
 * So long a repeated request gets its first answer: longer than the longest holidays, over which a
 * client's own system may have stood still. Then its key is forgotten.
 */
export const KEY_DAYS = 30;

/** What a description of the header promises. */
export const keyPromise = `The same key with the same body gets the first answer again, for ${KEY_DAYS} days, marked by \`Idempotent-Replayed\`.`;

/** The fastest: the next levels take half as much time again for a twentieth of the size. */
const LEVEL = 1;

/** A request under the key that its sender gave it. */
export interface KeyedRequest {
  readonly accountId: string;
  readonly key: string;
  /** What the sender asks for; compared when the key comes again. */
  readonly request: unknown;
  readonly at: Date;
  /** Told when the answer is the first one again. */
  readonly replayed?: (() => void) | undefined;
}

/**
 * Answers a repeated request with its first answer; otherwise does the work and keeps the answer,
 * in the same transaction. Two at once: the second waits for the first at the primary key. What
 * is refused leaves no key behind.
 */
export async function answerOnce<Answer>(
  tx: EntityManager,
  keyed: KeyedRequest | null,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!keyed) return work();
  const { accountId, key, at } = keyed;
  const fingerprint = createHash('sha256').update(canonicalJson(keyed.request)).digest('hex');
  const claimed = await tx.query<unknown[]>(
    `INSERT INTO idempotency_keys (account_id, key, fingerprint, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT ON CONSTRAINT pk_idempotency_keys DO NOTHING RETURNING key`,
    [accountId, key, fingerprint, at],
  );
  if (claimed.length === 0) {
    const earlier = await tx.findOneByOrFail(IdempotencyKey, { accountId, key });
    if (earlier.fingerprint !== fingerprint) {
      throw new DomainError(
        'IDEMPOTENCY_KEY_REUSED',
        'This idempotency key was used for another request.',
      );
    }
    keyed.replayed?.();
    return firstAnswer(earlier) as Answer;
  }
  const answer = await work();
  await tx.query('UPDATE idempotency_keys SET answer = $3 WHERE account_id = $1 AND key = $2', [
    accountId,
    key,
    deflateRawSync(JSON.stringify(answer ?? null), { level: LEVEL }),
  ]);
  return answer;
}

/** With its members in the order in which they were given, so that it is the same text again. */
function firstAnswer({ answer, outcome }: IdempotencyKey): unknown {
  return answer === null ? outcome : JSON.parse(inflateRawSync(answer).toString());
}

/** Whether a request under the key was answered before: it is answered in the same way again. */
export function isKeyUsed(tx: EntityManager, accountId: string, key: string): Promise<boolean> {
  return tx.existsBy(IdempotencyKey, { accountId, key });
}
