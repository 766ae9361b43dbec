import { isUUID } from 'class-validator';
import { fingerprint } from '../identity/fingerprint.js';
import type { EventDetails } from './security-event.entity.js';

/** Ids, names of ours (`handlerHead`, `promise.reply@1`), codes of places, dates, numbers. */
const PLAIN = [
  /^[a-z][a-zA-Z]{0,39}(?:\.[a-zA-Z]{1,40})?(?:@\d{1,4})?$/,
  /^\d{1,12}$/,
  /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,12}(?:Z|[+-]\d{2}:\d{2}))?$/,
  /^[A-Z]-\d{4}-\d{6}-\d{6}$/,
] as const;

/** Filters whose values are names, codes, dates and ids; of all others the length is kept alone. */
const FILTERS: ReadonlySet<string> = new Set([
  ...['kind', 'state', 'type', 'role', 'status', 'due', 'cityCode', 'on', 'from', 'to'],
  ...['mine', 'unit', 'unassigned', 'ended', 'resolved', 'unitId', 'accountId', 'caseId', 'limit'],
]);
/** Words that people look for are personal data themselves. */
const SOUGHT: ReadonlySet<string> = new Set(['q']);

/** The value as it may be kept; undefined for what might be a secret or a person's words. */
export function plain(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return isUUID(value) || PLAIN.some((form) => form.test(value)) ? value : undefined;
}

export function uuidOf(value: unknown): string | null {
  return typeof value === 'string' && isUUID(value) ? value.toLowerCase() : null;
}

/** Which list was asked for: filters of a request that was answered, so they are known ones. */
export function filtersOf(query: unknown): EventDetails {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(asObject(query))) {
    if (SOUGHT.has(name) && typeof value === 'string') kept[`${name}Length`] = value.length;
    const known = FILTERS.has(name) ? plain(value) : undefined;
    if (known !== undefined) kept[name] = known;
  }
  return kept;
}

/** The named fields of a body, as far as they are plain. */
export function keptOf(body: unknown, names: readonly string[]): EventDetails {
  const fields = asObject(body);
  return Object.fromEntries(
    names.flatMap((name) => {
      const known = plain(fields[name]);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

/**
 * An e-mail address as the record may have it: enough for a person to recognise one that they
 * know, and a fingerprint by which tries for the same address are seen to be for the same.
 */
export function maskedAddress(body: unknown, field: string): EventDetails {
  const typed = asObject(body)[field];
  if (typeof typed !== 'string' || typed.length > 254) return {};
  const address = typed.trim().toLowerCase();
  const [, first, domain] = /^([a-z0-9])[^@\s]*@([a-z0-9.-]{1,100})$/.exec(address) ?? [];
  // A password that was typed into the wrong field is no address, and leaves nothing.
  if (first === undefined || domain === undefined) return {};
  return {
    address: `${first}***@${domain}`,
    addressFingerprint: fingerprint(`address of the record ${address}`),
  };
}

/** Printable ASCII: what is written must be fit for every database, terminal and log. */
export function printable(text: string, most: number): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, most);
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
