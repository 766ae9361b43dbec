import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { UnitFilterInput } from './unit-filter.input.js';
import { UnitsView } from './unit.view.js';
import { Units } from './units.js';
import { caseOfficers } from '../definition/index.js';

@ApiTags('Units')
@Controller('units')
@Roles(...caseOfficers)
export class UnitsController {
  constructor(private readonly units: Units) {}

  @Get()
  @Listed()
  @ApiOperation({
    operationId: 'listUnits',
    summary: 'Units to which a case can be referred',
    description: 'For officers. Units of the city come first, then those of the region.',
  })
  @ApiOkResponse({ description: 'The units.', type: UnitsView })
  async list(
    @Query() filter: UnitFilterInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<UnitsView> {
    return new UnitsView(await this.units.list(filter, principal));
  }
}
