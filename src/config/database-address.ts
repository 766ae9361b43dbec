/** What a server must be to be worked with, as libpq says it in `target_session_attrs`. */
export const serverTargets = ['any', 'read-write', 'primary'] as const;

export type ServerTarget = (typeof serverTargets)[number];

/** `DATABASE_URL` taken apart: libpq's form with several hosts is no URL of anybody else. */
export interface DatabaseAddresses {
  /** One URL for each host, in the order in which they are tried. */
  readonly urls: readonly string[];
  readonly target: ServerTarget;
}

const FORM = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s;

/**
 * Takes apart `postgres://user:password@one:5432,two:5433/name?target_session_attrs=read-write`, and
 * the form with the hosts in the query (`?host=one,two&port=5432,5433`). Null when it is neither.
 */
export function databaseAddresses(text: string): DatabaseAddresses | null {
  const [, start = '', hosts = '', rest = ''] = FORM.exec(text) ?? [];
  if (start === '') return null;
  const urls = hosts
    .split(',')
    .flatMap((host) => (URL.canParse(start + host + rest) ? [new URL(start + host + rest)] : []));
  if (urls.length !== hosts.split(',').length) return null;
  const listed = urls.length === 1 && urls[0] ? listedInQuery(urls[0]) : urls;
  const named = listed?.[0]?.searchParams.get('target_session_attrs') ?? null;
  // The product writes: among several servers it looks for the one that takes it.
  const target = named ?? (listed && listed.length > 1 ? 'read-write' : 'any');
  if (!listed || !isTarget(target)) return null;
  // With one host the text is left as it is: what follows it is not ours to write anew.
  if (named === null && listed.length === 1) return { urls: [text], target };
  return { urls: listed.map(withoutTarget), target };
}

/** Null when there are neither as many ports as hosts nor one for all. */
function listedInQuery(url: URL): readonly URL[] | null {
  const hosts = url.searchParams.get('host')?.split(',') ?? [];
  const ports = url.searchParams.get('port')?.split(',') ?? [];
  if (hosts.length < 2) return ports.length < 2 ? [url] : null;
  if (ports.length > 1 && ports.length !== hosts.length) return null;
  return hosts.map((host, index) => {
    const each = new URL(url);
    each.searchParams.set('host', host);
    const port = ports[index] ?? ports[0];
    if (port !== undefined) each.searchParams.set('port', port);
    return each;
  });
}

function withoutTarget(url: URL): string {
  url.searchParams.delete('target_session_attrs');
  return url.href;
}

function isTarget(text: string): text is ServerTarget {
  return (serverTargets as readonly string[]).includes(text);
}
