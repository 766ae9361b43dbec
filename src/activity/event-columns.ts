import type { SecurityEvent } from './security-event.entity.js';

/**
 * The columns by property. Written out, because the operator's commands open a database without
 * the product's entities.
 */
const columns: Readonly<Record<keyof SecurityEvent, readonly [column: string, type: string]>> = {
  seq: ['seq', 'bigint'],
  at: ['at', 'timestamptz'],
  kind: ['kind', 'text'],
  accountId: ['account_id', 'uuid'],
  role: ['role', 'text'],
  unitId: ['unit_id', 'uuid'],
  keyId: ['key_id', 'uuid'],
  onBehalfOf: ['on_behalf_of', 'uuid'],
  client: ['client', 'text'],
  userAgent: ['user_agent', 'text'],
  caseId: ['case_id', 'uuid'],
  subject: ['subject', 'text'],
  route: ['route', 'text'],
  status: ['status', 'integer'],
  code: ['code', 'text'],
  requestId: ['request_id', 'text'],
  details: ['details', 'jsonb'],
  prevHash: ['prev_hash', 'text'],
  hash: ['hash', 'text'],
};

const entries = Object.entries(columns);
const join = (part: (property: string, column: string, type: string) => string): string =>
  entries.map(([property, [column, type]]) => part(property, column, type)).join(', ');

export const eventColumns = {
  /** `seq, at, …` */
  list: join((_, column) => column),
  /** `"seq", "at", …` */
  properties: join((property) => `"${property}"`),
  /** `"seq" bigint, …` */
  typed: join((property, _, type) => `"${property}" ${type}`),
  /** As rows are read; a number of 53 bits is a number of JavaScript, `bigint` would be text. */
  selection: join((property, column, type) =>
    type === 'bigint' ? `${column}::float8 AS "${property}"` : `${column} AS "${property}"`,
  ),
} as const;
