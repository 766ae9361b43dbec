import { describe, expect, it } from '@jest/globals';
import { IsOptional } from 'class-validator';
import { DomainError, type InputError } from '../kernel/domain-error.js';
import { payloadSchema } from './payload-schema.js';
import { IsLine, IsMailbox, IsName, IsText } from './text-validators.js';
import { validateInput } from './validate-input.js';

class Letter {
  @IsName(20)
  readonly name!: string;

  @IsOptional()
  @IsLine(20)
  readonly number?: string;

  @IsOptional()
  @IsText(20, { mayBeEmpty: true })
  readonly note?: string;

  @IsOptional()
  @IsText(5, { each: true })
  readonly questions?: readonly string[];

  @IsOptional()
  @IsMailbox()
  readonly email?: string;
}

const good = { name: '某局' };

function rulesIn(value: object): string[] {
  try {
    validateInput(Letter, { ...good, ...value });
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return (error.details['errors'] as InputError[]).map(({ path, rule }) => `${path} ${rule}`);
  }
}

describe('texts of an input', () => {
  it('are brought into one form', () => {
    const pasted = {
      name: ' e\u0301 ',
      note: '一\r\n二 ',
      questions: [' 问\r'],
      email: ' a@b.example ',
    };
    expect(validateInput(Letter, pasted)).toEqual({
      name: '\u00e9',
      note: '一\n二',
      questions: ['问'],
      email: 'a@b.example',
    });
  });

  it.each<[string, object, string[]]>([
    ['a name of two lines', { name: '某局\nBcc: x' }, ['name isName']],
    ['a name that leads somewhere', { name: 'http://a.example' }, ['name isName']],
    ['a name of blanks', { name: ' \u3000 ' }, ['name isNotEmpty']],
    ['a long name', { name: '名'.repeat(21) }, ['name maxLength']],
    ['a number of two lines', { number: '1\n2' }, ['number isLine']],
    ['an empty remark', { note: '' }, []],
    ['a remark read backwards', { note: 'a\u202eb' }, ['note isText']],
    ['a question of many', { questions: ['a', 'a\u202eb'] }, ['questions isText']],
    ['an address that nobody takes', { email: 'a\u200bb@x.example' }, ['email isEmail']],
    ['an address of a machine', { email: 'a@[127.0.0.1]' }, ['email isEmail']],
  ])('%s', (_what, value, rules) => {
    expect(rulesIn(value)).toEqual(rules);
  });

  it('are described', () => {
    expect(payloadSchema(Letter)['properties']).toMatchObject({
      name: { type: 'string', minLength: 1, maxLength: 20 },
      note: { type: 'string', maxLength: 20 },
      questions: { type: 'array', items: { type: 'string', maxLength: 5 } },
      email: { type: 'string', format: 'email', maxLength: 254 },
    });
  });
});
