import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { WorkflowDefinition } from '../../definition/index.js';
import { openApiDocument } from './open-api-document.js';

/** The document at `/api/openapi.json` and a page to read and try it at `/api/docs`. */
export function serveOpenApi(
  app: NestFastifyApplication,
  workflows: readonly WorkflowDefinition[],
): void {
  // Written when somebody asks, so that a start does not wait for it.
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app, workflows), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Qingnuo 清诺 API',
  });
}
