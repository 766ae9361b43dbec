import { inputInvalid } from '../kernel/domain-error.js';

export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/**
 * A password is not what anybody knows of its owner: the address or its first part, the name, the
 * unified social credit code. Its length is checked with the input; there is no rule of
 * composition, because such rules make passwords alike.
 *
 * @throws DomainError INPUT_INVALID
 */
export function requirePassword(
  password: string,
  known: readonly (string | null)[],
  path = 'password',
): void {
  const facts = known.flatMap((fact) => (fact === null ? [] : [fact, fact.split('@')[0] ?? fact]));
  if (!facts.some((fact) => plain(fact) === plain(password))) return;
  const message = 'must not be your e-mail address, name or social credit code';
  throw inputInvalid([{ path, rule: 'notOwnData', message }]);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
}
