import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DomainError, type InputError } from '../kernel/domain-error.js';
import { validateInput } from './validate-input.js';
import { IsMoney, IsUscc } from './validators.js';

class Item {
  @IsMoney()
  readonly amount!: string;
}

class Claim {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Item)
  readonly items!: readonly Item[];
}

class Filing {
  @IsUscc()
  readonly uscc!: string;

  @ValidateNested()
  @Type(() => Claim)
  readonly claim!: Claim;

  @IsOptional()
  @IsInt()
  readonly days?: number;

  @IsOptional()
  @IsString()
  readonly note?: string;
}

class Nothing {}

const good = { uscc: ' ９1450100ma0text013', claim: { items: [{ amount: '1.00' }] } };

function errorsOf(value: unknown, payload: new () => object = Filing): readonly InputError[] {
  try {
    validateInput(payload, value);
  } catch (error) {
    if (error instanceof DomainError) return error.details['errors'] as readonly InputError[];
    throw error;
  }
  return [];
}

const rulesIn = (value: unknown): string[] =>
  errorsOf(value).map(({ path, rule }) => `${path} ${rule}`);

describe('validateInput', () => {
  it('gives back an instance, with pasted codes made canonical', () => {
    const filing = validateInput(Filing, good);
    expect(filing).toBeInstanceOf(Filing);
    expect(filing.claim.items[0]).toBeInstanceOf(Item);
    expect(filing.uscc).toBe('91450100MA0TEXT013');
  });

  it('names every error by its path and rule', () => {
    expect(
      rulesIn({
        uscc: 'x',
        claim: { items: [{ amount: '1.00' }, { amount: '1.005' }] },
        days: '3',
      }),
    ).toEqual(['uscc isUscc', 'claim.items[1].amount isMoney', 'days isInt']);
  });

  it('refuses unknown fields at every depth', () => {
    expect(rulesIn({ ...good, extra: 1 })).toEqual(['extra unknownField']);
    expect(rulesIn({ ...good, claim: { items: [{ amount: '1.00', extra: 1 }] } })).toEqual([
      'claim.items[0].extra unknownField',
    ]);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'refuses the inherited name %s',
    (name) => {
      const value = JSON.parse(`{"uscc":"91450100MA0TEXT013","${name}":{"a":1}}`) as unknown;
      expect(rulesIn(value)).toEqual([`${name} unknownField`]);
    },
  );

  it.each([null, [], 'text', 3, undefined])('refuses %p for an object', (value) => {
    expect(rulesIn(value)).toEqual([' isObject']);
  });

  it('refuses lists for objects, objects for lists and missing parts', () => {
    expect(rulesIn({ ...good, claim: [good.claim] })).toEqual(['claim isObject']);
    expect(rulesIn({ ...good, claim: { items: { amount: '1.00' } } })).toEqual([
      'claim.items isArray',
    ]);
    expect(rulesIn({ ...good, claim: { items: [[{ amount: '1.00' }]] } })).toEqual([
      'claim.items[0] isObject',
    ]);
    expect(rulesIn({ uscc: good.uscc })).toEqual(['claim isDefined']);
  });

  it('refuses null, so that absent is written in one way', () => {
    expect(rulesIn({ ...good, note: null })).toEqual(['note notNull']);
  });

  it('refuses characters that cannot be stored', () => {
    expect(rulesIn({ ...good, note: 'a\0b' })).toEqual(['note isStorable']);
    expect(rulesIn({ ...good, note: 'a\ud800b' })).toEqual(['note isStorable']);
    expect(rulesIn({ ...good, note: '𠮷' })).toEqual([]);
  });

  it('refuses nesting without end', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    expect(errorsOf({ ...good, note: deep })[0]?.rule).toBe('maxDepth');
  });

  it('takes only {} for a class without rules', () => {
    expect(validateInput(Nothing, {})).toBeInstanceOf(Nothing);
    expect(errorsOf({ note: 'x' }, Nothing)).toEqual([
      { path: 'note', rule: 'unknownField', message: 'is not a known field' },
    ]);
  });
});
