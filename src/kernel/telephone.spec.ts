import { describe, expect, it } from '@jest/globals';
import { isTelephone } from './telephone.js';

describe('a telephone number', () => {
  it.each([
    '12345',
    '13800000000',
    '+8613800000000',
    '+86 13800000000',
    '0771-5000000',
    '0771 5000000',
    '(0771)5000000',
    '07715000000',
    '010-62000000',
    '0771-5000000-801',
    '0771-5000000转801',
    '0771-5000000 ext. 801',
    '400-800-1234',
    '4008001234',
    '+852 2123 4567',
    '+1 212 555 0100',
  ])('may be %s', (text) => {
    expect(isTelephone(text)).toBe(true);
  });

  it.each([
    '',
    '110a',
    '1234',
    '12800000000',
    '0771-1000000',
    '同上',
    '13800000000, 13900000000',
    '+86 123',
    '0'.repeat(40),
    'office@one.example',
  ])('is not %j', (text) => {
    expect(isTelephone(text)).toBe(false);
  });
});
