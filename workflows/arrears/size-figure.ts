import { ValidateBy, buildMessage } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** In 10,000 yuan: more than any enterprise has. */
const MOST = 1_000_000_000;
const DECIMALS = 6;

/** As money is written everywhere, but for its size: the figures of a group are beyond a claim. */
const YUAN = /^(0|[1-9]\d{0,12})\.\d{2}$/;
const YUAN_PER_UNIT = 10_000;

/**
 * A yearly figure of an enterprise: yuan as text, as all money, or a number in 10,000 yuan (万元),
 * the unit of the Standards. What is meant stands in its form, so that no unit is mistaken.
 */
export type SizeFigure = string | number;

/** The figure in 10,000 yuan. */
export function inUnits(figure: SizeFigure): number {
  return typeof figure === 'number' ? figure : Number(figure) / YUAN_PER_UNIT;
}

function isSizeFigure(value: unknown): boolean {
  if (typeof value === 'string') return YUAN.test(value);
  if (typeof value !== 'number' || !(value >= 0 && value <= MOST)) return false;
  return Number(value.toFixed(DECIMALS)) === value;
}

/** Yuan as text, or a number in 10,000 yuan. */
export function IsSizeFigure(): PropertyDecorator {
  const rule = ValidateBy({
    name: 'isSizeFigure',
    validator: {
      validate: isSizeFigure,
      defaultMessage: buildMessage(
        (each) =>
          `${each}$property must be yuan as text, such as "52000000.00", or a number in 10,000 yuan`,
      ),
    },
  });
  const schema = JSONSchema({
    oneOf: [
      { type: 'string', pattern: YUAN.source, description: 'In yuan.' },
      { type: 'number', minimum: 0, maximum: MOST, description: 'In 10,000 yuan (万元).' },
    ],
    example: '52000000.00',
  });
  return (target, key) => {
    rule(target, key);
    schema(target, String(key));
  };
}
