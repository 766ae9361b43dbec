import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costs } from '../http/route-facts.js';
import { Public } from '../identity/access.decorators.js';
import { TrackingInput } from './case.input.js';
import { Tracking } from './tracking.js';
import { TrackingView } from './tracking.view.js';

@ApiTags('Tracking')
@Controller('track')
export class TrackingController {
  constructor(private readonly tracking: Tracking) {}

  @Get(':number')
  @Public()
  @Costs(1, 20)
  @ApiOperation({
    operationId: 'trackCase',
    summary: 'Where a case stands, for whoever has the code of its receipt',
    description: 'No personal data. A wrong code and a wrong number get the same answer.',
  })
  @ApiOkResponse({ description: 'State, dates, next step and who has it.', type: TrackingView })
  track(@Param('number') number: string, @Query() { code }: TrackingInput): Promise<TrackingView> {
    return this.tracking.read(number, code);
  }
}
