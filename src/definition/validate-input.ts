import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { inputInvalid, type InputError } from '../kernel/domain-error.js';
import type { PayloadClass } from './event.js';
import { forbiddenParts, isJsonObject, misshapenParts, pathTo } from './input-shape.js';
import { rulesOf } from './nested-property.js';

/**
 * Checks a parsed JSON value against a payload class and gives it back as an instance of that
 * class. Nothing is converted and nothing dropped: an unknown field is an error.
 *
 * @throws DomainError INPUT_INVALID with every error: its path (`claim.items[0].amount`), the
 * name of the rule and a sentence.
 */
export function validateInput<Payload extends object>(
  payload: PayloadClass<Payload>,
  value: unknown,
): Payload {
  if (!isJsonObject(value)) {
    throw inputInvalid([{ path: '', rule: 'isObject', message: 'must be a JSON object' }]);
  }
  const forbidden = forbiddenParts(value);
  if (forbidden.length > 0) throw inputInvalid(forbidden);

  const misshapen = misshapenParts(payload, value);
  const instance = plainToInstance(payload, value);
  const broken = brokenRules(payload, instance).filter(
    (error) => !misshapen.some((part) => isWithin(error.path, part.path)),
  );
  const errors = [...misshapen, ...broken];
  if (errors.length > 0) throw inputInvalid(errors);
  return instance;
}

function brokenRules(payload: PayloadClass, instance: object): InputError[] {
  // class-validator refuses every value of a class without rules; such an act takes `{}`.
  if (rulesOf(payload).length === 0) return Object.keys(instance).map((key) => unknownField(key));
  const found = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return found.flatMap((error) => flatten(error, ''));
}

function flatten(error: ValidationError, parent: string): InputError[] {
  const isIndex = /^\d+$/.test(error.property);
  const path = pathTo(parent, isIndex ? Number(error.property) : error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
    rule === 'whitelistValidation' ? unknownField(path) : { path, rule, message },
  );
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}

function unknownField(path: string): InputError {
  return { path, rule: 'unknownField', message: 'is not a known field' };
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
}
