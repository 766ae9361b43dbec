import type { FastifyReply } from 'fastify';
import { inputInvalid } from '../kernel/domain-error.js';
import type { RequestGuards } from './cases.service.js';

const KEY = /^[\x21-\x7e]{1,200}$/;
/** The version, and behind it what else was like that then: an act asks for the version alone. */
const ETAG = /^(?:W\/)?"?(\d{1,9})(?:-[0-9a-f]{16})?"?$/;

/**
 * Reads `Idempotency-Key` and `If-Match`, and marks an answer that is the first one again.
 *
 * @throws DomainError INPUT_INVALID for a header that cannot be meant
 */
export function requestGuards(
  idempotencyKey: string | undefined,
  ifMatch: string | undefined,
  reply: Pick<FastifyReply, 'header'>,
): RequestGuards {
  if (idempotencyKey !== undefined && !KEY.test(idempotencyKey)) {
    throw headerInvalid('Idempotency-Key', 'must be 1 to 200 visible ASCII characters');
  }
  const version = ifMatch === undefined || ifMatch === '*' ? undefined : ETAG.exec(ifMatch)?.[1];
  if (ifMatch !== undefined && ifMatch !== '*' && version === undefined) {
    throw headerInvalid('If-Match', 'must be the ETag of an earlier answer, such as "3"');
  }
  return {
    ...(idempotencyKey !== undefined && {
      idempotencyKey,
      replayed: () => void reply.header('Idempotent-Replayed', 'true'),
    }),
    ...(version === undefined ? {} : { expectedVersion: Number(version) }),
  };
}

function headerInvalid(header: string, message: string) {
  return inputInvalid([{ path: header, rule: 'isHeader', message }]);
}
