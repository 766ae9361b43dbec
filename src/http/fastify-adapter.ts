import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter.js';
import { problemOf } from './problem.js';
import { setSecurityHeaders } from './security-headers.js';

/** A client that sends its request more slowly than this holds a connection for nothing. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The web server, answering in our words what it refuses before a handler is reached. */
export function newFastifyAdapter(options: {
  readonly bodyLimitBytes: number;
  readonly trustedProxies: readonly string[];
}): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: options.bodyLimitBytes,
    // Without a known proxy the address of a request is that of its connection, whatever it claims.
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A URL that cannot be decoded, which no hook sees.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      setSecurityHeaders(request, reply);
      sendProblem(reply, problemOf(error));
    },
  });
  const server = adapter.getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(request, reply);
    done();
  });
  // Fastify reads text/plain by itself; a body of ours is JSON or refused.
  server.removeContentTypeParser('text/plain');
  return adapter;
}
