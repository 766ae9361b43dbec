import { NOT_STANDING } from '../restores/while-standing.js';

/** Letters and webhooks wait in one table, and each has its own index of what is due. */
export const CHANNELS = {
  mail: 'endpoint_id IS NULL',
  webhook: 'endpoint_id IS NOT NULL',
} as const;

export type Channel = keyof typeof CHANNELS;

/**
 * SQL: what is due at `$1`, the longest waiting first, `$3` of it at most, locked; what another
 * process takes just now is left out.
 */
export const leased = (channel: Channel): string =>
  `SELECT id FROM notices
    WHERE ${CHANNELS[channel]} AND next_attempt_at <= $1 AND ${NOT_STANDING}
    ORDER BY next_attempt_at, id
    LIMIT $3
    FOR UPDATE SKIP LOCKED`;
