import { hostname, userInfo } from 'node:os';
import { SystemTime } from '../kernel/time-source.js';
import type { Transactions } from '../store/transactions.js';
import { printable } from './plain-facts.js';
import type { EventDetails } from './security-event.entity.js';
import type { SecurityKind } from './security-kinds.js';
import { SecurityRecord } from './security-record.js';

/**
 * Records what somebody does at the machine itself, by a command: there is no account then, only
 * the user of the system. What is recorded first and then fails stays on record as a try.
 */
export async function recordOperator(
  transactions: Transactions,
  kind: SecurityKind,
  details: EventDetails = {},
): Promise<void> {
  const at = new SystemTime().now();
  const who = { user: printable(userInfo().username, 60), host: printable(hostname(), 60) };
  await new SecurityRecord(transactions).append({
    at,
    kind,
    role: 'operator',
    details: { ...who, ...details },
  });
}
