/** What an account may be; an officer's role holds inside the officer's unit. */
export const roles = [
  'enterprise',
  'acceptor',
  'acceptorHead',
  'handler',
  'handlerHead',
  'supervisor',
  'stateAssets',
  'auditor',
  'creditOfficer',
  'observer',
  'admin',
  'securityAuditor',
] as const;

export type Role = (typeof roles)[number];

/**
 * Roles that stand apart from the procedure: they are let in where a route names them and nowhere
 * else, see no case, and nobody stands in for them. The security auditor (安全审计员) reads what
 * others did; not to be mixed up with the auditor, who audits what bodies owe.
 */
export const rolesApart: readonly Role[] = ['securityAuditor'];

/** Roles with a part in cases. */
export const caseRoles: readonly Role[] = roles.filter((role) => !rolesApart.includes(role));

/** Officers with a part in cases. */
export const caseOfficers: readonly Role[] = caseRoles.filter((role) => role !== 'enterprise');

/** Who may do an act: an account in its role, or a respondent, who has none and comes by a link. */
export type ActingRole = Role | 'respondent';

/** Who holds a case, owes an act or is told of one. */
export type Party =
  | 'enterprise'
  | 'acceptor'
  | 'acceptorHead'
  | 'handler'
  | 'handlerHead'
  | 'coHandler'
  | 'coHandlerHead'
  | 'supervisor'
  | 'stateAssets'
  | 'auditor'
  | 'creditOfficer'
  | 'respondent';

/**
 * An office that the case itself names (`CaseContext.offices`): who issues a measure and who
 * approves it depends on who proposed it.
 */
export type Office = 'issuer' | 'approver';

/**
 * To whom a notice goes. `responsible` is whoever owes the act that the notice's clock awaits,
 * `responsibleHead` that party's head; `serving` is whoever serves the clock's term in another way
 * when its letter has not arrived, `servingHead` that party's head.
 */
export type Addressee =
  Party | Office | 'responsible' | 'responsibleHead' | 'serving' | 'servingHead';

export const locales = ['zh-CN', 'en'] as const;

export type Locale = (typeof locales)[number];

/**
 * Who did something: an account in its role, a respondent by the link of a letter, or the product
 * itself when a deadline lapsed.
 */
export interface Actor {
  readonly role: ActingRole | 'system';
  readonly accountId: string | null;
  readonly unitId: string | null;
  readonly name: string;
  /** The account that a deputy acts for; role and unit are then that account's. */
  readonly onBehalfOf?: string;
  /** The API key by which a system of the enterprise did it, as it was called then. */
  readonly key?: { readonly id: string; readonly name: string };
}

export const systemActor: Actor = { role: 'system', accountId: null, unitId: null, name: '系统' };
