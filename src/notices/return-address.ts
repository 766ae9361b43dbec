import { randomBytes } from 'node:crypto';

/** In bytes: 128 bits. */
const TOKEN_BYTES = 16;
const TOKEN = /^[0-9a-f]{32}$/;

/** The header that bears the token once more, for servers that return nothing else. */
export const TOKEN_HEADER = 'X-Qingnuo-Return';

/**
 * What a report about a letter must bear. Small letters and digits alone, because a server may
 * change the case of an address.
 */
export function newReturnToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

/** Where a letter comes back to (RFC 3461, variable envelope return path): `bounces+<token>@…`. */
export function returnAddress(base: string, token: string): string {
  const at = base.lastIndexOf('@');
  return `${base.slice(0, at)}+${token}${base.slice(at)}`;
}

/** The token in an address; null when it is none of ours. */
export function tokenIn(address: string, base: string): string | null {
  const [localBase = '', domainBase = ''] = base.toLowerCase().split('@');
  const [local = '', domain = ''] = address.trim().toLowerCase().split('@');
  if (domain !== domainBase || !local.startsWith(`${localBase}+`)) return null;
  return asToken(local.slice(localBase.length + 1));
}

/** The text as a token; null when it has not the form of one. */
export function asToken(text: string | null | undefined): string | null {
  const token = text?.trim().toLowerCase() ?? '';
  return TOKEN.test(token) ? token : null;
}
