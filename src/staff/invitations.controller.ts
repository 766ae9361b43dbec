import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, InPerson, Public, Roles } from '../identity/access.decorators.js';
import { Listed } from '../http/listed.js';
import type { Principal } from '../identity/principal.js';
import { AccountView } from '../identity/session.view.js';
import { SessionTime } from '../kernel/time-source.js';
import { AcceptInvitationInput, InvitationInput } from './invitation.input.js';
import { InvitationView, InvitationsView } from './invitation.view.js';
import { Invitations } from './invitations.js';
import { headRoles } from './unit-roles.js';

@ApiTags('Officers')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly time: SessionTime,
  ) {}

  @Post()
  @Roles('admin')
  @InPerson()
  @ApiOperation({
    operationId: 'inviteOfficer',
    summary: 'Invite an officer into a unit',
    description:
      'An earlier open invitation of the same address is revoked. Into a role that decides or supervises it is `proposed`, until another administrator or the head of the unit confirms it.',
  })
  @ApiCreatedResponse({
    description: 'The code goes to the address, or the confirmation is asked for.',
    type: InvitationView,
  })
  async invite(
    @Body() input: InvitationInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<InvitationView> {
    const invitation = await this.invitations.invite(input, principal);
    return new InvitationView(invitation, this.time.now());
  }

  @Get()
  @Listed()
  @Roles('admin', ...headRoles)
  @ApiOperation({
    operationId: 'listInvitations',
    summary: 'Who was invited',
    description: 'All for administrators, those into the unit for its head.',
  })
  @ApiOkResponse({ description: 'The latest first.', type: InvitationsView })
  async list(@CurrentPrincipal() principal: Principal): Promise<InvitationsView> {
    return new InvitationsView(await this.invitations.list(principal), this.time.now());
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @Roles('admin', ...headRoles)
  @InPerson()
  @ApiOperation({
    operationId: 'confirmInvitation',
    summary: 'Confirm an invitation that somebody else proposed',
    description: 'Another administrator, or the head of the unit; never who proposed it.',
  })
  @ApiOkResponse({ description: 'The code goes to the address.', type: InvitationView })
  async confirm(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<InvitationView> {
    return new InvitationView(await this.invitations.confirm(principal, id), this.time.now());
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles('admin')
  @InPerson()
  @ApiOperation({ operationId: 'revokeInvitation', summary: 'Revoke an open invitation' })
  @ApiNoContentResponse({ description: 'Revoked; its code is worth nothing now.' })
  async revoke(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.invitations.revoke(principal, id);
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
