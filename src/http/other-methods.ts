import type { FastifyInstance } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';

/** The methods of one pattern of addresses, whose parts are texts or, for a parameter, null. */
interface Place {
  readonly parts: readonly (string | null)[];
  readonly methods: Set<string>;
}

/**
 * Says of an address that is there under other methods which those are, instead of that there is
 * nothing. The router keeps a tree for each method, so what fits in any of them is there.
 *
 * @throws (the hook) DomainError METHOD_NOT_ALLOWED with `allow`
 */
export function tellOtherMethods(server: FastifyInstance): void {
  const places = new Map<string, Place>();
  server.addHook('onRoute', ({ url, method }) => {
    // The patterns of what is found nowhere fit everything.
    if (url.includes('*')) return;
    const place = places.get(url) ?? { parts: partsOf(url), methods: new Set<string>() };
    for (const each of [method].flat()) place.methods.add(each);
    places.set(url, place);
  });
  // After the gates, which count every request, and before a body is read.
  server.addHook('preParsing', async (request) => {
    if (!request.is404) return;
    const asked = request.url.split('?', 1).join('').split('/');
    const methods = [...places.values()].flatMap((place) =>
      fits(place, asked) ? [...place.methods] : [],
    );
    if (methods.length === 0) return;
    const allow = [...new Set(methods)].sort();
    const message = `${request.method} is not possible here; possible is ${allow.join(', ')}.`;
    throw new DomainError('METHOD_NOT_ALLOWED', message, { allow });
  });
}

const partsOf = (url: string): Place['parts'] =>
  url.split('/').map((part) => (part.startsWith(':') ? null : part));

function fits({ parts }: Place, asked: readonly string[]): boolean {
  return (
    parts.length === asked.length &&
    parts.every((part, index) => (part === null ? asked[index] !== '' : part === asked[index]))
  );
}
