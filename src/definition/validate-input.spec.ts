import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { DomainError, type InputError } from '../kernel/domain-error.js';
import { IsBusinessDate } from './day-validators.js';
import { inputLimits } from './input-limits.js';
import { INPUT_CHECKED, requireBounded, validateInput, type InputWork } from './validate-input.js';
import { IsMoney, IsUscc } from './validators.js';

class Item {
  @IsMoney()
  readonly amount!: string;
}

class Claim {
  @IsArray()
  @ArrayMaxSize(100)
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
  @MaxLength(1_000)
  readonly note?: string;

  @IsOptional()
  @IsBusinessDate({ yearsAhead: 10 })
  readonly dueOn?: string;

  /** Of no class; somebody else checks it. */
  @IsOptional()
  readonly rest?: unknown;
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
      const added = JSON.parse(`{"${name}":{"a":1}}`) as Record<string, unknown>;
      const value: Record<string, unknown> = JSON.parse(JSON.stringify(good)) as never;
      Object.defineProperty(value, name, { value: added[name], enumerable: true });
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
    expect(rulesIn({ ...good, rest: deep })).toEqual([
      expect.stringMatching(/^rest(\[0\])+ maxDepth$/),
    ]);
    expect(rulesIn({ ...good, claim: { items: deep } })).toEqual(['claim.items[0] isObject']);
    expect(rulesIn({ ...good, claim: deep })).toEqual(['claim isObject']);
    // What has no place for a list is not looked into.
    expect(rulesIn({ ...good, note: deep })).toEqual(['note maxLength', 'note isString']);
  });

  it('says once that something is missing', () => {
    expect(rulesIn({ claim: good.claim })).toEqual(['uscc isUscc']);
  });

  it('asks how far ahead a day lies where it knows the day of the request', () => {
    const due = (dueOn: string, on: string | null = '2026-09-14') => {
      try {
        validateInput(Filing, { ...good, dueOn }, on);
        return [];
      } catch (error) {
        return (error as DomainError).details['errors'] as InputError[];
      }
    };
    expect(due('2036-09-14')).toEqual([]);
    expect(due('2036-09-15')).toMatchObject([{ path: 'dueOn', rule: 'notTooFarAhead' }]);
    expect(due('2036-09-15', null)).toEqual([]);
    expect(due('2034-02-28', '2024-02-29')).toEqual([]);
    for (const day of ['0001-01-01', '1990-12-31', '2200-01-01', '9999-12-31']) {
      expect(due(day, null)).toMatchObject([{ path: 'dueOn', rule: 'isBusinessDate' }]);
    }
  });

  it('takes only {} for a class without rules', () => {
    expect(validateInput(Nothing, {})).toBeInstanceOf(Nothing);
    expect(errorsOf({ note: 'x' }, Nothing)).toEqual([
      { path: 'note', rule: 'unknownField', message: 'is not a known field' },
    ]);
  });
});

/** What the checks within cost. */
function workOf(check: () => void): InputWork {
  const all: InputWork[] = [];
  const listen = (work: unknown) => all.push(work as InputWork);
  subscribe(INPUT_CHECKED, listen);
  try {
    check();
  } finally {
    unsubscribe(INPUT_CHECKED, listen);
  }
  const sum = (of: (work: InputWork) => number) => all.map(of).reduce((a, b) => a + b, 0);
  return { nodes: sum(({ nodes }) => nodes), errors: sum(({ errors }) => errors) };
}

const refusal = (check: () => unknown): Record<string, unknown> => {
  try {
    check();
    return {};
  } catch (error) {
    return (error as DomainError).details;
  }
};

describe('a hostile value', () => {
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 0]));
  const items = (count: number, item: unknown) => ({
    ...good,
    claim: { items: Array<unknown>(count).fill(item) },
  });

  it.each<[string, object, string]>([
    ['1,000 zeros', items(1_000, 0), 'claim.items arrayMaxSize'],
    ['8,000 zeros', items(8_000, 0), 'claim.items arrayMaxSize'],
    ['520,000 zeros', items(520_000, 0), 'claim.items arrayMaxSize'],
    ['340,000 empty objects', items(340_000, {}), 'claim.items arrayMaxSize'],
    ['80,000 unknown fields', { ...good, ...fields(80_000) }, ' maxMembers'],
    ['a list of lists', { ...good, rest: Array(900).fill(Array(900).fill(0)) }, 'maxNodes'],
    ['a text of a mebibyte', { ...good, note: 'x'.repeat(1_048_576) }, 'note maxLength'],
    ['a code of a mebibyte', { ...good, uscc: 'x'.repeat(1_048_576) }, 'uscc maxLength'],
  ])('of %s is refused before anything goes into it', (_what, value, told) => {
    const found: Record<string, unknown>[] = [];
    const work = workOf(() => found.push(refusal(() => validateInput(Filing, value))));
    const [{ errors, moreErrors = 0 } = {}] = found as {
      errors?: InputError[];
      moreErrors?: number;
    }[];
    expect(errors?.map(({ path, rule }) => `${path} ${rule}`).at(0)).toContain(told);
    expect(errors?.length).toBeLessThanOrEqual(20);
    expect(work.errors).toBe(errors?.length);
    expect(work.nodes).toBeLessThanOrEqual(2 * inputLimits.nodes);
    if (told !== 'maxNodes')
      expect({ nodes: work.nodes < 10, moreErrors }).toEqual({ nodes: true, moreErrors: 0 });
    expect(JSON.stringify(errors).length).toBeLessThan(10_000);
  });

  it('has its first 20 errors told, and the number of the others', () => {
    const { errors, moreErrors } = refusal(() => validateInput(Filing, items(100, 0)));
    expect(errors).toHaveLength(20);
    expect(moreErrors).toBe(80);
    const broken = refusal(() => validateInput(Filing, items(100, { amount: 'x' })));
    expect(broken['errors']).toHaveLength(20);
    expect(broken['moreErrors']).toBe(80);
    expect(refusal(() => validateInput(Filing, items(20, 0)))['moreErrors']).toBeUndefined();
  });

  it('does not have its names copied into the answer', () => {
    const name = '名\ufffe'.repeat(500_000);
    const { errors } = refusal(() => validateInput(Filing, { ...good, [name]: 0 }));
    const [error] = errors as InputError[];
    expect(error?.rule).toBe('unknownField');
    expect(error?.path).toMatch(/^名{30}…$/);
  });

  it('is looked at in proportion to its size', () => {
    const cost = (count: number) =>
      workOf(() => refusal(() => validateInput(Filing, items(count, {})))).nodes;
    expect(cost(80) - cost(40)).toBe(cost(100) - cost(60));
    expect(cost(100)).toBeLessThan(2 * 100 + 20);
  });

  it('of no class yet is bounded, too', () => {
    for (const value of [
      Array(1_001).fill(0),
      fields(201),
      Array(900).fill(Array(900).fill({})),
      'x'.repeat(1_000_000),
      'a\ufffe',
      JSON.parse(`${'{"a":'.repeat(40_000)}0${'}'.repeat(40_000)}`) as unknown,
    ]) {
      const work = workOf(() => {
        const { errors } = refusal(() => {
          requireBounded(value);
        });
        expect((errors as InputError[]).length).toBeGreaterThan(0);
      });
      expect(work.nodes).toBeLessThanOrEqual(2 * inputLimits.nodes);
    }
    expect(() => {
      requireBounded({ kind: 'x', items: Array(1_000).fill({ a: 1, b: '文\n' }) });
    }).not.toThrow();
  });
});
