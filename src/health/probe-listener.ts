import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/config.js';
import { ProcessNumbers } from './process-numbers.js';
import { Readiness } from './readiness.js';

/**
 * Health and numbers of a process of any role at an address of its own, which the proxy does not
 * pass on: `/healthz`, `/readyz`, `/metrics`.
 */
@Injectable()
export class ProbeListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;
  /** Where it listens; null where it does not. */
  url: string | null = null;

  constructor(
    private readonly config: Config,
    private readonly readiness: Readiness,
    private readonly numbers: ProcessNumbers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.probe) return;
    await this.listen(this.config.probe);
  }

  private async listen({ host, port }: NonNullable<Config['probe']>): Promise<void> {
    const server = createServer((request, response) => {
      this.answer(request.url ?? '', response).catch(() => {
        send(response, 500, 'text/plain', 'The numbers could not be put together.\n');
      });
    });
    server.listen(port, host);
    await once(server, 'listening');
    this.server = server;
    const { port: taken } = server.address() as AddressInfo;
    this.url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    switch (url.split('?')[0]) {
      case '/healthz':
        send(response, 200, 'application/json', JSON.stringify({ status: 'ok' }));
        return;
      case '/readyz': {
        const checks = await this.readiness.checks();
        const isReady = checks.every(({ status }) => status === 'ok');
        const body = JSON.stringify({ status: isReady ? 'ok' : 'failing', checks });
        send(response, isReady ? 200 : 503, 'application/json', body);
        return;
      }
      case '/metrics':
        send(response, 200, this.numbers.contentType, await this.numbers.text());
        return;
      default:
        send(response, 404, 'text/plain', 'There are /healthz, /readyz and /metrics here.\n');
    }
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
