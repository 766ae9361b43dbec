import { describe, expect, it } from '@jest/globals';
import { validateInput } from '../definition/validate-input.js';
import { ChangePasswordInput } from './password.input.js';
import { requirePassword } from './password-rule.js';

const known = ['officer@office.example', '南宁示例科技有限公司', '91450100MA0TEXT013', null];
const refused = expect.objectContaining({
  code: 'INPUT_INVALID',
  details: {
    errors: [expect.objectContaining({ path: 'password', rule: 'notOwnData' })],
  },
}) as unknown as Error;

describe('a password', () => {
  it.each([
    'officer@office.example',
    'Officer@Office.Example',
    'officer',
    '南宁示例科技有限公司',
    '南宁示例 科技有限公司',
    '91450100ma0text013',
  ])('is not %s, which is known', (password) => {
    expect(() => {
      requirePassword(password, known);
    }).toThrow(refused);
  });

  it('may be anything else', () => {
    for (const password of ['officer@office.example!', 'aaaaaaaaaa', '正确的马电池订书钉正确'])
      requirePassword(password, known);
  });

  it('has 10 to 128 characters', () => {
    const given = (length: number) => () =>
      validateInput(ChangePasswordInput, { current: 'x', password: 'p'.repeat(length) });
    expect(given(9)).toThrow();
    expect(given(10)).not.toThrow();
    expect(given(128)).not.toThrow();
    expect(given(129)).toThrow();
  });
});
