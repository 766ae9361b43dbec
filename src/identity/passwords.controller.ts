import { Body, Controller, HttpCode, Post, Put, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { roles } from '../definition/index.js';
import { CurrentPrincipal, Public, Roles } from './access.decorators.js';
import { LoginThrottle } from './login-throttle.js';
import {
  ChangePasswordInput,
  CompletePasswordResetInput,
  PasswordResetInput,
} from './password.input.js';
import { PasswordResets } from './password-resets.js';
import { Passwords } from './passwords.js';
import type { Principal } from './principal.js';
import { bearerToken } from './bearers.js';

@ApiTags('Accounts')
@Controller()
@Roles(...roles)
export class PasswordsController {
  constructor(
    private readonly passwords: Passwords,
    private readonly resets: PasswordResets,
    private readonly throttle: LoginThrottle,
  ) {}

  @Put('accounts/me/password')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change your password',
    description: 'Your other sessions end.',
  })
  @ApiNoContentResponse({ description: 'Changed; a letter tells you so.' })
  async change(
    @Body() { current, password }: ChangePasswordInput,
    @CurrentPrincipal() { accountId, email }: Principal,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const token = bearerToken(request.headers.authorization) ?? '';
    // Whoever has found an open session must not find the password, too.
    await this.throttle.guard(email, request.ip, () =>
      this.passwords.change(accountId, current, password, token),
    );
  }

  @Post('password-resets')
  @HttpCode(202)
  @Public()
  @ApiOperation({
    operationId: 'askPasswordReset',
    summary: 'Ask for a new password',
    description: 'The answer is the same whether or not the address has an account.',
  })
  @ApiAcceptedResponse({ description: 'Who has an account under the address gets a letter.' })
  async ask(@Body() { email }: PasswordResetInput, @Req() request: FastifyRequest): Promise<void> {
    await this.resets.ask(email, request.ip);
  }

  @Post('password-resets/complete')
  @HttpCode(204)
  @Public()
  @ApiOperation({
    operationId: 'completePasswordReset',
    summary: 'Set a new password with the code from the letter',
    description: 'The code works for an hour, and once. Every session of the account ends.',
  })
  @ApiNoContentResponse({ description: 'Set; sign in with it.' })
  async complete(@Body() { code, password }: CompletePasswordResetInput): Promise<void> {
    await this.resets.complete(code, password);
  }
}
