import type { InputError } from '../kernel/domain-error.js';
import type { JsonObject } from '../kernel/json.js';
import type { LegalBasis } from './basis.js';
import type { PayloadClass } from './event.js';
import type { Label } from './label.js';
import type { References } from './reference.js';

/**
 * A rule of the law that anyone may work out with figures of their own: `POST /calculators/<name>`.
 * The product mounts, checks and documents it from this declaration alone.
 */
export interface CalculatorDefinition<Input extends object = object, Answer = unknown> {
  readonly name: string;
  readonly label: Label;
  readonly basis: LegalBasis;
  readonly input: PayloadClass<Input>;
  readonly example: Input;
  /** The answer as JSON Schema; its example is the answer to the input's example. */
  readonly answer: JsonObject;
  /** Rules that a class cannot say; empty when none is broken. */
  readonly refuse?: (input: Input, references: References) => readonly InputError[];
  /** Asked for input that `refuse` lets pass only. */
  readonly calculate: (input: Input, references: References) => Answer;
}

/** A declaration whose types are forgotten, as the product handles it. */
export type AnyCalculatorDefinition = Omit<CalculatorDefinition, 'refuse' | 'calculate'> & {
  readonly refuse?: (input: never, references: References) => readonly InputError[];
  readonly calculate: (input: never, references: References) => unknown;
};

/** Declares a calculator; keeps its input and answer together with their types. */
export function defineCalculator<Input extends object, Answer>(
  definition: CalculatorDefinition<Input, Answer>,
): CalculatorDefinition<Input, Answer> {
  return definition;
}
