import { prefixOf } from '../parties/division-code.js';
import type { Principal } from './principal.js';

/** What the policy looks at in a case, and the column where it stands. */
const columns = {
  kind: 'kind',
  enterpriseId: 'enterprise_id',
  acceptorUnitId: 'acceptor_unit_id',
  unitId: 'unit_id',
  divisionCode: 'division_code',
  respondentType: 'respondent_type',
} as const;

type Field = keyof typeof columns;

/** The part of a case that decides who may see it. */
export type ScopedCase = Readonly<Record<Field, string | null>>;

/** One thing that must hold of a case. */
export type Condition =
  | { readonly field: Field; readonly oneOf: readonly string[] }
  | { readonly field: Field; readonly startsWith: string };

/** Which cases someone sees: all, none, or those of which every condition holds. */
export type Scope = 'all' | 'none' | readonly Condition[];

/**
 * The one policy of who sees which cases, for every list, detail and act. What is not written
 * here sees nothing.
 */
export function scopeOf(principal: Principal): Scope {
  const { role, enterpriseId, unitId, kinds, divisionCode } = principal;
  if (role === 'enterprise') {
    return enterpriseId === null ? 'none' : [{ field: 'enterpriseId', oneOf: [enterpriseId] }];
  }
  if (unitId === null || divisionCode === null) return 'none';
  const inDivision: Condition = { field: 'divisionCode', startsWith: prefixOf(divisionCode) };
  switch (role) {
    case 'handler':
    case 'handlerHead':
      return [{ field: 'unitId', oneOf: [unitId] }];
    case 'acceptor':
    case 'acceptorHead':
      return [
        { field: 'kind', oneOf: kinds },
        { field: 'acceptorUnitId', oneOf: [unitId] },
      ];
    case 'supervisor':
      return [inDivision];
    case 'stateAssets':
      return [inDivision, { field: 'respondentType', oneOf: ['stateOwnedEnterprise'] }];
    case 'auditor':
      // 保障中小企业款项支付条例（国务院令第802号）27: private large enterprises are not audited.
      return [
        inDivision,
        { field: 'kind', oneOf: ['arrears'] },
        {
          field: 'respondentType',
          oneOf: ['government', 'publicInstitution', 'stateOwnedEnterprise'],
        },
      ];
    case 'creditOfficer':
    case 'observer':
    case 'admin':
      return 'all';
    default:
      return 'none';
  }
}

/** The scope as a condition in SQL over the table `alias`; its parameters begin at `$first`. */
export function where(scope: Scope, alias: string, first = 1): { sql: string; params: unknown[] } {
  if (scope === 'all') return { sql: 'TRUE', params: [] };
  if (scope === 'none' || scope.length === 0) return { sql: 'FALSE', params: [] };
  const params: unknown[] = [];
  const conditions = scope.map((condition) => {
    const column = `${alias}.${columns[condition.field]}`;
    if ('oneOf' in condition) {
      params.push(condition.oneOf);
      return `${column} = ANY($${first + params.length - 1})`;
    }
    params.push(condition.startsWith);
    return `starts_with(${column}, $${first + params.length - 1})`;
  });
  return { sql: `(${conditions.join(' AND ')})`, params };
}

/** Whether the scope covers a case that is already read. */
export function covers(scope: Scope, subject: ScopedCase): boolean {
  if (scope === 'all') return true;
  if (scope === 'none' || scope.length === 0) return false;
  return scope.every((condition) => {
    const value = subject[condition.field];
    if (value === null) return false;
    return 'oneOf' in condition
      ? condition.oneOf.includes(value)
      : value.startsWith(condition.startsWith);
  });
}
