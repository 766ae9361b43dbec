import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Listed } from '../http/listed.js';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal, KeyScope, Roles } from '../identity/access.decorators.js';
import { binary } from '../http/openapi/binary.js';
import type { Principal } from '../identity/principal.js';
import { rolesThatRead } from '../identity/what-is-read.js';
import { DocumentReading } from './document-reading.js';
import { DOCX } from './documents.js';
import { DocumentsView, documentView } from './document.view.js';

@ApiTags('Documents')
@Controller('cases/:id/documents')
@Roles(...rolesThatRead('documents'))
export class DocumentsController {
  constructor(private readonly reading: DocumentReading) {}

  @Get()
  @Listed()
  @KeyScope('documents')
  @ApiOperation({ operationId: 'listDocuments', summary: 'The official documents of a case' })
  @ApiOkResponse({
    description: 'Those that you may see, the oldest first.',
    type: DocumentsView,
  })
  async list(
    @Param('id') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<DocumentsView> {
    return { items: (await this.reading.list(principal, id)).map(documentView) };
  }

  @Get(':documentId')
  @KeyScope('documents')
  @ApiOperation({ operationId: 'readDocument', summary: 'One official document, as it was issued' })
  @ApiOkResponse({
    description: 'A Word file, to be saved; the hash is the ETag.',
    content: {
      [DOCX]: binary(DOCX),
    },
  })
  async download(
    @Param('id') id: string,
    @Param('documentId') documentId: string,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { document, content } = await this.reading.open(principal, id, documentId);
    void reply.headers({
      ETag: `"${document.sha256}"`,
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    });
    return new StreamableFile(content, {
      type: document.type,
      length: document.size,
      disposition: contentDisposition(document.name),
    });
  }
}
