import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, type Problem } from './problem.js';

/** A failure of Node's parser, by its code; there is no request yet that a handler could answer. */
type ParserError = Error & { readonly code?: string };

/**
 * Answers what Node refuses before there is a request: bytes that are no HTTP, headers over Node's
 * limit, a request that does not arrive in time. The connection ends with the answer.
 */
export function answerUnreadable(error: ParserError, socket: Socket): void {
  // A connection that was reset or cannot be written to has nobody to tell.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const answer = problemOfParser(error.code);
  const body = JSON.stringify(answer);
  socket.end(
    [
      `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function problemOfParser(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return problem('REQUEST_TIMEOUT', 'The request did not arrive whole in the time it has.');
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return problem('HEADERS_TOO_LARGE', 'The headers are larger than the server accepts.');
  }
  // Mostly Chinese in a URL as it was typed: what is not ASCII has to be percent-encoded there.
  const detail = 'This is no HTTP request; percent-encode what is not ASCII in a URL or header.';
  return problem('MALFORMED_REQUEST', detail);
}
