import { Readable } from 'node:stream';
import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Roles } from '../identity/access.decorators.js';
import { SecurityEventFilterInput, SecurityEventPageInput } from './security-event.input.js';
import { SecurityEventList, type SecurityEventFilter } from './security-event-list.js';
import { SecurityEventView, SecurityEventsView } from './security-event.view.js';

@ApiTags('Security record')
@Controller('security-events')
@Roles('securityAuditor')
export class SecurityEventsController {
  constructor(private readonly events: SecurityEventList) {}

  @Get()
  @ApiOperation({
    operationId: 'listSecurityEvents',
    summary: 'What people did and were refused, the newest first',
    description: 'For the security auditor alone. Reading is recorded itself.',
  })
  @ApiOkResponse({ description: 'A page of events.', type: SecurityEventsView })
  async page(@Query() filter: SecurityEventPageInput): Promise<SecurityEventsView> {
    const { items, nextCursor } = await this.events.page(filter);
    return new SecurityEventsView(items, nextCursor);
  }

  @Get('export')
  @ApiOperation({
    operationId: 'exportSecurityEvents',
    summary: 'The record as lines of JSON, in the order of its chain',
    description:
      'Without a filter the lines are a whole chain, which `npm run verify-record -- FILE` checks.',
  })
  @ApiOkResponse({
    description: 'An event a line.',
    content: {
      'application/x-ndjson': {
        schema: { type: 'string', example: '{"seq":4711,"kind":"case.read"}' },
      },
    },
  })
  export(
    @Query() filter: SecurityEventFilterInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    void reply.header('Cache-Control', 'private, no-store');
    return new StreamableFile(Readable.from(this.lines(filter)), {
      type: 'application/x-ndjson',
      disposition: 'attachment; filename="security-events.jsonl"',
    });
  }

  private async *lines(filter: SecurityEventFilter): AsyncGenerator<Buffer> {
    for await (const event of this.events.all(filter)) {
      yield Buffer.from(`${JSON.stringify(new SecurityEventView(event))}\n`);
    }
  }
}
