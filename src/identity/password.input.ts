import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsNotEmpty, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsLine, IsMailbox } from '../definition/index.js';
import { PASSWORD_LENGTH } from './password-rule.js';

/** A new password, as far as its length goes; `requirePassword` knows the rest. */
export const IsNewPassword = (): PropertyDecorator =>
  applyDecorators(IsString(), Length(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max));

/** A code from a letter. */
export const IsCode = (): PropertyDecorator => IsLine(100);

/** Who has forgotten the password. */
export class PasswordResetInput {
  @IsMailbox()
  @JSONSchema({ example: 'enterprise1@demo.qingnuo.example' })
  readonly email!: string;
}

/** The code from the letter, with the new password. */
export class CompletePasswordResetInput {
  @IsCode()
  @JSONSchema({ example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K' })
  readonly code!: string;

  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;
}

/** The password as it is and as it shall be. */
export class ChangePasswordInput {
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @JSONSchema({ example: 'Qingnuo-demo-1' })
  readonly current!: string;

  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;

  /** Your API keys go on; without this they end with the old password. */
  @IsOptional()
  @IsBoolean()
  @JSONSchema({ example: false })
  readonly keepKeys?: boolean;

  /** Your other sessions go on; without this they end with the old password. */
  @IsOptional()
  @IsBoolean()
  @JSONSchema({ example: false })
  readonly keepSessions?: boolean;
}

/** The password once more, in a session that is open. */
export class ReauthenticationInput {
  /** Bounded, because hashing is work. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @JSONSchema({ example: 'Qingnuo-demo-1' })
  readonly password!: string;
}
