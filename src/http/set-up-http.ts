import compress from '@fastify/compress';
import { RequestMethod } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Options of `NestFactory.create`: Fastify reads JSON by itself, and forms are not read at all. */
export const httpOptions = { bodyParser: false } as const;

/** Shorter answers gain nothing. */
const COMPRESSED_FROM = 1_024;

/**
 * Compresses what is text, for who takes it; gzip alone, which every client has and which costs a
 * fraction of the others. Bodies of requests stay as they are: a small one could become a large one.
 */
export async function compressAnswers(app: NestFastifyApplication): Promise<void> {
  await app.register(compress, {
    encodings: ['gzip'],
    threshold: COMPRESSED_FROM,
    globalDecompression: false,
  });
}

/** Gives every route its place: all under `/api/v1`, but for the health checks. */
export function setUpHttp(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', {
    exclude: ['healthz', 'readyz'].map((path) => ({ path, method: RequestMethod.GET })),
  });
}
