import { channel } from 'node:diagnostics_channel';
import { validateSync, type ValidationError } from 'class-validator';
import type { BusinessDate } from '../kernel/business-date.js';
import { MOST_ERRORS, inputInvalid, type InputError } from '../kernel/domain-error.js';
import { rulesOf, shapeOf, type DeclaredProperty } from './declared-shape.js';
import type { PayloadClass } from './event.js';
import { Inspection, isJsonObject, pathTo } from './inspection.js';

/** What a check costs, whatever was sent. */
export interface InputWork {
  /** Values that were looked at. */
  readonly nodes: number;
  /** Errors that were put into words. */
  readonly errors: number;
}

/** On this channel each check says what it cost; nobody listens but a test and the bench. */
export const INPUT_CHECKED = 'qingnuo.input.checked';
const checked = channel(INPUT_CHECKED);

/**
 * Checks a parsed JSON value against a payload class and gives it back as an instance of that
 * class. Nothing is dropped: an unknown field is an error. It takes a time that grows with the
 * value at most, and with nothing beyond the declared sizes.
 *
 * @param on the day of the request, for bounds that depend on it
 * @throws DomainError INPUT_INVALID with the first errors: path (`claim.items[0].amount`), name
 *   of the rule and a sentence; and with the number of the others
 */
export function validateInput<Payload extends object>(
  payload: PayloadClass<Payload>,
  value: unknown,
  on: BusinessDate | null = null,
): Payload {
  const inspection = new Inspection(on);
  inspection.declared(payload, value);
  // Rules that are not careful themselves read only what is small and has the right shape around.
  const isReadable = !inspection.isClosed && inspection.errors.length < MOST_ERRORS;
  const instance = isReadable && isJsonObject(value) ? instanceOf(payload, value) : null;
  if (instance) new BrokenRules(inspection).collect(payload, instance);
  report(inspection);
  if (!instance || inspection.errors.length > 0) {
    throw inputInvalid(inspection.errors, inspection.more);
  }
  return instance;
}

/**
 * Checks the size and the characters of a value that has no class yet, before anybody reads it.
 *
 * @throws DomainError INPUT_INVALID
 */
export function requireBounded(value: unknown): void {
  const inspection = new Inspection();
  inspection.undeclared(value);
  report(inspection);
  const { errors, more } = inspection;
  if (errors.length > 0) throw inputInvalid(errors, more);
}

function report({ nodes, errors }: Inspection): void {
  if (!checked.hasSubscribers) return;
  checked.publish({ nodes, errors: errors.length } satisfies InputWork);
}

/** The declared properties alone, each turned as it says. */
function instanceOf<Payload extends object>(
  payload: PayloadClass<Payload>,
  value: Readonly<Record<string, unknown>>,
): Payload {
  const isGiven = (name: string) => Object.hasOwn(value, name) && value[name] !== undefined;
  const given = [...shapeOf(payload).values()].filter(({ name }) => isGiven(name));
  const parts = given.map((property): readonly [string, unknown] => {
    const { name, transform } = property;
    return [name, transform(partOf(property, value[name]), name, value)];
  });
  return Object.assign(new payload(), Object.fromEntries<unknown>(parts));
}

/**
 * A part as its class, or each of a list. What has another shape is told of already and is left
 * out: class-validator would go into lists of lists until the stack ends.
 */
function partOf({ nested, list }: DeclaredProperty, value: unknown): unknown {
  if (!nested) return value;
  const single = (part: unknown) => (isJsonObject(part) ? instanceOf(nested, part) : undefined);
  if (!list) return single(value);
  return Array.isArray(value) ? value.map(single) : undefined;
}

/** What class-validator finds, where the walk has not said everything already. */
class BrokenRules {
  constructor(private readonly inspection: Inspection) {}

  collect(payload: PayloadClass, instance: object): void {
    // class-validator refuses every value of a class without rules; such an act takes `{}`.
    if (rulesOf(payload).length === 0) return;
    const found = validateSync(instance, {
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
    });
    for (const error of found) this.add(error, '');
  }

  private add({ property, constraints = {}, children = [] }: ValidationError, parent: string) {
    const isIndex = /^\d+$/.test(property);
    const path = pathTo(parent, isIndex ? Number(property) : property);
    if (this.inspection.settled.has(path)) return;
    for (const [rule, message] of Object.entries(constraints)) this.push({ path, rule, message });
    for (const child of children) this.add(child, path);
  }

  private push(error: InputError): void {
    if (this.inspection.errors.length < MOST_ERRORS) this.inspection.errors.push(error);
    else this.inspection.more += 1;
  }
}
