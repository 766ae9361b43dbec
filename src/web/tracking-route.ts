import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Tracking } from '../cases/tracking.js';
import { DomainError } from '../kernel/domain-error.js';
import { sendPage } from './page.js';
import { trackingForm, trackingPage } from './tracking-page.js';

interface TrackingRequest {
  Params: { number: string };
  Querystring: { code?: string };
}

/**
 * The page behind the link in every letter to an enterprise. It stands outside the interface
 * (no prefix, no problem documents), so its route is given to the web server directly.
 */
@Injectable()
export class TrackingRoute implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly tracking: Tracking,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    // A wrong code costs what it costs at the interface.
    const config = { costOfMiss: 20 };
    server.get<TrackingRequest>('/track/:number', { config }, async ({ params, query }, reply) => {
      const { status, html } = await this.answer(params.number, query.code);
      return sendPage(reply, status, html);
    });
  }

  private async answer(number: string, code: unknown): Promise<{ status: number; html: string }> {
    if (typeof code !== 'string' || code === '') {
      return { status: 200, html: trackingForm(number, false) };
    }
    try {
      return { status: 200, html: trackingPage(await this.tracking.read(number, code)) };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'NOT_FOUND') {
        return { status: 404, html: trackingForm(number, true) };
      }
      throw error;
    }
  }
}
