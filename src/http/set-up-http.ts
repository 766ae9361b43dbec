import { RequestMethod } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Options of `NestFactory.create`: Fastify reads JSON by itself, and forms are not read at all. */
export const httpOptions = { bodyParser: false } as const;

/** Gives every route its place: all under `/api/v1`, but for the health checks. */
export function setUpHttp(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', {
    exclude: ['healthz', 'readyz'].map((path) => ({ path, method: RequestMethod.GET })),
  });
}
