import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Min,
  ValidateNested,
} from 'class-validator';
import { SchemaCatalogue, payloadSchema } from './payload-schema.js';
import { IsBusinessDate } from './day-validators.js';
import { IsPositiveMoney } from './validators.js';

class Item {
  @IsPositiveMoney()
  readonly amount!: string;

  @IsOptional()
  @IsBusinessDate()
  readonly on?: string;
}

function claimOf(codes: readonly string[]) {
  class Claim {
    @IsIn(codes)
    readonly code!: string;

    @ValidateNested()
    @Type(() => Item)
    @IsNotEmpty()
    readonly first!: Item;

    @IsArray()
    @ArrayMinSize(1)
    @ValidateNested({ each: true })
    @Type(() => Item)
    readonly items!: readonly Item[];
  }
  return Claim;
}

class PromiseClaim extends claimOf(['a']) {
  @IsInt()
  @Min(1)
  readonly days!: number;

  @IsString()
  @IsNotEmpty()
  readonly note!: string;
}

class Nothing {}

describe('payloadSchema', () => {
  const schema = payloadSchema(PromiseClaim);

  it('closes every object and requires what is not optional', () => {
    expect(schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: { first: { type: 'object', additionalProperties: false, required: ['amount'] } },
    });
    expect(new Set(schema['required'] as string[])).toEqual(
      new Set(['code', 'first', 'items', 'days', 'note']),
    );
  });

  it('keeps what each rule says', () => {
    expect(schema['properties']).toMatchObject({
      code: { type: 'string', enum: ['a'] },
      items: { type: 'array', minItems: 1, items: { type: 'object' } },
      days: { type: 'integer', minimum: 1 },
      note: { type: 'string', minLength: 1 },
    });
  });

  it('describes our own rules', () => {
    expect(payloadSchema(Item)['properties']).toMatchObject({
      amount: { type: 'string', pattern: expect.stringContaining('?!') as unknown },
      on: { type: 'string', format: 'date' },
    });
  });

  it('closes a payload without fields', () => {
    expect(payloadSchema(Nothing)).toEqual({
      type: 'object',
      properties: {},
      additionalProperties: false,
    });
  });
});

describe('SchemaCatalogue', () => {
  it('refers to each class once and sets namesakes apart', () => {
    const catalogue = new SchemaCatalogue();
    const [one, two] = [claimOf(['a']), claimOf(['b'])];
    expect(catalogue.refTo(one, 'Promise')).toEqual({ $ref: '#/components/schemas/Claim' });
    expect(catalogue.refTo(one, 'Arrears')).toEqual({ $ref: '#/components/schemas/Claim' });
    expect(catalogue.refTo(two, 'Arrears')).toEqual({ $ref: '#/components/schemas/ArrearsClaim' });
    expect(Object.keys(catalogue.schemas)).toEqual(['Claim', 'Item', 'ArrearsClaim']);
    expect(catalogue.schemas['Claim']).toMatchObject({
      properties: { items: { items: { $ref: '#/components/schemas/Item' } } },
    });
  });
});
