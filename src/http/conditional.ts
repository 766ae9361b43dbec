import { hash as digest } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Whether `If-None-Match` names a tag of what there is (RFC 9110, 13.1.2); weak and strong compare
 * alike.
 */
export function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const bare = (each: string): string => each.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((each) => bare(each) === bare(tag));
}

/**
 * Gives each answer to reading that has no tag of its own one of its content, and answers 304 to
 * whoever has that content. It is weak: compressed it is other bytes that mean the same.
 */
export function tagAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (!isTagged(request, reply, payload)) return payload;
    const tag = `W/"${digest('sha256', payload, 'base64url').slice(0, 22)}"`;
    reply.header('ETag', tag);
    if (!isKnown(request.headers['if-none-match'], tag)) return payload;
    reply.status(304).removeHeader('content-length').removeHeader('content-type');
    return '';
  });
}

function isTagged(
  { method, url }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): payload is string {
  const reads = method === 'GET' || method === 'HEAD';
  return (
    reads &&
    url.startsWith('/api/') &&
    reply.statusCode === 200 &&
    typeof payload === 'string' &&
    !reply.hasHeader('etag')
  );
}
