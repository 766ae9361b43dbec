import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, Public, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { AccountView } from '../identity/session.view.js';
import { SessionTime } from '../kernel/time-source.js';
import { AcceptInvitationInput, InvitationInput } from './invitation.input.js';
import { InvitationView, InvitationsView } from './invitation.view.js';
import { Invitations } from './invitations.js';

@ApiTags('Officers')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly time: SessionTime,
  ) {}

  @Post()
  @Roles('admin')
  @ApiOperation({
    operationId: 'inviteOfficer',
    summary: 'Invite an officer into a unit',
    description: 'An earlier open invitation of the same address is revoked.',
  })
  @ApiCreatedResponse({ description: 'The code goes to the address.', type: InvitationView })
  async invite(
    @Body() input: InvitationInput,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<InvitationView> {
    const invitation = await this.invitations.invite(input, accountId);
    return new InvitationView(invitation, this.time.now());
  }

  @Get()
  @Roles('admin')
  @ApiOperation({ operationId: 'listInvitations', summary: 'Who was invited' })
  @ApiOkResponse({ description: 'The latest first.', type: InvitationsView })
  async list(): Promise<InvitationsView> {
    return new InvitationsView(await this.invitations.list(), this.time.now());
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({ operationId: 'revokeInvitation', summary: 'Revoke an open invitation' })
  @ApiNoContentResponse({ description: 'Revoked; its code is worth nothing now.' })
  async revoke(@Param('id') id: string): Promise<void> {
    await this.invitations.revoke(id);
  }

  @Post('accept')
  @Public()
  @ApiOperation({
    operationId: 'acceptInvitation',
    summary: 'Open your account with the code from the letter',
    description: 'The code works for 7 days, and once.',
  })
  @ApiCreatedResponse({ description: 'The account; sign in with it.', type: AccountView })
  async accept(@Body() { code, password }: AcceptInvitationInput): Promise<AccountView> {
    return new AccountView(await this.invitations.accept(code, password));
  }
}
