import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../identity/access.decorators.js';
import { AccountView } from '../identity/session.view.js';
import { RegistrationInput, VerificationInput } from './registration.input.js';
import { Registrations } from './registrations.js';

@ApiTags('Accounts')
@Controller('enterprises')
@Public()
export class RegistrationsController {
  constructor(private readonly registrations: Registrations) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'registerEnterprise',
    summary: 'Register an enterprise',
    description:
      'The answer is the same whether or not the address has an account; the letter tells. Of several registrations of one enterprise the first to be confirmed wins.',
  })
  @ApiAcceptedResponse({ description: 'A letter goes to the address.' })
  async register(@Body() input: RegistrationInput, @Req() request: FastifyRequest): Promise<void> {
    await this.registrations.ask(input, request.ip);
  }

  @Post('verify')
  @ApiOperation({
    operationId: 'verifyEnterprise',
    summary: 'Confirm a registration with the code from the letter',
    description: 'The code works for 24 hours, and once.',
  })
  @ApiCreatedResponse({ description: 'The account; sign in with it.', type: AccountView })
  async verify(@Body() { code }: VerificationInput): Promise<AccountView> {
    return new AccountView(await this.registrations.confirm(code));
  }
}
