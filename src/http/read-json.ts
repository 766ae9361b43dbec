import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inputInvalid } from '../kernel/domain-error.js';
import { utf8Text } from './utf8.js';

/** As deep as a declared shape may be; what is refused here the check of shapes refuses, too. */
const MOST_LEVELS = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Whether a text of JSON nests deeper than so many levels, told without reading it as such: one
 * pass over its characters, which ends at the first bracket too many.
 */
export function nestsDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (OPENING.has(code)) {
      depth += 1;
      if (depth > most) return true;
    } else if (CLOSING.has(code)) depth -= 1;
  }
  return false;
}

/** Where the string ends that begins here; the end of the text, if it does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/**
 * Reads JSON as Fastify does (`__proto__` is refused), but UTF-8 alone and nothing that nests
 * without end.
 */
export function readJson(server: FastifyInstance, most = MOST_LEVELS): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  const read = async (request: FastifyRequest, body: Buffer): Promise<unknown> => {
    const text = utf8Text(body, request.headers['content-type']);
    if (nestsDeeper(text, most)) {
      const message = `must not nest deeper than ${most} levels`;
      throw inputInvalid([{ path: '', rule: 'maxDepth', message }]);
    }
    return new Promise((resolve, reject) => {
      void parse(request, text, (error, value) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
  };
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, read);
}
