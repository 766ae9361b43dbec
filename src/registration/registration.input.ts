import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import {
  Asks,
  IsCode,
  localeWords,
  IsMailbox,
  IsName,
  IsGuangxiDivision,
  IsUscc,
  type Locale,
} from '../definition/index.js';
import { EnterpriseContactInput } from './contact.input.js';
import { IsNewPassword, IsOneTimeCode } from '../identity/password.input.js';

/** An enterprise that wants an account. Who speaks for it may be said now or with a complaint. */
export class RegistrationInput extends EnterpriseContactInput {
  @Asks('统一社会信用代码', 'Unified social credit code')
  @IsUscc()
  @JSONSchema({ example: '91450100MA0TEXT013' })
  readonly uscc!: string;

  /** As in its business licence. */
  @Asks('企业名称', 'Name of the enterprise', {
    hint: { zh: '与营业执照一致', en: 'As in the business licence' },
  })
  @IsName(200)
  @JSONSchema({ example: '南宁示例科技有限公司' })
  readonly name!: string;

  @Asks('电子邮箱', 'E-mail address')
  @IsMailbox()
  @JSONSchema({ example: 'office@enterprise.example' })
  readonly email!: string;

  /** 10 to 128 characters; not the address, the name or the code of the enterprise. */
  @Asks('密码', 'Password')
  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;

  /** The language of letters; Chinese when it is not given. */
  @Asks('信件语言', 'Language of letters')
  @IsOptional()
  @IsCode(localeWords)
  readonly language?: Locale;

  /** Where in Guangxi the enterprise has its seat; when not given, where its code was issued. */
  @Asks('企业所在地', 'Seat of the enterprise')
  @IsOptional()
  @IsGuangxiDivision()
  @JSONSchema({ example: '450102' })
  readonly divisionCode?: string;
}

/** The code from the letter. */
export class VerificationInput {
  @Asks('验证码', 'Code from the e-mail')
  @IsOneTimeCode()
  @JSONSchema({ example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K' })
  readonly code!: string;
}
