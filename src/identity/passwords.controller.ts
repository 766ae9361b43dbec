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
import { bearerToken } from './session.guard.js';

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
    description:
      'Your other sessions and your API keys end, unless you keep them by `keepSessions` and `keepKeys`.',
  })
  @ApiNoContentResponse({ description: 'Changed; a letter tells you so, and which keys ended.' })
  async change(
    @Body() { current, password, keepKeys, keepSessions }: ChangePasswordInput,
    @CurrentPrincipal() { accountId }: Principal,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const token = bearerToken(request.headers.authorization) ?? '';
    const asking = { token, address: request.ip };
    const keep = { keys: keepKeys === true, sessions: keepSessions === true };
    // Whoever has found an open session must not find the password, too.
    await this.throttle.guardSession(token, () =>
      this.passwords.change(accountId, { current, password }, asking, keep),
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
  @ApiAcceptedResponse({
    description: 'A letter goes to the address: with a code, if it has an account.',
  })
  async ask(@Body() { email }: PasswordResetInput, @Req() request: FastifyRequest): Promise<void> {
    await this.resets.ask(email, request.ip);
  }

  @Post('password-resets/complete')
  @HttpCode(204)
  @Public()
  @ApiOperation({
    operationId: 'completePasswordReset',
    summary: 'Set a new password with the code from the letter',
    description:
      'The code works for an hour, and once. Every session and every API key of the account ends.',
  })
  @ApiNoContentResponse({ description: 'Set; sign in with it.' })
  async complete(
    @Body() { code, password }: CompletePasswordResetInput,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.resets.complete(code, password, request.ip);
  }
}
