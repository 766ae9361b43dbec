import { IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsMailbox, IsName, IsGuangxiDivision, IsUscc, type Locale } from '../definition/index.js';
import { EnterpriseContactInput } from './contact.input.js';
import { IsCode, IsNewPassword } from '../identity/password.input.js';

/** An enterprise that wants an account. Who speaks for it may be said now or with a complaint. */
export class RegistrationInput extends EnterpriseContactInput {
  @IsUscc()
  @JSONSchema({ example: '91450100MA0TEXT013' })
  readonly uscc!: string;

  /** As in its business licence. */
  @IsName(200)
  @JSONSchema({ example: '南宁示例科技有限公司' })
  readonly name!: string;

  @IsMailbox()
  @JSONSchema({ example: 'office@enterprise.example' })
  readonly email!: string;

  /** 10 to 128 characters; not the address, the name or the code of the enterprise. */
  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;

  /** The language of letters; Chinese when it is not given. */
  @IsOptional()
  @IsIn(['zh-CN', 'en'] satisfies Locale[])
  readonly language?: Locale;

  /** Where in Guangxi the enterprise has its seat; when not given, where its code was issued. */
  @IsOptional()
  @IsGuangxiDivision()
  @JSONSchema({ example: '450102' })
  readonly divisionCode?: string;
}

/** The code from the letter. */
export class VerificationInput {
  @IsCode()
  @JSONSchema({ example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K' })
  readonly code!: string;
}
