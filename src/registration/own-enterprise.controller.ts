import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { Enterprise } from '../parties/enterprise.entity.js';
import { changeContact } from '../parties/enterprise-contact.js';
import { Transactions } from '../store/transactions.js';
import { EnterpriseContactInput } from './contact.input.js';
import { OwnEnterpriseView } from './own-enterprise.view.js';

@ApiTags('Accounts')
@Controller('enterprises/own')
@Roles('enterprise')
export class OwnEnterpriseController {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @ApiOperation({
    operationId: 'readOwnEnterprise',
    summary: 'Your enterprise, as it is registered',
  })
  @ApiOkResponse({ description: 'The enterprise.', type: OwnEnterpriseView })
  async read(@CurrentPrincipal() { enterpriseId }: Principal): Promise<OwnEnterpriseView> {
    const id = enterpriseId ?? '';
    return new OwnEnterpriseView(
      await this.transactions.manager.findOneByOrFail(Enterprise, { id }),
    );
  }

  @Patch()
  @ApiOperation({
    operationId: 'changeOwnEnterprise',
    summary: 'Who speaks for your enterprise, and its telephone',
    description:
      'The offices that accept and handle your complaints read it; neither respondents nor the public do.',
  })
  @ApiOkResponse({ description: 'As it is from now on.', type: OwnEnterpriseView })
  async change(
    @Body() { contactPerson, contactPhone, legalRepresentative }: EnterpriseContactInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<OwnEnterpriseView> {
    await changeContact(this.transactions.manager, principal.enterpriseId ?? '', {
      ...(contactPerson !== undefined && { person: contactPerson }),
      ...(contactPhone !== undefined && { telephone: contactPhone }),
      ...(legalRepresentative !== undefined && { legalRepresentative }),
    });
    return this.read(principal);
  }
}
