import type { FastifyReply, FastifyRequest } from 'fastify';

/** An answer of the interface is data: a browser has nothing to load, run or frame in it. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The API page runs its own scripts and styles and calls this server; nothing from elsewhere. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A browser that was here once asks by TLS alone, for a year. */
const ONLY_TLS = 'max-age=31536000';

/** Sets the headers before a handler runs, which may override them for a page of its own. */
export function securityHeaders(publicUrl: string) {
  const isSecret = publicUrl.startsWith('https:');
  return (request: Pick<FastifyRequest, 'url'>, reply: Pick<FastifyReply, 'headers'>): void => {
    setSecurityHeaders(request, reply);
    if (isSecret) reply.headers({ 'Strict-Transport-Security': ONLY_TLS });
  };
}

function setSecurityHeaders(
  request: Pick<FastifyRequest, 'url'>,
  reply: Pick<FastifyReply, 'headers'>,
): void {
  const isDocs = /^\/api\/docs(\/|\?|$)/.test(request.url);
  reply.headers({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': isDocs ? DOCS_POLICY : DATA_POLICY,
    // Cases hold personal data and trade secrets: no cache on the way keeps them.
    ...(!isDocs && { 'Cache-Control': 'no-store' }),
  });
}
