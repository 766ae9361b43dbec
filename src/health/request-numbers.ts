import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Metrics } from '../metrics/metrics.js';

/** Counts requests by route and status, and how long they took. */
@Injectable()
export class RequestNumbers implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.addHook('onResponse', async (request, reply) => {
      const { method, routeOptions } = request;
      // The pattern, not the address: there are few of it, and no id or token in it.
      const route = routeOptions.url ?? 'none';
      const status = String(reply.statusCode);
      this.metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1000);
    });
  }
}
