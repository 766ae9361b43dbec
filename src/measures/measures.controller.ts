import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { keyPromise } from '../engine/idempotency.js';
import { Listed } from '../http/listed.js';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { EventInput } from '../cases/case.input.js';
import { requestGuards } from '../cases/request-guards.js';
import { Costs } from '../http/route-facts.js';
import { CurrentPrincipal, Roles } from '../identity/access.decorators.js';
import { binary } from '../http/openapi/binary.js';
import type { Principal } from '../identity/principal.js';
import { MeasureArchives } from './measure-archives.js';
import { ArchiveInput, MeasureFilterInput } from './measure.input.js';
import { MeasureList } from './measure-list.js';
import { MeasureOptions } from './measure-options.js';
import { MeasureOptionsView, MeasuresView, MeasureView } from './measure.view.js';
import { MeasuresService } from './measures.service.js';

const keyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description: keyPromise,
  schema: { type: 'string' as const, maxLength: 200 },
};

/** Who proposes, approves or issues some measure; the table of the workflow says which. */
const actors = [
  'handler',
  'handlerHead',
  'acceptor',
  'acceptorHead',
  'supervisor',
  'stateAssets',
  'creditOfficer',
] as const;

const readers = [...actors, 'auditor', 'admin'] as const;

@ApiTags('Measures')
@Controller()
export class MeasuresController {
  constructor(
    private readonly measures: MeasuresService,
    private readonly list: MeasureList,
    private readonly options: MeasureOptions,
    private readonly archives: MeasureArchives,
  ) {}

  @Post('measures')
  @Roles(...actors)
  @ApiOperation({
    operationId: 'proposeMeasure',
    summary: 'Propose a measure about complaints',
    description:
      'Who may propose what, against whom and after what is a table: `GET /workflows/measure`.',
  })
  @ApiHeader(keyHeader)
  @ApiBody({ required: true })
  @ApiCreatedResponse({ description: 'The new measure.', type: MeasureView })
  async propose(
    @Body() body: unknown,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeasureView> {
    const guards = requestGuards(idempotencyKey, undefined, reply);
    const view = await this.measures.propose(principal, body, guards);
    void reply
      .header('Location', `/api/v1/measures/${view.id}`)
      .header('ETag', `"${view.version}"`);
    return view;
  }

  @Get('measures')
  @Roles(...readers)
  @ApiOperation({
    operationId: 'listMeasures',
    summary: 'Measures in your scope, the most urgent first',
  })
  @ApiOkResponse({ description: 'A page of measures.', type: MeasuresView })
  page(
    @Query() filter: MeasureFilterInput,
    @CurrentPrincipal() principal: Principal,
  ): Promise<MeasuresView> {
    return this.list.page(principal, filter);
  }

  @Get('cases/:id/measure-options')
  @Listed()
  @Roles(...actors, 'auditor')
  @ApiOperation({
    operationId: 'listMeasureOptions',
    summary: 'What you may propose about a complaint now, and what stands against the rest',
  })
  @ApiOkResponse({ description: 'Each type of measure.', type: MeasureOptionsView })
  optionsAbout(
    @Param('id') caseId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<MeasureOptionsView> {
    return this.options.about(principal, caseId);
  }

  @Get('measures/:id')
  @Roles(...readers)
  @ApiOperation({
    operationId: 'readMeasure',
    summary: 'One measure',
    description: 'Its history, clocks, letters and files lie under `/cases/{id}`, as for any case.',
  })
  @ApiOkResponse({ description: 'The measure; its version is the ETag.', type: MeasureView })
  async read(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeasureView> {
    const view = await this.measures.read(principal, id);
    void reply.header('ETag', `"${view.version}"`);
    return view;
  }

  @Get('measures/:id/archive')
  @Costs(20)
  @Roles(...actors, 'auditor')
  @ApiOperation({
    operationId: 'readReferralFile',
    summary: 'The file of a complaint for the audit office, with an issued referral',
    description:
      'A ZIP archive: facts, ledger, history, documents, the list of evidence and the files that ' +
      'are not sealed. `manifest.json` names each with its hash; its own hash is the ETag.',
  })
  @ApiOkResponse({
    description: 'The archive as of now.',
    content: {
      'application/zip': binary('application/zip'),
    },
  })
  async archive(
    @Param('id') id: string,
    @Query() { caseId }: ArchiveInput,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, manifestSha256, content } = await this.archives.of(principal, id, caseId);
    void reply.headers({ ETag: `"${manifestSha256}"`, 'Cache-Control': 'private, no-store' });
    return new StreamableFile(content, {
      type: 'application/zip',
      disposition: contentDisposition(name),
    });
  }

  @Post('measures/:id/events')
  @HttpCode(200)
  @Roles(...actors, 'auditor')
  @ApiOperation({
    operationId: 'sendMeasureEvent',
    summary: 'Do an act on a measure',
    description: '`availableEvents` of the measure says what you may do now.',
  })
  @ApiHeader(keyHeader)
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag of the measure that you have read; refused when it has moved on.',
    schema: { type: 'string', example: '"4"' },
  })
  @ApiOkResponse({ description: 'The measure after the act.', type: MeasureView })
  async act(
    @Param('id') id: string,
    @Body() event: EventInput,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeasureView> {
    const guards = requestGuards(idempotencyKey, ifMatch, reply);
    const view = await this.measures.act(principal, id, event, guards);
    void reply.header('ETag', `"${view.version}"`);
    return view;
  }
}
