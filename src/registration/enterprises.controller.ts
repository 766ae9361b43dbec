import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { EnterpriseCodes } from './enterprise-codes.js';
import { EnterpriseFilterInput } from './enterprise-filter.input.js';
import { EnterprisesView, EnterpriseView } from './enterprise.view.js';
import { TakeBackInput } from './take-back.input.js';

@ApiTags('Accounts')
@Controller('enterprises')
export class EnterprisesController {
  constructor(private readonly codes: EnterpriseCodes) {}

  @Get()
  @Listed()
  @Roles('acceptor', 'acceptorHead', 'admin')
  @ApiOperation({
    operationId: 'findEnterprises',
    summary: 'Who has registered with a unified social credit code',
    description: 'Without a code: the latest registrations that nobody has confirmed.',
  })
  @ApiOkResponse({ description: 'Also those it was taken back from.', type: EnterprisesView })
  async find(@Query() { uscc }: EnterpriseFilterInput): Promise<EnterprisesView> {
    return new EnterprisesView(await this.codes.find(uscc));
  }

  @Post(':id/take-back')
  @HttpCode(200)
  @Roles('acceptorHead')
  @ApiOperation({
    operationId: 'takeCodeBack',
    summary: 'Take a credit code back from an account that is not the enterprise',
    description:
      'Its accounts are closed, with their sessions and keys, and the code can be registered anew. For an enterprise that was confirmed one head asks and another one agrees, by the same request. Not as a deputy.',
  })
  @ApiOkResponse({ description: 'As it stands now.', type: EnterpriseView })
  async takeBack(
    @Param('id') id: string,
    @Body() { reason }: TakeBackInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<EnterpriseView> {
    return new EnterpriseView(await this.codes.takeBack(principal, id, reason));
  }
}
