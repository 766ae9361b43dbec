import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsMailbox, IsName, type Locale } from '../definition/index.js';
import { IsCode, IsNewPassword } from '../identity/password.input.js';
import { officerRoles, type OfficerRole } from './unit-roles.js';

/** An officer to be invited. */
export class InvitationInput {
  @IsMailbox()
  @JSONSchema({ example: 'officer@office.example' })
  readonly email!: string;

  @IsName(100)
  @JSONSchema({ example: '投资促进局 经办' })
  readonly name!: string;

  /** It must be one of a unit of this task: acceptors in units that accept, and so on. */
  @IsIn(officerRoles)
  readonly role!: OfficerRole;

  @IsUUID()
  readonly unitId!: string;

  /** The language of letters; Chinese when it is not given. */
  @IsOptional()
  @IsIn(['zh-CN', 'en'] satisfies Locale[])
  readonly language?: Locale;
}

/** The code from the letter, with a password of the officer's choice. */
export class AcceptInvitationInput {
  @IsCode()
  @JSONSchema({ example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K' })
  readonly code!: string;

  /** 10 to 128 characters; not the address or the name of the officer. */
  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;
}
