import type { PlacedOperation } from '../src/http/openapi/open-api.js';

/** An id of nothing. */
export const nobody = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** One request as it goes out. */
export interface FuzzRequest {
  /** Who sends it; null: nobody. */
  readonly actor: string | null;
  readonly method: string;
  /** Path and query, as they stand. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  /** What is peculiar about it, in words. */
  readonly how: string;
  /** The operation that it was made for. */
  readonly place: PlacedOperation;
}

/** What came back. */
export interface FuzzAnswer {
  /** 0: nothing came in time, or the connection broke. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Words enough to send the same once more. */
export function inWords({ actor, method, path, headers, body }: FuzzRequest): string {
  const shown = typeof body === 'string' ? shortened(body, 400) : body && `${body.length} bytes`;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${shortened(value, 120)}`);
  return [
    `${method} ${shortened(path, 300)}`,
    `as ${actor ?? 'nobody'}`,
    ...lines,
    ...(shown === null ? [] : [shown]),
  ].join('\n    ');
}

export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}
