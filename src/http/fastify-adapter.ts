import multipart from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';
import { requestIdFrom, withinRequest } from '../log/request-id.js';
import { tellOtherMethods } from './other-methods.js';
import { linkPages } from './page-links.js';
import { tagAnswers } from './conditional.js';
import { sendProblem } from './problem.filter.js';
import { problemOf } from './problem.js';
import { readJson } from './read-json.js';
import { requireReadableAddress } from './readable-address.js';
import { securityHeaders } from './security-headers.js';
import { tellOfUnknownProxy } from './unknown-proxy.js';
import { answerUnreadable } from './unreadable-request.js';

/**
 * A client that sends its request more slowly than this holds a connection for nothing. A file of
 * 20 MiB gets through on a line of 1 Mbit/s; headers have a minute, as Node sets it.
 */
const REQUEST_TIMEOUT_MS = 300_000;

/** Nobody without an account makes the server read more, in bytes. */
const PUBLIC_BODY_LIMIT = 64 * 1024;

/** The web server, answering in our words what it refuses before a handler is reached. */
export function newFastifyAdapter(options: {
  readonly bodyLimitBytes: number;
  readonly trustedProxies: readonly string[];
  readonly publicUrl: string;
}): FastifyAdapter {
  const setHeaders = securityHeaders(options.publicUrl);
  const adapter = new FastifyAdapter({
    bodyLimit: Math.min(options.bodyLimitBytes, PUBLIC_BODY_LIMIT),
    // Without a known proxy the address of a request is that of its connection, whatever it claims.
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => requestIdFrom(null),
    clientErrorHandler: answerUnreadable,
    // A URL that cannot be decoded, which no hook sees.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      setHeaders(request, reply);
      sendProblem(reply, problemOf(error));
    },
  });
  const server = adapter.getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    setHeaders(request, reply);
    // Of several addresses the nearest is a proxy that is believed. A stranger's id could pass itself
    // off as that of another request.
    const isPassedOn = (request.ips?.length ?? 0) > 1;
    if (isPassedOn) request.id = requestIdFrom(request.headers['x-request-id']);
    reply.header('X-Request-Id', request.id);
    withinRequest(request.id, done);
  });
  server.addHook('onRequest', tellOfUnknownProxy());
  // What is thrown by a hook with a callback would end the process.
  server.addHook('onRequest', async (request) => {
    requireReadableAddress(request);
  });
  // Forms are not read here, so their limits are those of the route that reads them, and so is what
  // it says of a file that is too large.
  void server.register(multipart, { throwFileSizeLimit: false });
  server.addHook('onRequest', (request, _reply, done) => {
    // What only reads has no body, whatever it says of one.
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const isForm = /^\s*multipart\//i.test(request.headers['content-type'] ?? '');
    if (reads || !isForm || request.routeOptions.config.takesForms) done();
    else done(new DomainError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.'));
  });
  // Fastify would close the connection in the middle of a body that is too large, which a proxy that
  // is still sending it takes for a broken server. What comes is thrown away, for as long as a
  // request may take.
  server.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode === 413) {
      reply.removeHeader('connection');
      request.raw.resume();
    }
    done(null, payload);
  });
  server.addHook('onRoute', (route) => {
    const needsAccount = route.url.startsWith('/api/v1/') && route.config?.isPublic !== true;
    if (needsAccount) route.bodyLimit = options.bodyLimitBytes;
  });
  tellOtherMethods(server);
  linkPages(server);
  tagAnswers(server);
  readJson(server);
  // Fastify reads text/plain by itself; a body of ours is JSON or refused.
  server.removeContentTypeParser('text/plain');
  return adapter;
}
