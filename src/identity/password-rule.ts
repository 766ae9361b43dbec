import { inputInvalid } from '../kernel/domain-error.js';
import { isCommonPassword } from './common-passwords.js';
import { isRepetition, isRuns, patternOf } from './password-pattern.js';

export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/** The product's name, which stands in the passwords that its own pages show. */
const PRODUCT = /qingnuo|清诺/gu;

/** What must be left of a password beside the product's name. */
const LEFT_BESIDE_PRODUCT = 8;

/** Longer ones than any telephone, account or identity number. */
const LONGEST_NUMBER = 19;

/**
 * The form in which a password is hashed and compared: full-width or composed in another way, it is
 * the same one.
 */
export function passwordForm(password: string): string {
  return password.normalize('NFKC');
}

/**
 * A password is not what is tried first: a common one, a pattern, a number, what anybody knows of
 * its owner (the address or its first part, the name, the unified social credit code). There is no
 * rule of composition, because such rules make passwords alike. Every way to set a password comes
 * here; the work grows with the length alone, which the input bounds.
 *
 * @throws DomainError INPUT_INVALID with the `rule`
 */
export function requirePassword(
  password: string,
  known: readonly (string | null)[],
  path = 'password',
): void {
  const [rule, message] = brokenRule(password, known) ?? [];
  if (rule === undefined || message === undefined) return;
  throw inputInvalid([{ path, rule, message }]);
}

function brokenRule(
  password: string,
  known: readonly (string | null)[],
): readonly [rule: string, message: string] | null {
  const length = [...passwordForm(password)].length;
  const plain = plainOf(password);
  const facts = known.flatMap((fact) => (fact === null ? [] : [fact, fact.split('@')[0] ?? fact]));
  if (plain === '') return ['notBlank', 'must not be blank'];
  if (length < PASSWORD_LENGTH.min) {
    return ['isLength', `must have at least ${PASSWORD_LENGTH.min} characters`];
  }
  if (facts.some((fact) => plainOf(fact) === plain)) {
    return ['notOwnData', 'must not be your e-mail address, name or social credit code'];
  }
  if (isRepetition(plain)) {
    return ['notRepeated', 'must not be a few characters again and again'];
  }
  if (isRuns(plain)) {
    return ['notRun', 'must not be runs of the alphabet, of digits or of the keyboard'];
  }
  if (plain.length <= LONGEST_NUMBER && /^\p{Nd}+$/u.test(plain)) {
    return ['notNumber', 'must not be a number alone, such as a date or a telephone number'];
  }
  if (isProductName(plain)) {
    return ['notProductName', 'must not be the name of this product with little beside it'];
  }
  if (isCommonPassword(patternOf(plain))) {
    return ['notCommon', 'must not be one of the passwords that are tried first; add a third word'];
  }
  return null;
}

function isProductName(plain: string): boolean {
  const rest = plain.replace(PRODUCT, '');
  return rest !== plain && rest.length < LEFT_BESIDE_PRODUCT;
}

function plainOf(text: string): string {
  return passwordForm(text).replace(/\s+/gu, '').toLowerCase();
}
