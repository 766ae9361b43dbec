import { prefixOf } from '../parties/division-code.js';
import type { Principal } from './principal.js';

/** What the policy looks at in a case, and the column where it stands. */
const columns = {
  kind: 'kind',
  aboutKind: 'about_kind',
  enterpriseId: 'enterprise_id',
  acceptorUnitId: 'acceptor_unit_id',
  unitId: 'unit_id',
  coUnitIds: 'co_unit_ids',
  divisionCode: 'division_code',
  respondentType: 'respondent_type',
} as const;

type Field = keyof typeof columns;

/** The part of a case that decides who may see it. */
export type ScopedCase = Readonly<Record<Exclude<Field, 'coUnitIds'>, string | null>> & {
  readonly coUnitIds: readonly string[];
};

/** One thing that must hold of a case. */
export type Condition =
  | { readonly field: Exclude<Field, 'coUnitIds'>; readonly oneOf: readonly string[] }
  | { readonly field: 'kind'; readonly noneOf: readonly string[] }
  | { readonly field: Exclude<Field, 'coUnitIds'>; readonly startsWith: string }
  | { readonly field: 'coUnitIds'; readonly contains: string };

/** Conditions that must all hold. */
export type Alternative = readonly Condition[];

/** Which cases someone sees: all, none, or those for which one of the alternatives holds. */
export type Scope = 'all' | 'none' | readonly Alternative[];

/** Cases about complaints: measures of the authorities, and what an enterprise reports in confidence. */
const MEASURE = 'measure';
const RETALIATION = 'retaliation';
const notRetaliation: Condition = { field: 'kind', noneOf: [RETALIATION] };

/**
 * The one policy of who sees which cases, for every list, detail and act. What is not written
 * here sees nothing.
 */
export function scopeOf(principal: Principal): Scope {
  const { role, enterpriseId, unitId, kinds, divisionCode } = principal;
  if (role === 'enterprise') {
    return enterpriseId === null ? 'none' : [[{ field: 'enterpriseId', oneOf: [enterpriseId] }]];
  }
  if (unitId === null || divisionCode === null) return 'none';
  const inDivision: Condition = { field: 'divisionCode', startsWith: prefixOf(divisionCode) };
  switch (role) {
    case 'handler':
    case 'handlerHead':
      return [[{ field: 'unitId', oneOf: [unitId] }], [{ field: 'coUnitIds', contains: unitId }]];
    case 'acceptor':
    case 'acceptorHead': {
      const accepted: Condition = { field: 'acceptorUnitId', oneOf: [unitId] };
      // Who reports retaliation is protected: beside the supervisors the head alone reads of it.
      const about = role === 'acceptorHead' ? [MEASURE, RETALIATION] : [MEASURE];
      return [
        [{ field: 'kind', oneOf: kinds }, accepted],
        [{ field: 'kind', oneOf: about }, { field: 'aboutKind', oneOf: kinds }, accepted],
      ];
    }
    case 'supervisor':
      return [[inDivision]];
    case 'stateAssets':
      return [
        [inDivision, notRetaliation, { field: 'respondentType', oneOf: ['stateOwnedEnterprise'] }],
      ];
    case 'auditor': {
      // 保障中小企业款项支付条例（国务院令第802号）27: private large enterprises are not audited.
      const audited: Condition = {
        field: 'respondentType',
        oneOf: ['government', 'publicInstitution', 'stateOwnedEnterprise'],
      };
      const arrears = ['arrears'];
      return [
        [inDivision, { field: 'kind', oneOf: arrears }, audited],
        [
          inDivision,
          { field: 'kind', oneOf: [MEASURE] },
          { field: 'aboutKind', oneOf: arrears },
          audited,
        ],
      ];
    }
    case 'creditOfficer':
    case 'admin':
      return [[notRetaliation]];
    case 'observer':
      return [[{ field: 'kind', noneOf: [MEASURE, RETALIATION] }]];
    default:
      return 'none';
  }
}

/** The scope as a condition in SQL over the table `alias`; its parameters begin at `$first`. */
export function where(scope: Scope, alias: string, first = 1): { sql: string; params: unknown[] } {
  if (scope === 'all') return { sql: 'TRUE', params: [] };
  if (scope === 'none') return { sql: 'FALSE', params: [] };
  const params: unknown[] = [];
  const place = (value: unknown): string => `$${first + params.push(value) - 1}`;
  const holds = (condition: Condition): string => {
    const column = `${alias}.${columns[condition.field]}`;
    if ('oneOf' in condition) {
      const [only, ...others] = condition.oneOf;
      // Rows with one value stand in the index in their order; of several they must be sorted.
      return only !== undefined && others.length === 0
        ? `${column} = ${place(only)}`
        : `${column} = ANY(${place(condition.oneOf)})`;
    }
    if ('noneOf' in condition) return `${column} <> ALL(${place(condition.noneOf)})`;
    // The first half is what the index is limited to.
    if ('contains' in condition) {
      return `(${column} <> '{}' AND ${column} @> ${place([condition.contains])})`;
    }
    return `starts_with(${column}, ${place(condition.startsWith)})`;
  };
  const alternatives = scope
    .filter((alternative) => alternative.length > 0)
    .map((alternative) => `(${alternative.map(holds).join(' AND ')})`);
  if (alternatives.length === 0) return { sql: 'FALSE', params: [] };
  return { sql: `(${alternatives.join(' OR ')})`, params };
}

/**
 * The alternatives of a scope, each a scope by itself, so that a list can ask for one after the
 * other: the database finds the first rows of each by an index, but not those of `a OR b`.
 */
export function partsOf(scope: Scope): readonly Scope[] {
  return typeof scope === 'string' || scope.length === 0
    ? [scope]
    : scope.map((alternative) => [alternative]);
}

/** Whether the scope covers a case that is already read. */
export function covers(scope: Scope, subject: ScopedCase): boolean {
  if (scope === 'all') return true;
  if (scope === 'none') return false;
  const holds = (condition: Condition): boolean => {
    if ('contains' in condition) return subject.coUnitIds.includes(condition.contains);
    const value = subject[condition.field];
    if (value === null) return false;
    if ('noneOf' in condition) return !condition.noneOf.includes(value);
    return 'oneOf' in condition
      ? condition.oneOf.includes(value)
      : value.startsWith(condition.startsWith);
  };
  return scope.some((alternative) => alternative.length > 0 && alternative.every(holds));
}
