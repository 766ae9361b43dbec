import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { keyPromise } from '../engine/idempotency.js';
import { Listed } from '../http/listed.js';
import { binary } from '../http/openapi/binary.js';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestGuards } from '../cases/request-guards.js';
import { CasesService } from '../cases/cases.service.js';
import { Costs, TakesForms } from '../http/route-facts.js';
import { CurrentPrincipal, KeyScope, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { rolesThatRead } from '../identity/what-is-read.js';
import { EvidenceActs } from './evidence-acts.js';
import { EvidenceForm } from './evidence-form.js';
import { SealInput } from './evidence.input.js';
import { fileForm } from './file-form.js';
import { sealers, uploaders } from './evidence-policy.js';
import { EvidenceReading } from './evidence-reading.js';
import { EvidenceListView, EvidenceView } from './evidence.view.js';
import { mediaTypes } from './file-types.js';
import { Uploads } from './uploads.js';

const keyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description: keyPromise,
  schema: { type: 'string' as const, maxLength: 200 },
};
const versionHeader = {
  name: 'If-Match',
  required: false,
  description: 'The ETag of the case that you have read; refused when it has moved on.',
  schema: { type: 'string' as const, example: '"4"' },
};

const form = fileForm({
  shownToEnterprise: {
    type: 'string',
    enum: ['true', 'false'],
    description: 'Of an officer: whether the enterprise sees the file',
    example: 'true',
  },
});

/** A browser that opens the file nevertheless shows it in a place of its own and runs nothing. */
const FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

@ApiTags('Evidence')
@Controller('cases/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly cases: CasesService,
    private readonly acts: EvidenceActs,
    private readonly reading: EvidenceReading,
    private readonly form: EvidenceForm,
    private readonly uploads: Uploads,
  ) {}

  @Post()
  @Roles(...uploaders)
  @KeyScope('evidence')
  @TakesForms()
  @Costs(10)
  @ApiOperation({ operationId: 'addEvidence', summary: 'Add a file to a case' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ required: true, schema: form })
  @ApiHeader(keyHeader)
  @ApiHeader(versionHeader)
  @ApiCreatedResponse({ description: 'The file, as the list shows it.', type: EvidenceView })
  async add(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    const guards = requestGuards(idempotencyKey, ifMatch, reply);
    // Nobody fills the disk for a case that is not theirs.
    await this.cases.inScope(principal, id);
    const sent = await this.form.read(request);
    try {
      const view = await this.acts.add(principal, id, sent, guards);
      void reply.header('Location', `/api/v1/cases/${id}/evidence/${view.id}`);
      return view;
    } finally {
      await this.uploads.discard(sent.file);
    }
  }

  @Get()
  @Listed()
  @Roles(...rolesThatRead('files'))
  @KeyScope('read', 'evidence')
  @ApiOperation({ operationId: 'listEvidence', summary: 'The files of a case' })
  @ApiOkResponse({
    description: 'Those that you may see, the oldest first.',
    type: EvidenceListView,
  })
  async list(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<EvidenceListView> {
    return { items: await this.reading.list(principal, id) };
  }

  @Get(':evidenceId')
  @Roles(...rolesThatRead('files'))
  @KeyScope('evidence')
  @ApiOperation({ operationId: 'readEvidence', summary: 'One file, as it was handed in' })
  @ApiOkResponse({
    description: 'The content, to be saved; the hash is the ETag.',
    content: Object.fromEntries(mediaTypes.map((type) => [type, binary(type, '%PDF-1.7 …')])),
  })
  async download(
    @Param('id') id: string,
    @Param('evidenceId') evidenceId: string,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.reading.open(principal, id, evidenceId);
    void reply.headers({
      ETag: `"${file.sha256}"`,
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': FILE_POLICY,
    });
    return new StreamableFile(content, {
      type: file.type,
      length: file.size,
      disposition: contentDisposition(file.name),
    });
  }

  @Post(':evidenceId/seal')
  @HttpCode(200)
  @Roles(...sealers)
  @ApiOperation({
    operationId: 'sealEvidence',
    summary: 'Seal a file: it stays listed, and only those who supervise and audit open it',
  })
  @ApiHeader(keyHeader)
  @ApiHeader(versionHeader)
  @ApiOkResponse({ description: 'The file with its seal.', type: EvidenceView })
  async seal(
    @Param('id') id: string,
    @Param('evidenceId') evidenceId: string,
    @Body() { reason }: SealInput,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    const guards = requestGuards(idempotencyKey, ifMatch, reply);
    return this.acts.seal(principal, id, evidenceId, reason, guards);
  }
}
