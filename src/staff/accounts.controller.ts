import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { caseOfficers } from '../definition/index.js';
import { validateInput } from '../definition/validate-input.js';
import { CurrentPrincipal, InPerson, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { Sessions } from '../identity/sessions.js';
import { AccountFilterInput } from './account-filter.input.js';
import { AccountList } from './account-list.js';
import { AccountChangesView, AccountsView, DepartureView, OfficersView } from './account.view.js';
import { DepartureInput } from './departure.input.js';
import { Departures } from './departures.js';

@ApiTags('Officers')
@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: AccountList,
    private readonly departures: Departures,
    private readonly sessions: Sessions,
  ) {}

  @Get('accounts')
  @Roles('admin')
  @ApiOperation({ operationId: 'listAccounts', summary: 'Accounts, by address' })
  @ApiOkResponse({ description: 'A page of accounts.', type: AccountsView })
  async list(@Query() filter: AccountFilterInput): Promise<AccountsView> {
    const { items, nextCursor } = await this.accounts.page(filter);
    return new AccountsView(items, nextCursor);
  }

  @Post('accounts/:id/departure')
  @HttpCode(200)
  @Roles('admin')
  @InPerson()
  @ApiBody({ required: false, type: DepartureInput })
  @ApiOperation({
    operationId: 'recordDeparture',
    summary: 'Somebody has left',
    description:
      'The account can be used no more; its sessions and keys end, and its cases go back to the unit. Asking again does what a failure has left undone. The last administrator stays.',
  })
  @ApiOkResponse({ description: 'The account is closed.', type: DepartureView })
  async depart(
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DepartureView> {
    const { reason } = validateInput(DepartureInput, body ?? {});
    return { releasedCases: await this.departures.depart(principal, id, reason) };
  }

  @Get('accounts/:id/changes')
  @Listed()
  @Roles('admin')
  @ApiOperation({
    operationId: 'listAccountChanges',
    summary: 'What was done about an account, by whom and when',
    description: 'It was opened, by an invitation or on the machine, and its owner has left.',
  })
  @ApiOkResponse({ description: 'The latest last.', type: AccountChangesView })
  async changes(@Param('id') id: string): Promise<AccountChangesView> {
    return new AccountChangesView(await this.accounts.changesOf(id));
  }

  @Delete('accounts/:id/sessions')
  @HttpCode(204)
  @Roles('admin')
  @ApiOperation({
    operationId: 'endSessionsOfAccount',
    summary: 'Sign somebody out everywhere',
    description: 'For a desk that was left open, or a machine that was lost. Keys go on.',
  })
  @ApiNoContentResponse({ description: 'Every session of the account has ended.' })
  async endSessions(
    @Param('id') id: string,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<void> {
    await this.sessions.endAll(id, accountId);
  }

  @Get('units/:id/officers')
  @Listed()
  @Roles(...caseOfficers)
  @ApiOperation({
    operationId: 'listOfficers',
    summary: 'Officers of your unit, to whom a case can be given',
    description: 'For the officers of the unit and for administrators.',
  })
  @ApiOkResponse({ description: 'Those in service.', type: OfficersView })
  async officers(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<OfficersView> {
    return { items: await this.accounts.officersOf(principal, id) };
  }
}
