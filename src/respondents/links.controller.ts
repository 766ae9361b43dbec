import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { LinkList } from './link-list.js';
import { LinksView } from './link.view.js';

@ApiTags('Respondents')
@Controller('cases/:id/links')
@Roles('handler', 'handlerHead', 'acceptor', 'acceptorHead', 'supervisor')
export class LinksController {
  constructor(private readonly links: LinkList) {}

  @Get()
  @Listed()
  @ApiOperation({
    operationId: 'listLinks',
    summary: 'The links by which a respondent answers, with what was done with them',
  })
  @ApiOkResponse({ description: 'The links, the oldest first.', type: LinksView })
  async list(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<LinksView> {
    return { items: await this.links.of(principal, id) };
  }

  @Delete(':linkId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeLink', summary: 'Revoke a link' })
  @ApiNoContentResponse({ description: 'The link opens nothing any more.' })
  revoke(
    @Param('id') id: string,
    @Param('linkId') linkId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<void> {
    return this.links.revoke(principal, id, linkId);
  }
}
