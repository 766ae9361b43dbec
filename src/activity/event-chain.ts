import { hash as digest } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { NewSecurityEvent, SecurityEvent, UnchainedEvent } from './security-event.entity.js';

/** The hash before the first event. */
export const GENESIS_HASH = '0'.repeat(64);

/** The last event of a chain, as far as the next one needs it. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

const empty = {
  accountId: null,
  role: null,
  unitId: null,
  keyId: null,
  onBehalfOf: null,
  client: null,
  userAgent: null,
  caseId: null,
  subject: null,
  route: null,
  status: null,
  code: null,
  requestId: null,
  details: {},
} satisfies Omit<UnchainedEvent, 'at' | 'kind'>;

/** Gives events their places after the end of a chain. */
export function chained(
  end: ChainEnd,
  events: readonly NewSecurityEvent[],
): readonly SecurityEvent[] {
  let last = end;
  return events.map((event) => {
    const unsealed = { ...empty, ...event, seq: last.seq + 1, prevHash: last.hash };
    const sealed = { ...unsealed, hash: hashOf(unsealed) };
    last = sealed;
    return sealed;
  });
}

/**
 * `sha256(prevHash ‖ canonical JSON of the event)`, as the histories of cases are chained; every
 * column counts but the two hashes.
 */
export function hashOf(event: Omit<SecurityEvent, 'hash'> & { readonly hash?: string }): string {
  const content = { ...event, prevHash: undefined, hash: undefined };
  return digest('sha256', event.prevHash + canonicalJson(content));
}
