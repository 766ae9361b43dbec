import { Transform } from 'class-transformer';
import { ValidateBy, buildMessage, type ValidationOptions } from 'class-validator';
import { isMoney } from '../kernel/money.js';
import { isUscc, normaliseUscc } from '../kernel/uscc.js';

/** Makes a property decorator from a predicate over text; `name` is the stable rule in errors. */
function textRule(name: string, sentence: string, holds: (text: string) => boolean) {
  return (options?: ValidationOptions): PropertyDecorator =>
    ValidateBy(
      {
        name,
        validator: {
          validate: (value: unknown) => typeof value === 'string' && holds(value),
          defaultMessage: buildMessage((each) => `${each}$property ${sentence}`, options),
        },
      },
      options,
    );
}

/** An amount in yuan with exactly two decimal places, at least 0, at most 100 billion. */
export const IsMoney = textRule(
  'isMoney',
  'must be an amount in yuan with two decimal places, such as "1000000.00", at most "100000000000.00"',
  isMoney,
);

/** An amount in yuan above zero. */
export const IsPositiveMoney = textRule(
  'isPositiveMoney',
  'must be an amount above zero with two decimal places, such as "1000000.00", at most "100000000000.00"',
  (text) => isMoney(text) && !/^0\.00$/.test(text),
);

/** A yearly rate in percent with up to four decimal places, such as "3.85". */
export const IsPercent = textRule(
  'isPercent',
  'must be a rate in percent per year between 0 and 100, such as "3.85"',
  (text) => /^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/.test(text),
);

/** A division of Guangxi by GB/T 2260: the region, one of its 14 cities, or a county of one. */
export const IsGuangxiDivision = textRule(
  'isGuangxiDivision',
  'must be the six-digit code of a division of Guangxi (450000, 4501xx to 4514xx)',
  (text) => /^45(0000|(0[1-9]|1[0-4])\d{2})$/.test(text),
);

const usccRule = textRule(
  'isUscc',
  'must be a unified social credit code of 18 characters with a right check digit',
  isUscc,
);

/** A unified social credit code; pasted spaces, full-width and lower-case letters are tolerated. */
export function IsUscc(options?: ValidationOptions): PropertyDecorator {
  const check = usccRule(options);
  const normalise = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? normaliseUscc(value) : value,
  );
  return (target, key) => {
    normalise(target, key);
    check(target, key);
  };
}
