import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, InPerson, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { UnitFilterInput } from './unit-filter.input.js';
import { UnitContactInput } from './unit-contact.input.js';
import { UnitContacts } from './unit-contacts.js';
import { UnitContactView, UnitsView } from './unit.view.js';
import { Units } from './units.js';
import { caseOfficers } from '../definition/index.js';

@ApiTags('Units')
@Controller('units')
@Roles(...caseOfficers)
export class UnitsController {
  constructor(
    private readonly units: Units,
    private readonly contacts: UnitContacts,
  ) {}

  @Get()
  @Listed()
  @ApiOperation({
    operationId: 'listUnits',
    summary: 'Units to which a case can be referred',
    description:
      'For officers. Units of the city come first, then those of the region. Without any parameter the administrator gets every unit, with the roles into which people can be invited there.',
  })
  @ApiOkResponse({ description: 'The units.', type: UnitsView })
  async list(
    @Query() filter: UnitFilterInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<UnitsView> {
    const isUnasked = Object.values(filter).every((asked) => asked === undefined);
    // Who invites into units has to find each of them; a question about a case is another one.
    const asked = principal.role === 'admin' && isUnasked ? { task: 'any' as const } : filter;
    return new UnitsView(await this.units.list(asked, principal));
  }

  @Patch(':id')
  @Roles('admin')
  @InPerson()
  @ApiOperation({
    operationId: 'changeUnitContact',
    summary: 'Whom readers of the unit’s letters call: office, person, telephone, address',
    description: 'What is left out stays; the seeds leave a unit alone that was changed here.',
  })
  @ApiOkResponse({ description: 'As letters name it from now on.', type: UnitContactView })
  async changeContact(
    @Param('id') id: string,
    @Body() change: UnitContactInput,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<UnitContactView> {
    return this.contacts.change(id, change, accountId);
  }
}
