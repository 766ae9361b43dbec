import type { FastifyInstance } from 'fastify';

/** Where the next page of a list is, as `Link` says it (RFC 8288). */
export function nextPageLink(url: string, nextCursor: string, field = 'cursor'): string {
  const [path = '', query = ''] = url.split('?');
  const asked = new URLSearchParams(query);
  asked.set(field, nextCursor);
  return `<${path}?${asked.toString()}>; rel="next"`;
}

/** Says of every page of a list where the next one is, for clients that follow links alone. */
export function linkPages(server: FastifyInstance): void {
  server.addHook('preSerialization', (request, reply, payload, done) => {
    const { nextCursor } = (payload ?? {}) as { readonly nextCursor?: unknown };
    if (request.method === 'GET' && typeof nextCursor === 'string') {
      const { pagedBy } = request.routeOptions.config;
      reply.header('Link', nextPageLink(request.url, nextCursor, pagedBy));
    }
    done(null, payload);
  });
}
