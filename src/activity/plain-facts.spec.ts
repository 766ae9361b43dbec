import { describe, expect, it } from '@jest/globals';
import { filtersOf, keptOf, maskedAddress, plain, printable } from './plain-facts.js';

describe('a fact of the record', () => {
  it.each([
    'handlerHead',
    'promise.reply@1',
    '450100',
    '2026-09-14',
    '2026-09-14T02:00:00Z',
    'P-2026-450100-000001',
    '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
    7,
    true,
  ])('may be %p', (value) => {
    expect(plain(value)).toBe(value);
  });

  it.each([
    'Qingnuo-demo-1',
    '张三',
    'somebody@example.com',
    'K7Q2M9XWPLRT',
    'a b',
    'x'.repeat(60),
    { a: 1 },
    null,
    Number.NaN,
  ])('is not %p', (value) => {
    expect(plain(value)).toBeUndefined();
  });
});

describe('the filters of a list', () => {
  it('are kept by name and value, and words that are sought by their length', () => {
    const query = { kind: 'promise', q: '横州安捷', due: 'overdue', cursor: 'abc', secret: '1' };
    expect(filtersOf(query)).toEqual({ kind: 'promise', qLength: 4, due: 'overdue' });
    expect(filtersOf(undefined)).toEqual({});
  });
});

describe('the fields of a body', () => {
  it('are kept by name, if they are plain', () => {
    const body = { role: 'handler', unitId: '张三', name: 'x', email: 'a@b.example' };
    expect(keptOf(body, ['role', 'unitId', 'absent'])).toEqual({ role: 'handler' });
    expect(keptOf('text', ['role'])).toEqual({});
  });
});

describe('an e-mail address', () => {
  it('is masked, and known again by its fingerprint', () => {
    const first = maskedAddress({ email: 'Somebody@Office.example' }, 'email');
    expect(first['address']).toBe('s***@office.example');
    expect(JSON.stringify(first)).not.toContain('somebody');
    expect(maskedAddress({ email: ' somebody@office.example' }, 'email')).toEqual(first);
    expect(maskedAddress({ email: 'other@office.example' }, 'email')).not.toEqual(first);
  });

  it.each(['Qingnuo-demo-1', '', 'a b@c', 7, null, 'x'.repeat(300)])(
    'leaves nothing of %p, which is none',
    (email) => {
      expect(maskedAddress({ email }, 'email')).toEqual({});
    },
  );
});

it('text of a client is printable and short', () => {
  expect(printable('a\u0000b\r\n张\u202e', 5)).toBe('a?b??');
});
