import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { CurrentPrincipal, KeyScope } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { CaseRecordsService } from './case-records.service.js';
import { ClocksView } from './case-clocks.view.js';
import { HistoryView } from './case-history.view.js';
import { NoticesView } from './case-notices.view.js';

@ApiTags('Cases')
@Controller('cases/:id')
export class CaseRecordsController {
  constructor(private readonly records: CaseRecordsService) {}

  @Get('history')
  @Listed()
  @KeyScope('read')
  @ApiOperation({
    operationId: 'readHistory',
    summary: 'Every event of the case, chained by hashes',
  })
  @ApiOkResponse({ description: 'The history from the filing on.', type: HistoryView })
  history(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<HistoryView> {
    return this.records.history(principal, id);
  }

  @Get('clocks')
  @Listed()
  @KeyScope('read')
  @ApiOperation({
    operationId: 'readClocks',
    summary: 'Every deadline, with how its date came about',
  })
  @ApiOkResponse({
    description: 'The clocks in the order in which they were armed.',
    type: ClocksView,
  })
  clocks(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<ClocksView> {
    return this.records.clocksOf(principal, id);
  }

  @Get('notices')
  @Listed()
  @KeyScope('read')
  @ApiOperation({
    operationId: 'readNotices',
    summary: 'Every letter, with the proof of its delivery',
  })
  @ApiOkResponse({
    description: 'The letters in the order in which they were owed.',
    type: NoticesView,
  })
  notices(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<NoticesView> {
    return this.records.noticesOf(principal, id);
  }
}
