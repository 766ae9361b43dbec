import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsNotEmpty, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsLine, IsMailbox } from '../definition/index.js';
import { PASSWORD_LENGTH } from './password-rule.js';

/** A new password, as far as its length goes; `requirePassword` knows the rest. */
export const IsNewPassword = (): PropertyDecorator =>
  applyDecorators(IsString(), Length(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max));

/** A code from a letter. */
export const IsOneTimeCode = (): PropertyDecorator => IsLine(100);

/** Who has forgotten the password. */
export class PasswordResetInput {
  @Asks('电子邮箱', 'E-mail address')
  @IsMailbox()
  @JSONSchema({ example: 'enterprise1@demo.qingnuo.example' })
  readonly email!: string;
}

/** The code from the letter, with the new password. */
export class CompletePasswordResetInput {
  @Asks('验证码', 'Code from the e-mail')
  @IsOneTimeCode()
  @JSONSchema({ example: 'Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4K' })
  readonly code!: string;

  @Asks('新密码', 'New password')
  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;
}

/** The password as it is and as it shall be. */
export class ChangePasswordInput {
  @Asks('当前密码', 'Current password', { field: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @JSONSchema({ example: 'Qingnuo-demo-1' })
  readonly current!: string;

  @Asks('新密码', 'New password')
  @IsNewPassword()
  @JSONSchema({ example: 'correct-horse-battery' })
  readonly password!: string;

  /** Your API keys go on; without this they end with the old password. */
  @Asks('保留接口密钥', 'Keep the API keys')
  @IsOptional()
  @IsBoolean()
  @JSONSchema({ example: false })
  readonly keepKeys?: boolean;

  /** Your other sessions go on; without this they end with the old password. */
  @Asks('保留其他登录会话', 'Keep the other sessions')
  @IsOptional()
  @IsBoolean()
  @JSONSchema({ example: false })
  readonly keepSessions?: boolean;
}

/** The password once more, in a session that is open. */
export class ReauthenticationInput {
  /** Bounded, because hashing is work. */
  @Asks('密码', 'Password', { field: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @JSONSchema({ example: 'Qingnuo-demo-1' })
  readonly password!: string;
}
