import type { Case } from './case.entity.js';

/** What an event can change; the filing and the parties stay as they were filed. */
export const MOVING = [
  'state',
  'escalation',
  'version',
  'snapshot',
  'hands',
  'lastHash',
  'unitId',
  'coUnitIds',
  'acceptorOfficerId',
  'handlerOfficerId',
  'solved',
  'satisfied',
  'closedFor',
  'updatedAt',
  'shownVersion',
  'shownAt',
  'urgentAt',
  'endedAt',
  'oldestDueOn',
] as const satisfies readonly (keyof Case)[];
