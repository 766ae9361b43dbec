import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, Public, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { TimeSource } from '../kernel/time-source.js';
import { Policies } from '../policies/policies.js';
import { PolicyChanges } from './policy-changes.js';
import { PolicyEndInput, PolicyInput } from './policy.input.js';
import { PoliciesView, PolicyView, policyView } from './policy.view.js';

@ApiTags('Deadlines')
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly policies: Policies,
    private readonly changes: PolicyChanges,
    private readonly time: TimeSource,
  ) {}

  @Get()
  @Listed()
  @Public()
  @ApiOperation({
    operationId: 'listPolicies',
    summary: 'What every deadline is, in each of its versions',
  })
  @ApiOkResponse({ description: 'By workflow, clock and day.', type: PoliciesView })
  async list(): Promise<PoliciesView> {
    return { items: (await this.policies.all()).map(policyView) };
  }

  @Get(':policy')
  @Public()
  @ApiOperation({ operationId: 'readPolicy', summary: 'One version' })
  @ApiOkResponse({ description: 'The version.', type: PolicyView })
  async read(@Param('policy') id: string): Promise<PolicyView> {
    return policyView(await this.policies.get(id));
  }

  @Post()
  @Roles('admin')
  @ApiOperation({
    operationId: 'addPolicy',
    summary: 'Add a version of a policy',
    description:
      'Cases of the days for which it holds get it from now on. Clocks that run keep their version until a recomputation is applied.',
  })
  @ApiCreatedResponse({ description: 'The version.', type: PolicyView })
  async add(
    @Body() input: PolicyInput,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<PolicyView> {
    const change = { by: accountId, at: this.time.now(), reason: input.reason };
    return policyView(await this.changes.add(input, change));
  }

  @Post(':policy/end')
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({
    operationId: 'endPolicy',
    summary: "End a division's own rule",
    description: 'Then the general one holds there. A general one ends by one that replaces it.',
  })
  @ApiOkResponse({ description: 'The version, ended.', type: PolicyView })
  async end(
    @Param('policy') id: string,
    @Body() { effectiveTo, reason }: PolicyEndInput,
  ): Promise<PolicyView> {
    return policyView(await this.policies.end(id, effectiveTo, reason));
  }
}
