import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { rolesThatRead } from '../identity/what-is-read.js';
import { IncidentList } from './incident-list.js';
import { IncidentsRetriedView, IncidentsView } from './incident.view.js';

@ApiTags('Incidents')
@Controller('incidents')
export class IncidentsController {
  constructor(private readonly incidents: IncidentList) {}

  @Get()
  @Listed()
  @Roles(...rolesThatRead('incidents'))
  @ApiOperation({
    operationId: 'listIncidents',
    summary: 'Letters and deadlines of your cases that could not be carried out',
  })
  @ApiOkResponse({ description: 'The open ones, the oldest first.', type: IncidentsView })
  async list(@CurrentPrincipal() principal: Principal): Promise<IncidentsView> {
    return { items: await this.incidents.open(principal) };
  }

  @Post('retry')
  @HttpCode(200)
  @Roles('admin', 'acceptor', 'acceptorHead')
  @ApiOperation({
    operationId: 'retryIncidents',
    summary: 'Set all that is stuck in your cases going again',
  })
  @ApiOkResponse({ description: 'How many were.', type: IncidentsRetriedView })
  async retryAll(@CurrentPrincipal() principal: Principal): Promise<IncidentsRetriedView> {
    return this.incidents.retryAll(principal);
  }

  @Post(':id/retry')
  @HttpCode(204)
  @Roles('admin', 'acceptor', 'acceptorHead')
  @ApiOperation({ operationId: 'retryIncident', summary: 'Set it going again' })
  @ApiNoContentResponse({ description: 'It is due now; the incident is closed.' })
  async retry(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.incidents.retry(principal, id);
  }
}
