import { IsOptional, IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsCode, localeWords, IsMailbox, IsName, type Locale } from '../definition/index.js';
import { IsNewPassword, IsOneTimeCode } from '../identity/password.input.js';
import { roleLabels, type OfficerRole } from './unit-roles.js';

/** An officer to be invited. */
export class InvitationInput {
  @Asks('电子邮箱', 'E-mail address')
  @IsMailbox()
  @JSONSchema({ example: 'officer@office.example' })
  readonly email!: string;

  @Asks('姓名或者岗位名称', 'Name')
  @IsName(100)
  @JSONSchema({ example: '投资促进局 经办' })
  readonly name!: string;

  /** It must be one of a unit of this task: acceptors in units that accept, and so on. */
  @Asks('岗位', 'Role')
  @IsCode(roleLabels)
  readonly role!: OfficerRole;

  @Asks('所属单位', 'Unit')
  @IsUUID()
  readonly unitId!: string;

  /** The language of letters; Chinese when it is not given. */
  @Asks('信件语言', 'Language of letters')
  @IsOptional()
  @IsCode(localeWords)
  readonly language?: Locale;
}

/** The code from the letter, with a password of the officer's choice. */
export class AcceptInvitationInput {
  @Asks('邀请码', 'Code of the invitation')
  @IsOneTimeCode()
  @JSONSchema({ example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K' })
  readonly code!: string;

  /** 10 to 128 characters; not the address or the name of the officer. */
  @Asks('密码', 'Password')
  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;
}
