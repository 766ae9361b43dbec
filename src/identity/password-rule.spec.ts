import { describe, expect, it } from '@jest/globals';
import { validateInput } from '../definition/validate-input.js';
import { ChangePasswordInput } from './password.input.js';
import { requirePassword } from './password-rule.js';

const known = ['officer@office.example', '南宁示例科技有限公司', '91450100MA0TEXT013', null];

/** The rule that a password breaks; null when it is a good one. */
function brokenBy(password: string): unknown {
  try {
    requirePassword(password, known);
    return null;
  } catch (error) {
    const { code, details } = error as { code: string; details: { errors: { rule: string }[] } };
    return code === 'INPUT_INVALID' ? details.errors[0]?.rule : error;
  }
}

describe('a password', () => {
  it.each([
    ['notBlank', [' '.repeat(10), '\u3000'.repeat(12), '\t \n'.repeat(5)]],
    ['isLength', ['e\u0301e\u0301e\u0301e\u0301e\u0301']],
    ['notOwnData', ['officer@office.example', 'Officer@Office.Example', '南宁示例 科技有限公司']],
    ['notOwnData', ['南宁示例科技有限公司', '91450100ma0text013', '９１４５０１００MA0TEXT013']],
    ['notRepeated', ['aaaaaaaaaa', '11111aaaaa', 'aaaaaaaaab', 'abcabcabcabc', 'horse7horse7ho']],
    [
      'notRun',
      [
        'abcdefghij',
        '1234567890',
        '0987654321',
        'qwertyuiop',
        'asdfghjkl;',
        '１２３４５６７８９０',
      ],
    ],
    ['notRun', ['1qaz2wsx3edc', 'qazwsxedcr', '1234567890a', 'abcd1234!@#$', '1q2w3e4r5t6y']],
    ['notNumber', ['13877112345', '19870412207', '20260914093011', '5201314520']],
    ['notProductName', ['Qingnuo-demo-1', 'qingnuo2026', '清诺清诺清诺2026', 'QINGNUO!!2026']],
    ['notCommon', ['password123', 'Passw0rd!23', 'P@ssw0rd2026', 'admin123456', 'iloveyou1314']],
    [
      'notCommon',
      ['woaini1314520', 'wodemima123', 'mima123456', 'Guangxi@2026', 'nanning20260914'],
    ],
    ['notCommon', ['passwordpassword', '2026password', 'letmein-please', 'a1b2c3d4e5']],
  ])('is refused by %s', (rule, passwords) => {
    for (const password of passwords) {
      expect([password, brokenBy(password)]).toEqual([password, rule]);
    }
  });

  it('may be anything else', () => {
    for (const password of [
      'officer@office.example!',
      'correct-horse-battery',
      'another-horse-battery',
      '正确的马电池订书钉正确',
      'k3T9x!pQ7w',
      'xkcd-Tr0ub4dor&3',
      '18 apples in a bathtub',
      'qingnuo-correct-horse-battery',
      'passwordpasswordx9!kQz',
    ])
      expect([password, brokenBy(password)]).toEqual([password, null]);
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
