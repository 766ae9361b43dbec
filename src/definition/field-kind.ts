import { askedOf, codesOf, type FieldKind } from './asks.js';
import { rulesOf, shapeOf } from './declared-shape.js';
import type { PayloadClass } from './event.js';

/** The kind of a field by the rule that says most about it, the first that is found. */
const byRule: readonly (readonly [rule: string, kind: FieldKind])[] = [
  ['isMoney', 'money'],
  ['isPositiveMoney', 'money'],
  ['isBusinessDate', 'date'],
  ['isMoment', 'moment'],
  ['isPercent', 'percent'],
  ['isGuangxiDivision', 'division'],
  ['isUscc', 'uscc'],
  ['isEmail', 'email'],
  ['isTelephone', 'telephone'],
  ['isUrl', 'url'],
  ['isBoolean', 'flag'],
  ['equals', 'flag'],
  ['isInt', 'number'],
  ['isNumber', 'number'],
  ['isLength', 'password'],
  ['isText', 'longText'],
  ['isName', 'text'],
  ['isLine', 'text'],
  ['isFileName', 'text'],
];

/** Whose ids they are, by the names that properties bear everywhere. */
const ofIds: readonly (readonly [name: RegExp, kind: FieldKind])[] = [
  [/^(unitId|coUnitIds)$/, 'unit'],
  [/^(accountId|deputyId)$/, 'officer'],
  [/^evidence$|^evidenceId$|EvidenceId$/, 'evidence'],
];

/** What kind of field a form shows for a property; of a list of plain values, for each of them. */
export function fieldKindOf(payload: PayloadClass, name: string): FieldKind | null {
  const said = askedOf(payload, name)?.field;
  if (said) return said;
  const shape = shapeOf(payload).get(name);
  if (shape?.nested) return shape.list ? 'list' : 'group';
  if (codesOf(payload, name)) return 'code';
  const rules = rulesOf(payload).filter(({ propertyName }) => propertyName === name);
  const found = byRule.find(([rule]) => rules.some((each) => each.name === rule));
  if (found) return found[1];
  if (!rules.some((each) => each.name === 'isUuid')) return null;
  return ofIds.find(([names]) => names.test(name))?.[1] ?? 'reference';
}
