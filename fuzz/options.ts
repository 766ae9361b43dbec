import { parseArgs } from 'node:util';

/** What to send, and where. */
export interface Options {
  readonly requests: number;
  /** The same seed makes the same choices. */
  readonly seed: number;
  /** A demonstration that runs already; null: one of its own. */
  readonly url: string | null;
}

/** The command line asks for what cannot be done; the message names the option and its rule. */
export class OptionsInvalid extends Error {
  override readonly name = 'OptionsInvalid';
}

const MOST_REQUESTS = 10_000_000;
const LARGEST_SEED = 2 ** 31 - 1;

/** @throws OptionsInvalid */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  let values: Partial<Record<'requests' | 'seed' | 'url', string>>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { requests: text, seed: text, url: text },
    }));
  } catch (error) {
    throw new OptionsInvalid(error instanceof Error ? error.message : String(error));
  }
  return {
    requests: whole('requests', values.requests ?? '20000', 1, MOST_REQUESTS),
    seed: whole('seed', values.seed ?? '7', 0, LARGEST_SEED),
    url: values.url === undefined ? null : loopback(values.url),
  };
}

/** Nobody else's server is sent nonsense by mistake. */
function loopback(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOurs = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (isOurs && url.protocol === 'http:') return url.origin;
  throw new OptionsInvalid(`--url must be http:// on this machine, not ${text}`);
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new OptionsInvalid(
    `--${name} must be a whole number from ${least} to ${most}, not ${text}`,
  );
}
