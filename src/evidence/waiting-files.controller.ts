import { Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Listed } from '../http/listed.js';
import { Costs, TakesForms } from '../http/route-facts.js';
import { CurrentPrincipal, KeyScope, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { fileForm } from './file-form.js';
import { EvidenceForm } from './evidence-form.js';
import { Uploads } from './uploads.js';
import { UploadedFileView, WaitingFilesView, WaitingFileView } from './waiting-file.view.js';
import { WaitingFiles } from './waiting-files.js';

/** Files first, the complaint then: who reads it finds it whole. */
@ApiTags('Evidence')
@Controller('uploads')
@Roles('enterprise')
export class WaitingFilesController {
  constructor(
    private readonly files: WaitingFiles,
    private readonly form: EvidenceForm,
    private readonly uploads: Uploads,
  ) {}

  @Post()
  @KeyScope('evidence')
  @TakesForms()
  @Costs(10)
  @ApiOperation({
    operationId: 'uploadFile',
    summary: 'Upload a file for a complaint that is not filed yet',
    description:
      'A complaint cites it by its id (`evidence`, of a claim also `claim.items[].evidence`); then it is among the files of the case. It waits for 30 days.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ required: true, schema: fileForm() })
  @ApiCreatedResponse({ description: 'The file, which waits.', type: UploadedFileView })
  async upload(
    @Req() request: FastifyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<UploadedFileView> {
    const sent = await this.form.read(request);
    try {
      if (sent.fields.shownToEnterprise !== undefined) throw ofOfficers();
      const file = await this.files.add(principal, sent);
      return new UploadedFileView(file, await this.files.sameAs(file));
    } finally {
      await this.uploads.discard(sent.file);
    }
  }

  @Get()
  @Listed()
  @KeyScope('evidence')
  @ApiOperation({ operationId: 'listUploads', summary: 'Your files that wait for a complaint' })
  @ApiOkResponse({ description: 'The oldest first.', type: WaitingFilesView })
  async list(@CurrentPrincipal() principal: Principal): Promise<WaitingFilesView> {
    const files = await this.files.list(principal);
    return { items: files.map((file) => new WaitingFileView(file)) };
  }

  @Delete(':id')
  @KeyScope('evidence')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeUpload', summary: 'Remove a file that waits' })
  @ApiNoContentResponse({ description: 'It waits no more.' })
  remove(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    return this.files.remove(principal, id);
  }
}

function ofOfficers() {
  const message = 'an enterprise always sees what it hands in';
  return inputInvalid([{ path: 'shownToEnterprise', rule: 'ownFileIsShown', message }]);
}
