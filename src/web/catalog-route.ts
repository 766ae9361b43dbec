import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Config } from '../config/config.js';

const LINKSET =
  'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"; charset=utf-8';

/**
 * Where a program that knows the host alone finds the interface and its document (RFC 9727); not
 * there where the operator does not show the document.
 */
@Injectable()
export class CatalogRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const { showsApi, publicUrl } = this.config;
    if (!showsApi) return;
    const body = JSON.stringify(catalogOf(publicUrl));
    this.host.httpAdapter
      .getInstance()
      .get('/.well-known/api-catalog', async (_request, reply) =>
        reply
          .type(LINKSET)
          .header('Link', `<${publicUrl}/.well-known/api-catalog>; rel="api-catalog"`)
          .send(body),
      );
  }
}

function catalogOf(publicUrl: string): object {
  const href = (path: string, type: string) => [{ href: `${publicUrl}${path}`, type }];
  return {
    linkset: [
      {
        anchor: `${publicUrl}/api/v1`,
        'service-desc': href('/api/openapi.json', 'application/vnd.oai.openapi+json;version=3.1'),
        'service-doc': href('/api/docs', 'text/html'),
        status: href('/readyz', 'application/json'),
      },
    ],
  };
}
