import { roles, type CodeWords, type Role } from '../definition/index.js';

export type OfficerRole = Exclude<Role, 'enterprise'>;

export const officerRoles = roles.filter((role): role is OfficerRole => role !== 'enterprise');

/** Roles that neither decide nor supervise, and see no more than the administrator. */
const ordinary: readonly Role[] = ['acceptor', 'handler', 'observer'];

/**
 * Roles into which nobody is brought by one person: the inviter's word is confirmed by another
 * administrator or by the head of the unit.
 */
export const needsConfirmation = (role: Role): boolean => !ordinary.includes(role);

/** The roles that answer for a unit. */
export const headRoles: readonly Role[] = ['acceptorHead', 'handlerHead'];

/** How a letter calls a role. */
export const roleLabels = {
  acceptor: { zh: '受理人员', en: 'acceptor' },
  acceptorHead: { zh: '受理单位负责人', en: 'head of the accepting unit' },
  handler: { zh: '承办人员', en: 'handler' },
  handlerHead: { zh: '承办单位负责人', en: 'head of the handling unit' },
  supervisor: { zh: '督查人员', en: 'supervisor' },
  stateAssets: { zh: '国资监管人员', en: 'state assets officer' },
  auditor: { zh: '审计人员', en: 'auditor' },
  creditOfficer: { zh: '信用管理人员', en: 'credit officer' },
  observer: { zh: '观察员', en: 'observer' },
  admin: { zh: '平台管理员', en: 'administrator' },
  securityAuditor: { zh: '安全审计员', en: 'security auditor' },
} as const satisfies CodeWords<OfficerRole>;

/** Roles of all accounts. */
export const accountRoleWords = {
  enterprise: { zh: '企业', en: 'enterprise' },
  ...roleLabels,
} as const satisfies CodeWords<Role>;
