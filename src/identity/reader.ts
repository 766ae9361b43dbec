import type { Role } from '../definition/index.js';
import type { Principal } from './principal.js';
import { covers, scopeOf, type ScopedCase } from './scope.policy.js';

/**
 * How somebody stands to one case: what decides, beside the scope, what of the case they read. A
 * unit stands to each of its cases by itself, so a role alone does not say it.
 */
export const standings = [
  'owner',
  'lead',
  'helper',
  'acceptor',
  'acceptorHead',
  'supervisor',
  'stateAssets',
  'auditor',
  'creditOfficer',
  'observer',
  'admin',
  'archive',
  'stranger',
] as const;

export type Standing = (typeof standings)[number];

/** Who reads something of a case. */
export interface Reader {
  readonly standing: Standing;
  /** The reader's unit; null for an enterprise. */
  readonly unitId: string | null;
}

/**
 * Where the accounts of a role can stand, in a case of their scope: first, where their unit has the
 * case, then, where it has not.
 */
export const standingsOf: Readonly<Record<Role, readonly [Standing, ...Standing[]]>> = {
  enterprise: ['owner'],
  acceptor: ['acceptor'],
  acceptorHead: ['acceptorHead'],
  handler: ['lead', 'helper'],
  handlerHead: ['lead', 'helper'],
  supervisor: ['supervisor'],
  stateAssets: ['stateAssets'],
  auditor: ['auditor'],
  creditOfficer: ['creditOfficer'],
  observer: ['observer'],
  admin: ['admin'],
  securityAuditor: ['stranger'],
};

/** Who has no case in scope, or not any more (a unit that has returned it), is a stranger to it. */
export function readerOf(principal: Principal, subject: ScopedCase): Reader {
  const { role, unitId } = principal;
  if (!covers(scopeOf(principal), subject)) return { standing: 'stranger', unitId };
  const [first, beside = first] = standingsOf[role];
  return { standing: unitId === subject.unitId ? first : beside, unitId };
}

/** The office that a case is handed on to as an archive. */
export const archiveReader: Reader = { standing: 'archive', unitId: null };
