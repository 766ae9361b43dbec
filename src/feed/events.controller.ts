import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PagedBy } from '../http/route-facts.js';
import { CurrentPrincipal, KeyScope, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { EventFeed } from './event-feed.js';
import { EventsInput } from './event.input.js';
import { EventsView } from './event.view.js';

@ApiTags('Events')
@Controller('events')
@Roles('enterprise')
export class EventsController {
  constructor(private readonly feed: EventFeed) {}

  @Get()
  @PagedBy('after')
  @KeyScope('read')
  @ApiOperation({
    operationId: 'listEvents',
    summary: 'What has happened in your cases, the oldest first',
    description:
      'Ask again with `after` = `nextCursor`: each event comes once, and none is passed by. Events ' +
      'are kept for 30 days; a cursor that is older is refused with `CURSOR_EXPIRED`, and one that ' +
      'the feed does not know (after the database was restored, for example) with `isCursor`. Read ' +
      'your cases then, and begin without `after`.',
  })
  @ApiOkResponse({ description: 'The events after the cursor.', type: EventsView })
  list(@Query() page: EventsInput, @CurrentPrincipal() principal: Principal): Promise<EventsView> {
    return this.feed.page(principal, page);
  }
}
