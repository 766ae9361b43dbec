import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { Enterprise } from '../parties/enterprise.entity.js';
import { TimeSource } from '../kernel/time-source.js';
import { changeContact, changeReceipts } from '../parties/enterprise-contact.js';
import { Transactions } from '../store/transactions.js';
import { EnterpriseContactInput } from './contact.input.js';
import { OwnEnterpriseView } from './own-enterprise.view.js';

@ApiTags('Accounts')
@Controller('enterprises/own')
@Roles('enterprise')
export class OwnEnterpriseController {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

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
    summary: 'Who speaks for your enterprise, its telephone, and how it has its receipts',
    description:
      'The offices that accept and handle your complaints read it; neither respondents nor the public do.',
  })
  @ApiOkResponse({ description: 'As it is from now on.', type: OwnEnterpriseView })
  async change(
    @Body() { contactPerson, contactPhone, legalRepresentative, receipts }: EnterpriseContactInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<OwnEnterpriseView> {
    const id = principal.enterpriseId ?? '';
    const contact = {
      ...(contactPerson !== undefined && { person: contactPerson }),
      ...(contactPhone !== undefined && { telephone: contactPhone }),
      ...(legalRepresentative !== undefined && { legalRepresentative }),
    };
    await this.transactions.run(async (tx) => {
      await changeContact(tx, id, contact);
      if (receipts !== undefined) await changeReceipts(tx, id, receipts, this.time.now());
    });
    return this.read(principal);
  }
}
