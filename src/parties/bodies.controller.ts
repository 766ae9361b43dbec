import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { caseRoles } from '../definition/index.js';
import { Listed } from '../http/listed.js';
import { KeyScope, Roles } from '../identity/access.decorators.js';
import { Bodies } from './bodies.js';
import { BodyFilterInput } from './body-filter.input.js';
import { BodiesView } from './body.view.js';

@ApiTags('Units')
@Controller('bodies')
export class BodiesController {
  constructor(private readonly bodies: Bodies) {}

  @Get()
  @Listed()
  @Roles(...caseRoles)
  @KeyScope('file')
  @ApiOperation({
    operationId: 'listBodies',
    summary: 'Public bodies and companies that a complaint can name by their id',
  })
  @ApiOkResponse({ description: 'The bodies.', type: BodiesView })
  async list(@Query() filter: BodyFilterInput): Promise<BodiesView> {
    return new BodiesView(await this.bodies.list(filter));
  }
}
