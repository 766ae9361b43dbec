import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../identity/access.decorators.js';
import { DishonestyFilterInput } from './dishonesty.input.js';
import { DishonestyList } from './dishonesty-list.js';
import { DishonestyListView } from './dishonesty.view.js';

@ApiTags('Public')
@Controller('public/dishonesty')
@Public()
export class DishonestyController {
  constructor(private readonly list: DishonestyList) {}

  @Get()
  @ApiOperation({
    operationId: 'listDishonesty',
    summary: 'Published records of dishonesty, the newest first',
    description: 'What the law makes public; a record that was repaired or has run out is gone.',
  })
  @ApiOkResponse({ description: 'A page of published records.', type: DishonestyListView })
  page(@Query() filter: DishonestyFilterInput): Promise<DishonestyListView> {
    return this.list.page(filter);
  }
}
