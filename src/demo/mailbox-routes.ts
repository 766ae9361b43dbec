import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { TimeSource } from '../kernel/time-source.js';
import { Mailbox } from './mailbox.js';
import { absentPage, listPage, messagePage, views } from './mailbox-page.js';

/** A page of ours: no script, nothing from elsewhere; the mail stands in a frame. */
const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail: may look as it likes, and a link opens beside the page, but it can run nothing. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
].join('; ');

interface MailboxRequest {
  Params: { id: string };
  Querystring: { to?: string; view?: string };
}

/**
 * The mailbox page. It stands outside the interface (its prefix, sessions and problem documents),
 * so its routes are given to the web server directly.
 */
@Injectable()
export class MailboxRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly mailbox: Mailbox,
    private readonly time: TimeSource,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance();
    server.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('X-Qingnuo-Demonstration', 'captured mail, simulated time');
      done();
    });

    server.get<MailboxRequest>('/mailbox', async ({ query }, reply) => {
      const to = typeof query.to === 'string' ? query.to.trim() : '';
      const all = await this.mailbox.list();
      const shown = to === '' ? all : await this.mailbox.list(to);
      return sendPage(reply, listPage(all, shown, to, this.time.now()));
    });

    server.get<MailboxRequest>('/mailbox/:id', async ({ params, query }, reply) => {
      const message = await this.mailbox.find(params.id);
      const now = this.time.now();
      if (!message) return sendPage(reply.code(404), absentPage(now));
      const view = views.find((each) => each === query.view) ?? 'html';
      return sendPage(reply, messagePage(message, view, now));
    });

    server.get<MailboxRequest>('/mailbox/:id/html', async ({ params }, reply) => {
      const html = (await this.mailbox.find(params.id))?.html ?? null;
      if (html === null) return sendPage(reply.code(404), absentPage(this.time.now()));
      return reply
        .type('text/html; charset=utf-8')
        .header('Content-Security-Policy', MAIL_POLICY)
        .header('X-Frame-Options', 'SAMEORIGIN')
        .send(html.replace(/<head>/i, '<head><base target="_blank">'));
    });
  }
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', PAGE_POLICY)
    .send(html);
}
